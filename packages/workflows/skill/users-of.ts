import type { Context } from '@atom/kernel'
import { workflowErrors } from '../errors.ts'
import type { Graph } from '../graph/schema.ts'
import { store } from '../store.ts'
import { liveVersions, stepsOf } from './live-graph.ts'

/** Names that are said; of more only how many. */
const mostNamed = 3

/**
 * Other automations that are on and whose published version needs this one: to run it, as a skill they call or ask, or when they fail. One that
 * is paused holds nothing up, so that two which need each other can both be deleted.
 * @throws workflow.in_use that says which, and what for
 */
export async function refuseWhileUsed(
  ctx: Context,
  { id, name, skill }: { id: string; name: string; skill: string | undefined },
): Promise<void> {
  const rows = await liveVersions(ctx)
    .select(['workflow.name', 'workflow_version.graph'])
    .where('workflow.id', '<>', id)
    .where('workflow.enabled', '=', 1)
    // Most say nothing of it, and need not be read.
    .where(eb => eb.or([id, ...(skill === undefined ? [] : [skill])].map(text => eb('workflow_version.graph', 'like', `%${text}%`))))
    .orderBy('workflow.name')
    .execute()
  const running: string[] = []
  const failing: string[] = []
  for (const { name: user, graph: text } of rows) {
    const graph = JSON.parse(text) as Graph
    if (runs(graph, id, skill)) running.push(user)
    if (graph.settings?.errorWorkflow === id) failing.push(user)
  }
  const uses = [
    ...(running.length > 0 ? [`it is run by ${said(running)}`] : []),
    ...(failing.length > 0 ? [`it is what happens when ${said(failing)} ${failing.length > 1 ? 'fail' : 'fails'}`] : []),
  ]
  if (uses.length > 0) throw workflowErrors.in_use({ name, uses: uses.join(', and ') })
}

/** An automation is about to be on again: what it runs must not have been deleted while it was off. @throws workflow.needs_deleted */
export async function refuseWithoutNeeded(ctx: Context, name: string, graph: Graph): Promise<void> {
  const ids = [...stepsOf(graph)].flatMap(({ type, workflow }) => (type === 'workflow' && typeof workflow === 'string' ? [workflow] : []))
  if (graph.settings?.errorWorkflow !== undefined) ids.push(graph.settings.errorWorkflow)
  if (ids.length === 0) return
  const deleted = await store.from(ctx, 'workflow').select('name').where('id', 'in', ids).where('deleted_at', 'is not', null).execute()
  if (deleted.length > 0) throw workflowErrors.needs_deleted({ name, needed: said(deleted.map(row => row.name)) })
}

function runs(graph: Graph, id: string, skill: string | undefined): boolean {
  if (skill !== undefined && graph.trigger.type === 'poll' && graph.trigger.skill === skill) return true
  for (const node of stepsOf(graph)) {
    if (node.type === 'workflow' && node.workflow === id) return true
    if (skill !== undefined && node.type === 'skill' && node.skill === skill) return true
  }
  return false
}

/** “A”, “B” and 2 others. */
function said(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).map(name => `“${name}”`)
  const left = names.length - shown.length
  const all = left > 0 ? [...shown, `${left} ${left === 1 ? 'other' : 'others'}`] : shown
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : (all[0] as string)
}
