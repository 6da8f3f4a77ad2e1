import { type Context, newId } from '@atom/kernel'
import { milliseconds } from '../graph/duration.ts'
import type { CompiledGraph } from '../graph/plan.ts'
import type { Settings } from '../graph/schema.ts'
import type { RunTable } from '../store.ts'
import { nowText } from './now-text.ts'

/** What starts a run. */
export interface NewRun {
  /** A new one unless told. */
  id?: string
  workflowId: string
  version: number
  /** As whom it acts: the publisher of the version. */
  personId: string
  /** Type of the trigger. */
  trigger: string
  /** Id of the event in the log; or the event itself where it is in none. */
  eventId?: string
  event?: Record<string, unknown>
  dry?: boolean
  /** The run that waits for it. */
  parentRun?: string
  /** The run it replays or was forked from. */
  originRun?: string
}

const priorities = { high: 0, normal: 1, low: 2 } as const

/** The row of a run that begins now. */
export function newRun(ctx: Pick<Context, 'workspaceId' | 'clock'>, graph: CompiledGraph, start: NewRun): RunTable {
  const now = nowText(ctx.clock)
  const { settings } = graph.graph
  return {
    workspace_id: ctx.workspaceId,
    id: start.id ?? newId(),
    workflow_id: start.workflowId,
    version: start.version,
    status: 'queued',
    trigger: start.trigger,
    event_id: start.eventId ?? null,
    event: start.event === undefined ? null : JSON.stringify(start.event),
    person_id: start.personId,
    priority: priorities[settings?.priority ?? 'normal'],
    dry: start.dry ? 1 : 0,
    n: 1,
    held: 0,
    owner: null,
    epoch: 0,
    poke: 0,
    request: null,
    parent_wait: start.parentRun ?? null,
    origin_run: start.originRun ?? null,
    error: null,
    answer: null,
    created_at: now,
    started_at: null,
    finished_at: null,
    deadline: deadlineAfter(now, settings),
  }
}

/** When the time of a run is over that begins at `from`; nothing where it has all the time. UTC ISO 8601. */
export function deadlineAfter(from: string, settings: Settings | undefined): string | null {
  const limit = settings?.timeout === undefined ? undefined : milliseconds(settings.timeout)
  return limit === undefined ? null : new Date(Date.parse(from) + limit).toISOString()
}
