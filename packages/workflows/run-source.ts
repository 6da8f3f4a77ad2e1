import { type Context, kernelErrors, type Source, type SourceItem } from '@atom/kernel'
import { shownValue } from './run/hidden.ts'
import { outcomeOf } from './run/outcome.ts'
import { workflowNames } from './run-record.ts'
import { sayOutput } from './skill/say-output.ts'
import { finalStatuses, store } from './store.ts'

/** Runs of one automation that are kept in mind, the latest; those before are in its list of runs. */
const latest = 20
/** Characters of a result. */
const longest = 200_000

/**
 * What ended runs gave as documents: when an automation ran, how it ended, and its result. Whoever is in the workspace may see its automations,
 * so they may see these. Runs are not told by events, so they are listed anew each time; the runs of a deleted automation are gone, as are old ones.
 */
export const runSource: Source = {
  id: 'run',
  async *list(ctx) {
    for await (const items of endedRuns(ctx)) yield { items: items, failures: [], checkpoint: '' }
  },
  async *ids(ctx) {
    for await (const items of endedRuns(ctx)) yield items.map(item => item.id)
  },
  async fetch(ctx, id) {
    const run = await store.from(ctx, 'run').selectAll('run').where('id', '=', id).executeTakeFirst()
    if (!run) throw kernelErrors.not_found({ what: 'run', words: id })
    const name = (await workflowNames(ctx, [run.workflow_id])).get(run.workflow_id) ?? ''
    const { output, error } = await outcomeOf(ctx, run)
    const given = shownValue(run.answer === null ? output : (JSON.parse(run.answer) as { body: unknown }).body)
    const result = error ? error.message : (sayOutput(given) ?? (given == null ? '' : JSON.stringify(given, null, 1)))
    const head = `The automation “${name}” ran on ${(run.finished_at ?? run.created_at).slice(0, 10)} and ${run.status === 'cancelled' ? 'was cancelled' : run.status}.`
    return { content: new TextEncoder().encode(`${head}\n\n${result.slice(0, longest)}`.trim()), mediaType: 'text/plain' }
  },
}

async function* endedRuns(ctx: Context): AsyncGenerator<SourceItem[]> {
  const workflows = await store.from(ctx, 'workflow').select(['id', 'name']).where('deleted_at', 'is', null).orderBy('id').execute()
  for (const workflow of workflows) {
    ctx.signal.throwIfAborted()
    const runs = await store
      .from(ctx, 'run')
      .select(['id', 'n', 'finished_at', 'created_at'])
      .where('workflow_id', '=', workflow.id)
      .where('status', 'in', finalStatuses)
      .where('dry', '=', 0)
      .orderBy('id', 'desc')
      .limit(latest)
      .execute()
    yield runs.map(({ id, n, finished_at, created_at }) => {
      const at = finished_at ?? created_at
      return { id, version: `${at} ${n}`, title: workflow.name, uri: `/automations/run?id=${id}`, updatedAt: at }
    })
  }
}
