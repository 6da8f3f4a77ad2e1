import type { Clock, Context, Logger, UnitOfWork } from '@atom/kernel'
import type { Batch } from '@atom/storage'
import type { CompiledGraph } from '../graph/plan.ts'
import type { Answer, Came } from '../nodes/node-type.ts'
import type { RunStatus, RunTable, StepStatus } from '../store.ts'
import type { GateRequest, GateWait } from './gate.ts'
import type { RunError } from './run-error.ts'

/** Something about a run that people who watch it want to know at once. Told after it is durable; kept by nobody. */
export type RunChange =
  | { type: 'run'; workspaceId: string; workflowId: string; runId: string; status: RunStatus }
  | { type: 'step'; workspaceId: string; workflowId: string; runId: string; node: string; iteration: string; status: StepStatus }

/** How a run ended. */
export interface RunEnd {
  status: Extract<RunStatus, 'succeeded' | 'failed' | 'cancelled'>
  error: RunError | undefined
  output: unknown
}

export type Measured = 'step' | 'lag'

/** As whom a run acts. */
export interface Actor {
  ctx: Context
  /** Whether that still counts, or is to be asked again. */
  stands(): boolean
}

/** What an execution needs of the engine. */
export interface Runtime {
  clock: Clock
  log: Logger
  batch: Batch
  unitOfWork: UnitOfWork
  /** This worker's name in leases. */
  owner: string
  /** Something was measured, in milliseconds: how long a step took; how long after its event a run’s first step began. */
  measure(what: Measured, milliseconds: number): void
  /** A context of the system in this workspace. */
  system(workspaceId: string): Context
  /** As whom the run acts, with the role of this moment. @throws workflow.publisher_gone */
  actor(run: RunTable): Promise<Actor>
  /** Whether that was answered well a moment ago, and nothing was heard since. */
  isMember(run: RunTable): boolean
  /** The values of these secret variables, for the moment in which a step runs. */
  secrets(ctx: Context, names: readonly string[]): Promise<Record<string, string>>
  /** Marks the places of secrets in the journal of one step; nobody can guess it. */
  mark(runId: string, seq: number): string
  /** Lets a step begin, in the caller's transaction, or says what it waits for. */
  enter(tx: Context, request: GateRequest): Promise<GateWait | undefined>
  /** The turn of a step under its concurrency key is over. */
  leave(tx: Context, runId: string, seq: number): Promise<void>
  /** What a step gave, read from its row. */
  output(runId: string, seq: number): Promise<unknown>
  /** What came of the run's waitpoints, by id. */
  came(runId: string): Promise<ReadonlyMap<string, Came>>
  /** Sees to it that somebody looks at the waitpoint at that time, in the caller's transaction. */
  wakeAt(tx: Context, wait: { runId: string; waitpointId: string; until: string }): Promise<void>
  /** The run waits for this approval from now on, in the caller's transaction; somebody may have answered a moment before. */
  lookAt(tx: Context, wait: { runId: string; waitpointId: string; approvalId: string }): Promise<void>
  /** What follows from a run's end, in the transaction that ends it: the run that waits for it, the next of its workflow, its error workflow. */
  ended(tx: Context, run: RunTable, end: RunEnd): Promise<void>
  /** A run has ended without any of that. `othersHeld`: runs of its workflow are held back; now there may be room for one. */
  endedAlone(run: RunTable, othersHeld: boolean): void
  /** Is there anything for `ended` to do? Most runs end without. */
  hasSequel(run: RunTable, graph: CompiledGraph, status: RunStatus): boolean
  changed(change: RunChange): void
  /** The answer to the webhook, once all that led to it is durable; or that the run has ended without. */
  answered(run: RunTable, graph: CompiledGraph, answer: Answer | undefined): void
}
