import type { JobHandler } from '@atom/jobs'
import { AtomError, type Clock, type Context, inZone, type UnitOfWork } from '@atom/kernel'
import type { Engine } from '../engine.ts'
import { workflowErrors } from '../errors.ts'
import type { Plans } from '../graph/plans.ts'
import { store } from '../store.ts'
import { startByOwnEvent, triggerErrorOf } from './own-event.ts'
import { type Schedule, type ScheduleState, timingOf } from './timing.ts'
import { type LiveTrigger, liveTrigger, type Triggers } from './triggers.ts'

interface Deps {
  clock: Clock
  unitOfWork: UnitOfWork
  engine: Engine
  plans: Plans
  triggers: Triggers
  memberContext(workspaceId: string, personId: string): Promise<Context | undefined>
  /** Other processes may have been on while this one was off. */
  shared: boolean
}

/** So many missed times are made up for at most; of more, the newest. */
const mostMissed = 1000
/** Milliseconds after which a time counts as missed whatever the reason: the machine slept, or the database refused to write. */
const tooLate = 5 * 60_000
/** Milliseconds by which a queue that others work on may be late before a process that has just joined takes their times for missed. */
const joining = 60_000
/** Milliseconds after which a schedule that owes runs looks whether it can run again: the longer it could not, the later. */
const soonest = 60_000
const latest = 3_600_000

/**
 * Starts the runs of a schedule. Where it stands (`next_at`) moves on in the transaction that starts the run and enqueues the next time, so
 * each time has one run, whatever is killed between; a job that comes again finds nothing due. Times that come due while its version cannot
 * run, or its publisher has left, are missed like those at which ATOM was off: they are made up for, as its trigger says, once it can run again.
 */
export function fireSchedules({ clock, unitOfWork, engine, plans, triggers, memberContext, shared }: Deps): JobHandler {
  const onSince = clock.now().getTime()

  /** Was ATOM off at that time? What a job was begun for before was begun while it was on. */
  const isMissed = (at: string, now: number, begun: boolean): boolean => {
    const due = Date.parse(at)
    if (now - due > tooLate) return true
    return !begun && due < onSince && now - due > (shared ? joining : 0)
  }

  /** @throws workflow.* when nothing can run as it is */
  async function check(tx: Context, { workflowId, version, personId }: LiveTrigger): Promise<void> {
    await plans.get(tx, workflowId, version)
    if (!(await memberContext(tx.workspaceId, personId))) throw workflowErrors.publisher_gone()
  }

  async function fire(tx: Context, workflowId: string, attempt: number): Promise<void> {
    const row = await store
      .from(tx, 'workflow_trigger')
      .selectAll('workflow_trigger')
      .where('workflow_id', '=', workflowId)
      .where('type', '=', 'schedule')
      .executeTakeFirst()
    if (!row) return
    const trigger = liveTrigger(row)
    const spec = trigger.spec as Schedule
    const { owed = [], ...state } = JSON.parse(row.state as string) as ScheduleState
    const timing = timingOf(spec, state)
    const now = tx.clock.now()
    const today = now.toISOString()
    const first = row.next_at
    const isDue = first !== null && first <= today
    const due = isDue ? timing.newest(first, today, mostMissed) : []
    if (due.length === 0 && owed.length === 0 && !isDue) {
      if (first !== null) await triggers.enqueue(tx, trigger, first)
      return
    }
    const next = isDue ? timing.next(today) : (first ?? undefined)
    const policy = spec.missed ?? 'skip'
    let left: string[] = []
    let error: string | null = null
    try {
      await check(tx, trigger)
      const late = due.filter(at => isMissed(at, now.getTime(), attempt > 1 && at === first))
      const missed = [...owed, ...late]
      const madeUp = policy === 'all' ? missed : policy === 'once' ? missed.slice(-1) : []
      for (const at of [...madeUp, ...due.filter(at => !late.includes(at))].sort())
        await startByOwnEvent({ engine, plans }, tx, trigger, {
          name: 'schedule.due',
          sourceId: at,
          data: {
            scheduledAt: at,
            local: inZone(at, state.timeZone),
            timeZone: state.timeZone,
            ...(madeUp.includes(at) ? { late: true } : {}),
            ...(policy === 'once' && at === madeUp[0] ? { missed: missed.length } : {}),
          },
        })
    } catch (problem) {
      if (!AtomError.is(problem) || !problem.code.startsWith('workflow.')) throw problem
      error = triggerErrorOf(problem, today)
      if (policy !== 'skip') left = [...owed, ...due].slice(-mostMissed)
    }
    const kept: ScheduleState = left.length > 0 ? { ...state, owed: left } : state
    await store
      .update(tx, 'workflow_trigger')
      .set({ next_at: next ?? null, error, state: JSON.stringify(kept) })
      .where('workflow_id', '=', workflowId)
      .execute()
    const look = left[0] === undefined ? undefined : lookAgain(left[0], now.getTime())
    const at = [next, look].filter(time => time !== undefined).sort()[0]
    if (at !== undefined) await triggers.enqueue(tx, trigger, at)
  }

  return {
    kind: 'workflow.schedule',
    attempts: Number.MAX_SAFE_INTEGER,
    run: (ctx, { workflowId }, { attempt }) =>
      unitOfWork
        .writing(ctx, tx => fire(tx, String(workflowId), attempt))
        // Whatever it was, a schedule is never given up.
        .catch(cause => Promise.reject(workflowErrors.trigger_failed({}, { cause }))),
  }
}

/** When to look again whether it can run. `since`: the oldest time it owes. */
const lookAgain = (since: string, now: number): string =>
  new Date(now + Math.min(latest, Math.max(soonest, (now - Date.parse(since)) / 4))).toISOString()
