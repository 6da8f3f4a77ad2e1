import type { TriggerError, Workflow } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import { workflowErrors } from './errors.ts'
import { checkDraft, type DraftDeps } from './graph/check-draft.ts'
import type { CompileDeps } from './graph/compile.ts'
import type { Problem } from './graph/plan.ts'
import type { Graph } from './graph/schema.ts'
import { store, type WorkflowTable, type WorkflowTriggerTable } from './store.ts'

/** What turning a row into a record needs. */
export interface RecordDeps {
  /** What the graphs of a workspace are checked with. */
  compile(ctx: Context): Promise<CompileDeps>
  /** What its drafts are checked with. */
  draftDeps(ctx: Context): Promise<DraftDeps>
  /** `https://atom.example`, without a slash at its end. */
  address(): string
}

/** @throws workflow.not_found */
export async function findWorkflow(ctx: Context, id: string): Promise<WorkflowTable> {
  const row = await store.from(ctx, 'workflow').selectAll().where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst()
  if (!row) throw workflowErrors.not_found()
  return row
}

/** @param found what a check of this very draft has just found, so that it is not done twice */
export async function workflowOf(
  ctx: Context,
  deps: RecordDeps,
  row: WorkflowTable,
  found?: { problems: Problem[]; warnings: Problem[] },
): Promise<Workflow> {
  const graph = JSON.parse(row.graph) as Graph
  const { problems, warnings } = found ?? checkDraft(graph, await deps.draftDeps(ctx))
  const trigger = await store
    .from(ctx, 'workflow_trigger')
    .select(['next_at', 'error'])
    .where('workflow_id', '=', row.id)
    .executeTakeFirst()
  return {
    id: row.id,
    name: row.name,
    graph: graph as unknown as Record<string, unknown>,
    revision: row.revision,
    version: row.version ?? 1,
    published: row.version !== null,
    enabled: row.enabled === 1,
    changed: await isChanged(ctx, row),
    problems,
    warnings,
    ...webhookOf(ctx, deps, graph),
    ...timingOf(trigger),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** The whole address a webhook is called at. */
function webhookOf(ctx: Context, deps: RecordDeps, graph: Graph): { webhookUrl?: string } {
  if (graph.trigger?.type !== 'webhook') return {}
  return { webhookUrl: `${deps.address()}/hooks/${ctx.workspaceId}/${graph.trigger.path}` }
}

/** When it is looked at next, and what went wrong the last time. */
export const timingOf = (trigger: Pick<WorkflowTriggerTable, 'next_at' | 'error'> | undefined) => ({
  ...(trigger?.next_at ? { nextRunAt: trigger.next_at } : {}),
  ...(trigger?.error ? { triggerError: JSON.parse(trigger.error) as TriggerError } : {}),
})

async function isChanged(ctx: Context, row: WorkflowTable): Promise<boolean> {
  if (row.version === null) return true
  const live = await store
    .from(ctx, 'workflow_version')
    .select('graph')
    .where('workflow_id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  return live?.graph !== row.graph
}

/** The published version and as whom it acts. @throws workflow.not_found, workflow.not_published */
export async function liveVersion(ctx: Context, workflowId: string): Promise<{ workflowId: string; version: number; personId: string }> {
  const { version } = await findWorkflow(ctx, workflowId)
  if (version === null) throw workflowErrors.not_published()
  const { published_by: personId } = await store
    .from(ctx, 'workflow_version')
    .select('published_by')
    .where('workflow_id', '=', workflowId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return { workflowId, version, personId }
}
