import { Delivery, pageOf, pageRequest } from '@atom/contracts'
import { type Context, defineSkill, ref } from '@atom/kernel'
import { paginate } from '@atom/storage'
import { sql } from 'kysely'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import type { Answer } from '../nodes/node-type.ts'
import { type RunStatus, store } from '../store.ts'
import { findWorkflow, liveVersion } from '../workflow-record.ts'
import type { SkillDeps } from './deps.ts'

/** A line of both logs: of calls that started a run, whose event has the same id, and of those that did not. */
interface Row {
  id: string
  at: string
  /** How the event begins: its method and size. */
  head: string | null
  source_id: string | null
  run_id: string | null
  version: number | null
  run_status: RunStatus | null
  answer: string | null
  method: string | null
  status: number | null
  reason: string | null
  size: number | null
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
      const { items, nextCursor } = await paginate(bothLogs(ctx, id), page, [{ column: 'id', order: 'desc' }])
      return { items: await Promise.all(items.map(row => deliveryOf(ctx, deps, id, row))), nextCursor }
    },
  })

function bothLogs(ctx: Context, workflowId: string) {
  const nothing = <T>() => sql<T | null>`null`
  const taken = store
    .from(ctx, 'run')
    .innerJoin('event_log', join => join.onRef('event_log.id', '=', 'run.id').on('event_log.workspace_id', '=', ctx.workspaceId))
    .where('run.workflow_id', '=', workflowId)
    .where('run.trigger', '=', 'webhook')
    .select(eb => [
      'run.id as id',
      'run.created_at as at',
      sql<string | null>`substr(${eb.ref('event_log.data')}, 1, 80)`.as('head'),
      'event_log.source_id as source_id',
      'run.id as run_id',
      'run.version as version',
      'run.status as run_status',
      'run.answer as answer',
      nothing<string>().as('method'),
      sql<number | null>`cast(null as integer)`.as('status'),
      nothing<string>().as('reason'),
      sql<number | null>`cast(null as integer)`.as('size'),
    ])
  const refused = store
    .from(ctx, 'hook_refusal')
    .where('workflow_id', '=', workflowId)
    .select([
      'id',
      'at',
      nothing<string>().as('head'),
      'source_id',
      'run_id',
      sql<number | null>`cast(null as integer)`.as('version'),
      nothing<string>().as('run_status'),
      nothing<string>().as('answer'),
      'method',
      'status',
      'reason',
      'size',
    ])
  return store
    .db(ctx)
    .selectFrom(taken.unionAll(refused as never).as('delivery'))
    .selectAll() as never as Parameters<typeof paginate<Row>>[0]
}

async function deliveryOf(ctx: Context, deps: SkillDeps, workflowId: string, row: Row): Promise<Delivery> {
  const { id, at } = row
  const more = {
    ...(row.run_id === null ? {} : { runId: row.run_id }),
    ...(row.source_id === null ? {} : { sourceId: row.source_id.replace(`${workflowId}:`, '') }),
  }
  if (row.reason !== null)
    return { id, at, method: row.method ?? '', size: row.size ?? 0, status: row.status ?? 0, reason: row.reason, ...more }
  const [, method, size] = /^\{"method":"([A-Z]+)","size":(\d+)/.exec(row.head ?? '') ?? []
  return { id, at, method: method ?? '', size: Number(size ?? 0), status: await answered(ctx, deps, workflowId, row), ...more }
}

/** What the caller was told, or would be by now. */
async function answered(ctx: Context, { plans }: SkillDeps, workflowId: string, row: Row): Promise<number> {
  const { trigger } = (await plans.get(ctx, workflowId, row.version as number)).graph
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
