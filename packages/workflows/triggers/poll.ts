import { createHash } from 'node:crypto'
import type { JobHandler } from '@atom/jobs'
import { AtomError, type Context, type Invoke, type SkillRegistry, type UnitOfWork } from '@atom/kernel'
import type { Engine } from '../engine.ts'
import { workflowErrors } from '../errors.ts'
import { parseTemplate } from '../expressions/index.ts'
import { milliseconds } from '../graph/duration.ts'
import type { Plans } from '../graph/plans.ts'
import type { Trigger } from '../graph/schema.ts'
import { store, type WorkflowTriggerTable } from '../store.ts'
import { startByOwnEvent, triggerErrorOf } from './own-event.ts'
import { liveTrigger, type Triggers } from './triggers.ts'

interface Deps {
  unitOfWork: UnitOfWork
  registry: SkillRegistry
  invoke: Invoke
  engine: Engine
  plans: Plans
  triggers: Triggers
  memberContext(workspaceId: string, personId: string): Promise<Context | undefined>
}

type Poll = Extract<Trigger, { type: 'poll' }>

/** Where a poll stands. */
interface PollState {
  /** Ids of items that were there, the newest last; nothing before the first poll. */
  seen?: string[]
  /** Polls in a row that failed. */
  failures?: number
}

/** Ids that are remembered. An item that comes back after so many others counts as new, unless its event is still in the log. */
const mostSeen = 10_000
/** Items looked at in one poll, over all pages. */
const mostItems = 2000
const pageSize = 200
/** Runs started in one transaction; more new items are found again at once. */
const mostRuns = 100
/** Milliseconds between polls of something that fails, at most, unless it is asked less often anyway. */
const longestBackoff = 3_600_000
const longestId = 100

/**
 * Asks a skill that reads, as the publisher, again and again, and starts one run for each item that was not there before. What was seen is
 * remembered in the transaction that starts the runs, so an item is neither forgotten nor taken twice, whatever is killed between.
 */
export function firePolls({ unitOfWork, registry, invoke, engine, plans, triggers, memberContext }: Deps): JobHandler {
  const rowOf = (ctx: Context, workflowId: string) =>
    store
      .from(ctx, 'workflow_trigger')
      .selectAll('workflow_trigger')
      .where('workflow_id', '=', workflowId)
      .where('type', '=', 'poll')
      .executeTakeFirst()

  /** All items there are, page by page, as the publisher sees them. */
  async function ask(ctx: Context, row: WorkflowTriggerTable): Promise<unknown[]> {
    const { skill, input } = liveTrigger(row).spec as Poll
    const publisher = await memberContext(ctx.workspaceId, row.person_id)
    if (!publisher) throw workflowErrors.publisher_gone()
    const as = { ...publisher, signal: ctx.signal }
    const given = (await parseTemplate(input ?? {}).evaluate({ event: {}, steps: {}, vars: {} })) as Record<string, unknown>
    const { shape } = (registry.find(skill) ?? (await registry.in(as)).get(skill)).input
    const paged = 'cursor' in shape
    const items: unknown[] = []
    for (let cursor: unknown; ; ) {
      const outcome = await invoke(as, skill, {
        ...('limit' in shape && paged ? { limit: pageSize } : {}),
        ...given,
        ...(cursor ? { cursor } : {}),
      })
      if (outcome.status === 'approval') throw workflowErrors.poll_asks({ skill })
      const found = itemsOf(outcome.output)
      if (!found) throw workflowErrors.poll_no_list({ skill })
      items.push(...found)
      cursor = paged && (outcome.output as { nextCursor?: unknown }).nextCursor
      if (!cursor || items.length >= mostItems) return items.slice(0, mostItems)
    }
  }

  async function take(tx: Context, before: WorkflowTriggerTable, items: unknown[]): Promise<void> {
    const row = await rowOf(tx, before.workflow_id)
    // Published again, paused or polled by another meanwhile: that one goes on.
    if (!row || row.version !== before.version || row.state !== before.state || row.next_at !== before.next_at) return
    const trigger = liveTrigger(row)
    const spec = trigger.spec as Poll
    const state = JSON.parse(row.state ?? '{}') as PollState
    const now = tx.clock.now()
    const seen = new Set(state.seen)
    const isFirst = state.seen === undefined && spec.first !== 'all'
    const fresh = new Map(items.map(item => [idOf(item), item] as const).filter(([id]) => !seen.has(id)))
    const taken = isFirst ? [...fresh] : [...fresh].slice(0, mostRuns)
    if (!isFirst)
      for (const [id, item] of taken)
        await startByOwnEvent({ engine, plans }, tx, trigger, { name: 'poll.found', sourceId: id, data: { id, item } })
    const left = fresh.size > taken.length
    const nextAt = new Date(now.getTime() + (left ? 0 : everyOf(spec))).toISOString()
    const next: PollState = { seen: remember(seen, items, taken) }
    await store
      .update(tx, 'workflow_trigger')
      .set({ state: fresh.size === 0 && !state.failures && state.seen ? row.state : JSON.stringify(next), next_at: nextAt, error: null })
      .where('workflow_id', '=', row.workflow_id)
      .execute()
    await triggers.enqueue(tx, trigger, nextAt)
  }

  /** It is tried again, later each time, and people see why. */
  async function postpone(tx: Context, before: WorkflowTriggerTable, problem: unknown): Promise<void> {
    const row = await rowOf(tx, before.workflow_id)
    if (!row || row.version !== before.version || row.next_at !== before.next_at) return
    const trigger = liveTrigger(row)
    const state = JSON.parse(row.state ?? '{}') as PollState
    const failures = (state.failures ?? 0) + 1
    const every = everyOf(trigger.spec as Poll)
    const now = tx.clock.now()
    const wait = Math.min(every * 2 ** Math.min(failures, 20), Math.max(every, longestBackoff))
    const nextAt = new Date(now.getTime() + wait).toISOString()
    await store
      .update(tx, 'workflow_trigger')
      .set({ state: JSON.stringify({ ...state, failures }), next_at: nextAt, error: triggerErrorOf(problem, now.toISOString()) })
      .where('workflow_id', '=', row.workflow_id)
      .execute()
    await triggers.enqueue(tx, trigger, nextAt)
  }

  async function poll(ctx: Context, workflowId: string): Promise<void> {
    const row = await rowOf(unitOfWork.reading(ctx), workflowId)
    if (!row?.next_at) return
    if (row.next_at > ctx.clock.now().toISOString())
      return unitOfWork.writing(ctx, tx => triggers.enqueue(tx, liveTrigger(row), row.next_at as string))
    let items: unknown[]
    try {
      items = await ask(ctx, row)
    } catch (problem) {
      if (ctx.signal.aborted) throw problem
      if (!AtomError.is(problem)) ctx.log.error({ err: problem, workflowId }, 'a poll failed')
      return unitOfWork.writing(ctx, tx => postpone(tx, row, problem))
    }
    try {
      await unitOfWork.writing(ctx, tx => take(tx, row, items))
    } catch (problem) {
      // It cannot run as it is: what was found is found again when it can, instead of counting as seen.
      if (!AtomError.is(problem) || !problem.code.startsWith('workflow.')) throw problem
      await unitOfWork.writing(ctx, tx => postpone(tx, row, problem))
    }
  }

  return {
    kind: 'workflow.poll',
    attempts: Number.MAX_SAFE_INTEGER,
    run: (ctx, { workflowId }) =>
      // Whatever it was, a poll is never given up.
      poll(ctx, String(workflowId)).catch(cause => Promise.reject(workflowErrors.trigger_failed({}, { cause }))),
  }
}

const everyOf = ({ every }: Poll): number => milliseconds(every) as number

/** The list in what a skill gave: itself, its `items`, or its only list. */
function itemsOf(output: unknown): unknown[] | undefined {
  if (Array.isArray(output)) return output
  if (typeof output !== 'object' || output === null) return undefined
  const { items } = output as { items?: unknown }
  if (Array.isArray(items)) return items
  const lists = Object.values(output).filter(Array.isArray)
  return lists.length === 1 ? lists[0] : undefined
}

/** What an item is known by: its own id, or all of it. */
function idOf(item: unknown): string {
  const id = (item as { id?: unknown } | null)?.id
  const text = typeof id === 'string' || typeof id === 'number' ? String(id) : undefined
  return text !== undefined && text.length <= longestId
    ? text
    : createHash('sha256')
        .update(text ?? JSON.stringify(item) ?? '')
        .digest('base64url')
}

/** What is there now is remembered longest. */
function remember(seen: ReadonlySet<string>, items: readonly unknown[], taken: readonly (readonly [string, unknown])[]): string[] {
  const here = new Set(items.map(idOf).filter(id => seen.has(id)))
  for (const [id] of taken) here.add(id)
  return [...[...seen].filter(id => !here.has(id)), ...here].slice(-mostSeen)
}
