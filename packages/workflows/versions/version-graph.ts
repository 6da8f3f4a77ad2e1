import type { Context } from '@atom/kernel'
import { workflowErrors } from '../errors.ts'
import { store } from '../store.ts'

/** The graph of a version, as text. @throws workflow.version_not_found */
export async function versionGraph(ctx: Context, workflowId: string, version: number): Promise<string> {
  const row = await store
    .from(ctx, 'workflow_version')
    .select('graph')
    .where('workflow_id', '=', workflowId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!row) throw workflowErrors.version_not_found({ version })
  return row.graph
}
