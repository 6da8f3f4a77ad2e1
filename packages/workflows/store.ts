import { tablesOf } from '@atom/storage'

export const runStatuses = ['queued', 'running', 'waiting', 'paused', 'succeeded', 'failed', 'cancelled'] as const
/** The last three are final and never updated. */
export type RunStatus = (typeof runStatuses)[number]
export const finalStatuses = ['succeeded', 'failed', 'cancelled'] as const
export const isFinal = (status: RunStatus): boolean => (finalStatuses as readonly string[]).includes(status)
export const liveStatuses = ['queued', 'running', 'waiting', 'paused'] as const
export type LiveStatus = (typeof liveStatuses)[number]

export const stepStatuses = ['running', 'waiting', 'retrying', 'succeeded', 'failed', 'cancelled'] as const
export type StepStatus = (typeof stepStatuses)[number]

export interface WorkflowTable {
  workspace_id: string
  id: string
  name: string
  /** JSON: the draft. */
  graph: string
  /** Grows with every change of the draft. */
  revision: number
  /** 1 when the draft could be published as it is. */
  complete: number
  /** The published version. */
  version: number | null
  enabled: number
  created_by: string
  created_at: string
  updated_at: string
  deleted_at: string | null
}

export interface WorkflowVersionTable {
  workspace_id: string
  workflow_id: string
  version: number
  graph: string
  published_by: string
  published_at: string
  note: string | null
}

/** What starts a workflow that is published and enabled. */
export interface WorkflowTriggerTable {
  workspace_id: string
  workflow_id: string
  version: number
  /** Who published it: as whom its runs act. */
  person_id: string
  type: string
  /** Path of a webhook, name of an event; else empty. */
  subject: string
  /** JSON: the trigger. */
  spec: string
  /** JSON: where a poll or a schedule stands. */
  state: string | null
  /** When a schedule fires next. */
  next_at: string | null
  /** JSON: why it could not do its work the last time. */
  error: string | null
}

/** A call to a webhook that started no run of its own: it was refused, or had come before. Those that did stand in the event log. */
export interface HookRefusalTable {
  workspace_id: string
  workflow_id: string
  id: string
  at: string
  method: string
  status: number
  /** Code of the error; or `repeated`. */
  reason: string
  /** Bytes of the body. */
  size: number
  source_id: string | null
  /** The run that an earlier delivery of the same started. */
  run_id: string | null
}

export interface RunTable {
  workspace_id: string
  id: string
  workflow_id: string
  /** Below zero a draft that was tried out, kept like a version. */
  version: number
  status: RunStatus
  /** Type of the trigger. */
  trigger: string
  /** The event in the log; or the event itself, as JSON, where it is in none. */
  event_id: string | null
  event: string | null
  /** As whom it acts. */
  person_id: string
  /** 0 before 1 before 2. */
  priority: number
  dry: number
  /** Grows when a person has it tried again; part of every step’s key. */
  n: number
  /** 1 while as many runs of its workflow as may are under way. */
  held: number
  /** Who works on it. */
  owner: string | null
  /** Grows with every owner, so that one who lost it cannot write. */
  epoch: number
  /** Grows when something came that it waits for, or a person wants something of it. */
  poke: number
  /** What is wanted of it, by a person or by its deadline. */
  request: 'cancel' | 'pause' | 'timeout' | null
  /** The waitpoint of the run that started it and waits. */
  parent_wait: string | null
  /** The run it replays or was forked from. */
  origin_run: string | null
  /** JSON: {code, message, node?}. */
  error: string | null
  /** JSON: the answer to a webhook. */
  answer: string | null
  created_at: string
  started_at: string | null
  finished_at: string | null
  deadline: string | null
}

export interface StepTable {
  run_id: string
  /** Order in which steps began. */
  seq: number
  node: string
  iteration: string
  status: StepStatus
  attempt: number
  /** Grows when a person retries, never by itself. */
  n: number
  port: string | null
  /** JSON, or `@id` of a blob. */
  input: string | null
  output: string | null
  error: string | null
  started_at: string
  finished_at: string | null
}

export interface WaitpointTable {
  workspace_id: string
  id: string
  run_id: string
  /** The step that waits. */
  seq: number
  kind: 'time' | 'event' | 'approval' | 'run' | 'retry' | 'rate' | 'slot'
  /** Name of the event, or id of the approval or run. */
  subject: string | null
  /** An expression over event. */
  match: string | null
  until: string | null
  status: 'pending' | 'done' | 'timeout' | 'cancelled'
  /** JSON. */
  result: string | null
  created_at: string
}

/** An event about which runs that wait are still to be asked: a condition that takes its time has not been worked out yet. */
export interface EventUndecidedTable {
  workspace_id: string
  name: string
  event_id: string
  at: string
}

export interface WorkflowVariableTable {
  workspace_id: string
  name: string
  /** JSON; of a secret `null`. */
  value: string
  /** Where the vault keeps a secret one. */
  secret_id: string | null
  updated_by: string
  updated_at: string
}

/** A live automation that is offered as a skill. */
export interface WorkflowSkillTable {
  workspace_id: string
  workflow_id: string
  skill_id: string
  version: number
  /** Of its steps, the strongest: read, write or destructive. */
  effect: string
  /** JSON: see skill/automation-skills.ts. */
  spec: string
}

/** A step that has, or waits for, its turn under a concurrency key. */
export interface StepSlotTable {
  workspace_id: string
  key: string
  run_id: string
  seq: number
  /** Sorts by when it came. */
  place: string
  most: number
  /** 1 when it has its turn. */
  held: number
}

export interface WorkflowTables {
  workflow: WorkflowTable
  workflow_version: WorkflowVersionTable
  workflow_trigger: WorkflowTriggerTable
  workflow_skill: WorkflowSkillTable
  hook_refusal: HookRefusalTable
  run: RunTable
  step: StepTable
  waitpoint: WaitpointTable
  event_undecided: EventUndecidedTable
  run_blob: { run_id: string; id: string; data: string }
  workflow_variable: WorkflowVariableTable
  step_gate: { workspace_id: string; key: string; due: number }
  step_slot: StepSlotTable
  event_log: { workspace_id: string; id: string; name: string; data: string; source_id: string | null; at: string; kept: number }
}

export const store = tablesOf<WorkflowTables>()
