import type { NodePlan } from '../graph/plan.ts'
import type { Came, Iteration } from '../nodes/node-type.ts'
import type { StepTable } from '../store.ts'
import type { GateWait } from './gate.ts'
import type { Pass } from './pass.ts'

/** A step under way or waiting, with its row. */
export interface OpenStep {
  pass: Pass
  plan: NodePlan
  row: StepTable
  /** Its fields worked out; once, so that every attempt is given the same. */
  values?: Record<string, unknown>
  /** Set while it waits. */
  waitpoint?: string
  came?: Came
  /** Ends when its work is to end. */
  signal?: AbortSignal
  each?: Each
  /** Its sub-steps that are known, by iteration: their rows without the values. */
  subs?: Map<string, StepTable>
  /** Rate limit and concurrency key let this attempt begin. */
  admitted?: boolean
  /** What it waits for is its turn, not something its type asked for. */
  gate?: GateWait['kind']
  /** Its end was written in its own transaction. */
  journaled?: boolean
}

/** A loop under way. */
export interface Each {
  items: unknown[]
  concurrency: number
  onItemError: 'stop' | 'continue'
  next: number
  open: number
  iterations: Iteration[]
  failed: boolean
}
