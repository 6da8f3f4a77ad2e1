import type { Context, Role } from '@atom/kernel'
import type { z } from 'zod'
import type { Scope, Template } from '../expressions/index.ts'
import type { GraphNode, SubGraph } from '../graph/schema.ts'

/**
 * How a step meets the journal.
 * `pure`: works on values alone, so its result may wait for the next commit.
 * `read`: looks at ATOM's own data; nobody outside can tell, so it does not wait for a commit either.
 * `inside`: changes ATOM's own data in the very transaction that journals its result.
 * `outside`: may be seen by others, so all that led to it is made durable first.
 */
export type Mode = 'pure' | 'read' | 'inside' | 'outside'

/** Where in a step's fields a secret may stand: `secret fields` are those that let somebody in. */
export type SecretPlaces = 'everywhere' | 'secret fields' | 'nowhere'

/** What a step waits for. One primitive for a time, an event, a person, a child and a retry. */
export type Wait =
  | { kind: 'time'; until: string }
  | { kind: 'event'; name: string; where?: string; until?: string }
  | { kind: 'approval'; approvalId: string; until?: string }
  | { kind: 'run'; runId: string; until?: string }

/** What came: `done` with what it brought, or `timeout`. */
export interface Came {
  status: 'done' | 'timeout'
  result: unknown
}

export interface Answer {
  status: number
  headers: Record<string, string>
  body: unknown
}

export type StepResult =
  | { output?: unknown; port?: string; answer?: Answer }
  | { wait: Wait; output?: unknown }
  /** What was done outside goes on in ATOM's own data, in the transaction that journals what comes of it. */
  | { inside: (tx: Context) => Promise<StepResult> }
  /** Runs the node's own graph once for each item. */
  | { each: { items: unknown[]; concurrency: number; onItemError: 'stop' | 'continue' } }

/** One pass through a node's own graph. */
export interface Iteration {
  index: number
  output?: unknown
  error?: { code: string; message: string }
}

/** A piece of a step's work that is journaled by itself. */
export interface SubStep {
  /** Its own among those of the step, such as `0` or `search-2`: letters, digits, - and _. The journal has it under that of the step. */
  iteration: string
  /** What people are shown that it was given. */
  input?: unknown
  /**
   * Gives JSON. Called again under the same `key` where the process ended in its middle or it threw, so the key belongs to whatever it calls
   * that must happen once.
   */
  run(at: { key: string }): Promise<unknown>
}

/** What a node sees when it runs. */
export interface Step {
  node: GraphNode
  /** The node's fields with their expressions worked out. */
  fields: Record<string, unknown>
  runId: string
  workflowId: string
  /** Number of its row. */
  seq: number
  /** `` outside loops, `3` in the fourth pass, `3.0` in a loop within. */
  iteration: string
  /** 1 for the first. */
  attempt: number
  /** The same at every automatic attempt, another when a person retries. */
  key: string
  /** True in a trial: what would change anything gives a placeholder. */
  dry: boolean
  ctx: Context
  /** Works out a template with `item` and `index` added. */
  evaluate(template: Template, more: Pick<Scope, 'item' | 'index'>): unknown
  templates: Record<string, Template>
  /**
   * Does a piece of the step's work; once it has ended well, another attempt, a wait or a new process is given what it gave, and it is not done
   * again. What is to come next may depend on nothing but this, the fields and `came`. For types whose mode is `outside`.
   */
  sub(piece: SubStep): Promise<unknown>
  /** Hides the secrets this step was given, where a part of its input is shown to people. */
  hide<T>(value: T): T
  /** What it waited for, when it runs again after a wait. */
  came?: Came
}

/** A kind of node. Types are versioned: a graph keeps the version it was saved with, so a changed type never changes an old run. */
export interface NodeType {
  type: string
  version: number
  title: string
  description: string
  group: 'data' | 'flow' | 'people' | 'actions'
  /** Its own fields; `nodeFields` are added. */
  config: z.ZodRawShape
  /** Ways out, in order; `['out']` without it. */
  ports?(node: GraphNode): string[]
  mode: Mode | ((node: GraphNode) => Mode)
  /** The least role of whom the run acts as, where it changes something; skills say their own. */
  role?: Role
  /** Fields that hold expressions and are worked out before it runs, by name. */
  fields?(node: GraphNode): Record<string, unknown>
  /** Fields whose expressions it works out itself, item by item. */
  perItem?(node: GraphNode): Record<string, unknown>
  /** The graph inside it. */
  body?(node: GraphNode): SubGraph | undefined
  /** Fields, by path, whose values let somebody in: they are kept out of the journal whatever stands in them. */
  secretFields?(node: GraphNode): string[]
  /** Where a secret may enter, for it is used and not kept; `nowhere` without it. Elsewhere secret variables are refused. */
  takesSecrets?: SecretPlaces | ((node: GraphNode) => SecretPlaces)
  /** More to check than the schema can, in words. */
  check?(node: GraphNode): { field: string; message: string }[]
  /** False where the input is what it gives, so that it is kept once. */
  showsInput?: boolean
  run(step: Step): StepResult | Promise<StepResult>
  /** Called when every pass through its own graph has ended. */
  close?(iterations: Iteration[]): StepResult
}

/** Types a node type. It changes nothing. */
export const defineNode = (type: NodeType): NodeType => type
