import type { JobHandler } from '@atom/jobs'
import { AtomError, type Clock, type Context, inZone, type UnitOfWork } from '@atom/kernel'
import type { Engine } from '../engine.ts'
import { workflowErrors } from '../errors.ts'
import type { Plans } from '../graph/plans.ts'
import { store } from '../store.ts'
import { startByOwnEvent, triggerErrorOf } from './own-event.ts'
import { type Schedule, type ScheduleState, timingOf } from './timing.ts'
import { liveTrigger, type Triggers } from './triggers.ts'

interface Deps {
  clock: Clock
  unitOfWork: UnitOfWork
  engine: Engine
  plans: Plans
  triggers: Triggers
  /** Other processes may have been on while this one was off. */
  shared: boolean
}

/** So many missed times are made up for at most; of more, the newest. */
const mostMissed = 1000
/** Milliseconds after which a time counts as missed whatever the reason: the machine slept, or the database refused to write. */
const tooLate = 5 * 60_000
/** Milliseconds by which a queue that others work on may be late before a process that has just joined takes their times for missed. */
const joining = 60_000

/**
 * Starts the runs of a schedule. Where it stands (`next_at`) moves on in the transaction that starts the run and enqueues the next time, so
 * each time has one run, whatever is killed between; a job that comes again finds nothing due.
 */
export function fireSchedules({ clock, unitOfWork, engine, plans, triggers, shared }: Deps): JobHandler {
  const onSince = clock.now().getTime()

  /** Was ATOM off at that time? What a job was begun for before was begun while it was on. */
  const isMissed = (at: string, now: number, begun: boolean): boolean => {
    const due = Date.parse(at)
    if (now - due > tooLate) return true
    return !begun && due < onSince && now - due > (shared ? joining : 0)
  }

  async function fire(tx: Context, workflowId: string, attempt: number): Promise<void> {
    const row = await store
      .from(tx, 'workflow_trigger')
      .selectAll('workflow_trigger')
      .where('workflow_id', '=', workflowId)
      .where('type', '=', 'schedule')
      .executeTakeFirst()
    if (!row?.next_at) return
    const trigger = liveTrigger(row)
    const spec = trigger.spec as Schedule
    const state = JSON.parse(row.state as string) as ScheduleState
    const timing = timingOf(spec, state)
    const now = tx.clock.now()
    const today = now.toISOString()
    let next: string | undefined = row.next_at
    let error: string | null = null
    if (next <= today) {
      const due = timing.newest(next, today, mostMissed)
      const first = next
      const isLate = new Map(due.map(at => [at, isMissed(at, now.getTime(), attempt > 1 && at === first)]))
      const missed = due.filter(at => isLate.get(at))
      const onTime = due.filter(at => !isLate.get(at))
      const policy = spec.missed ?? 'skip'
      const late = policy === 'all' ? missed : policy === 'once' ? missed.slice(-1) : []
      try {
        for (const at of [...late, ...onTime].sort())
          await startByOwnEvent({ engine, plans }, tx, trigger, {
            name: 'schedule.due',
            sourceId: at,
            data: {
              scheduledAt: at,
              local: inZone(at, state.timeZone),
              timeZone: state.timeZone,
              ...(late.includes(at) ? { late: true } : {}),
              ...(policy === 'once' && at === late[0] ? { missed: missed.length } : {}),
            },
          })
      } catch (problem) {
        if (!AtomError.is(problem) || !problem.code.startsWith('workflow.')) throw problem
        error = triggerErrorOf(problem, today)
      }
      next = timing.next(today)
    }
    await store
      .update(tx, 'workflow_trigger')
      .set({ next_at: next ?? null, error })
      .where('workflow_id', '=', workflowId)
      .execute()
    if (next !== undefined) await triggers.enqueue(tx, trigger, next)
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
