import type { Context } from '@atom/kernel'
import type { Graph, GraphNode, SubGraph } from '../graph/schema.ts'
import { store } from '../store.ts'

/** The versions that are live, of automations that were not deleted, beside their automation. */
export const liveVersions = (ctx: Context) =>
  store
    .from(ctx, 'workflow_version')
    .innerJoin('workflow', join =>
      join
        .onRef('workflow.id', '=', 'workflow_version.workflow_id')
        .onRef('workflow.workspace_id', '=', 'workflow_version.workspace_id')
        .onRef('workflow.version', '=', 'workflow_version.version'),
    )
    .where('workflow.deleted_at', 'is', null)

/** The published graph of an automation that was not deleted. */
export async function liveGraph(ctx: Context, workflowId: string): Promise<Graph | undefined> {
  const row = await liveVersions(ctx)
    .select('workflow_version.graph')
    .where('workflow_version.workflow_id', '=', workflowId)
    .executeTakeFirst()
  return row && (JSON.parse(row.graph) as Graph)
}

/** Every step that may run, those in loops too. */
export function* stepsOf({ nodes }: SubGraph): Generator<GraphNode> {
  for (const node of nodes) {
    if (node.disabled) continue
    yield node
    const inner = node.graph as SubGraph | undefined
    if (inner && Array.isArray(inner.nodes)) yield* stepsOf(inner)
  }
}
