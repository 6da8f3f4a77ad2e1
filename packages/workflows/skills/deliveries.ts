import { Delivery, pageOf, pageRequest } from '@atom/contracts'
import { type Context, defineSkill, ref } from '@atom/kernel'
import { cursorOf, paginate } from '@atom/storage'
import { sql } from 'kysely'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import type { Answer } from '../nodes/node-type.ts'
import { type HookRefusalTable, type RunStatus, store } from '../store.ts'
import { findWorkflow, liveVersion } from '../workflow-record.ts'
import type { SkillDeps } from './deps.ts'

/** A call that started a run, whose event has the same id. */
interface Taken {
  id: string
  at: string
  version: number
  run_status: RunStatus
  answer: string | null
  /** How the event begins: its method and size. */
  head: string
  source_id: string | null
}

/** The calls an automation's address took and refused. */
export const listDeliveries = (deps: SkillDeps) =>
  defineSkill({
    id: 'workflows.deliveries',
    title: 'List deliveries',
    description: 'Calls to the address of an automation, newest first, with what each was answered; those that were refused too.',
    effect: 'read',
    input: z.object({ id: ref('workflow'), ...pageRequest }),
    output: pageOf(Delivery),
    examples: [],
    route: 'GET /api/workflows/{id}/deliveries',
    internal: true,
    async run(ctx, { id, ...page }) {
      await findWorkflow(ctx, id)
      // Each log by its own index: the two as one list would be read from its beginning (100,000 calls: 0.7 s).
      const [taken, refused] = await Promise.all([
        paginate(takenOf(ctx, id), page, [{ column: 'run.id', as: 'id', order: 'desc' }]),
        paginate(store.from(ctx, 'hook_refusal').selectAll().where('workflow_id', '=', id), page, [{ column: 'id', order: 'desc' }]),
      ])
      const both = [
        ...(await Promise.all(taken.items.map(row => takenRecord(ctx, deps, id, row)))),
        ...refused.items.map(row => refusedRecord(row)),
      ].sort((a, b) => (a.id < b.id ? 1 : -1))
      const items = both.slice(0, page.limit ?? 50)
      const isEnd = both.length === items.length && taken.nextCursor === null && refused.nextCursor === null
      return { items, nextCursor: isEnd ? null : cursorOf([items.at(-1)?.id]) }
    },
  })

const takenOf = (ctx: Context, workflowId: string) =>
  store
    .from(ctx, 'run')
    .innerJoin('event_log', join => join.onRef('event_log.id', '=', 'run.id').on('event_log.workspace_id', '=', ctx.workspaceId))
    .where('run.workflow_id', '=', workflowId)
    .where('run.trigger', '=', 'webhook')
    .select(eb => [
      'run.id as id',
      'run.created_at as at',
      'run.version as version',
      'run.status as run_status',
      'run.answer as answer',
      sql<string>`substr(${eb.ref('event_log.data')}, 1, 80)`.as('head'),
      'event_log.source_id as source_id',
    ])

async function takenRecord(ctx: Context, deps: SkillDeps, workflowId: string, row: Taken): Promise<Delivery> {
  const [, method, size] = /^\{"method":"([A-Z]+)","size":(\d+)/.exec(row.head) ?? []
  return {
    id: row.id,
    at: row.at,
    method: method ?? '',
    size: Number(size ?? 0),
    status: await answered(ctx, deps, workflowId, row),
    runId: row.id,
    ...(row.source_id === null ? {} : { sourceId: row.source_id.replace(`${workflowId}:`, '') }),
  }
}

const refusedRecord = ({ id, at, method, size, status, reason, source_id, run_id }: HookRefusalTable): Delivery => ({
  id,
  at,
  method,
  size,
  status,
  reason,
  ...(run_id === null ? {} : { runId: run_id }),
  ...(source_id === null ? {} : { sourceId: source_id }),
})

/** What the caller was told, or would be by now. */
async function answered(ctx: Context, { plans }: SkillDeps, workflowId: string, row: Taken): Promise<number> {
  const { trigger } = (await plans.get(ctx, workflowId, row.version)).graph
  if (trigger.type !== 'webhook' || (trigger.respond ?? 'immediate') === 'immediate') return 202
  if (row.answer !== null) return (JSON.parse(row.answer) as Answer).status
  if (row.run_status === 'succeeded') return 200
  return row.run_status === 'failed' || row.run_status === 'cancelled' ? 500 : 202
}

/** Starts the live version with what came then. */
export const replayDelivery = (deps: SkillDeps) =>
  defineSkill({
    id: 'workflows.replay-delivery',
    title: 'Replay a delivery',
    description: 'Starts a run of the published version with the same call again.',
    effect: 'write',
    input: z.object({ id: ref('workflow'), delivery: z.string().min(1).max(100) }),
    output: z.object({ runId: z.string() }),
    examples: [],
    route: 'POST /api/workflows/{id}/deliveries/{delivery}/replay',
    internal: true,
    target: ({ runId }) => runId,
    async run(ctx, { id, delivery }) {
      const live = await liveVersion(ctx, id)
      const run = await store
        .from(ctx, 'run')
        .select(['id', 'event_id'])
        .where('id', '=', delivery)
        .where('workflow_id', '=', id)
        .where('trigger', '=', 'webhook')
        .executeTakeFirst()
      if (!run?.event_id) throw await noReplay(ctx, id, delivery)
      const graph = await deps.plans.get(ctx, id, live.version)
      const runId = await deps.engine.start(ctx, graph, { ...live, trigger: 'webhook', eventId: run.event_id, originRun: run.id })
      if (!runId) throw workflowErrors.skipped()
      return { runId }
    },
  })

async function noReplay(ctx: Context, workflowId: string, delivery: string) {
  const refused = await store
    .from(ctx, 'hook_refusal')
    .select('id')
    .where('workflow_id', '=', workflowId)
    .where('id', '=', delivery)
    .executeTakeFirst()
  return refused ? workflowErrors.delivery_refused() : workflowErrors.delivery_not_found()
}
