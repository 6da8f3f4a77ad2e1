import { z } from 'zod'

export const runStatuses = ['queued', 'running', 'waiting', 'paused', 'succeeded', 'failed', 'cancelled'] as const
export const stepStatuses = ['running', 'waiting', 'retrying', 'succeeded', 'failed', 'cancelled'] as const

/** What is wrong with a graph: the step's id and the field's path in it. */
export const GraphProblem = z.object({ node: z.string().optional(), field: z.string().optional(), message: z.string() })
export type GraphProblem = z.infer<typeof GraphProblem>

/** A graph as JSON. Its exact schema is at `/api/workflows/schema`. */
export const GraphJson = z.record(z.string(), z.unknown())

export const TriggerError = z.object({ code: z.string(), message: z.string(), at: z.string() })
export type TriggerError = z.infer<typeof TriggerError>

/** An automation: the draft people edit, and which version of it is live. */
export const Workflow = z.object({
  id: z.string(),
  name: z.string(),
  graph: GraphJson.describe('The draft.'),
  revision: z.number().int().describe('Grows with every change of the draft.'),
  /** The published version; before the first, the one it would become. */
  version: z.number().int(),
  published: z.boolean(),
  enabled: z.boolean(),
  changed: z.boolean().describe('The draft differs from what is published.'),
  problems: z.array(GraphProblem).describe('What keeps the draft from being published.'),
  warnings: z.array(GraphProblem).describe('What is likely to go wrong in its runs, such as a variable that is not there.'),
  webhookUrl: z.string().optional(),
  nextRunAt: z.string().optional(),
  triggerError: TriggerError.optional().describe('Why its trigger could not do its work the last time.'),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Workflow = z.infer<typeof Workflow>

/** A line of the list of automations. */
export const WorkflowSummary = z.object({
  id: z.string(),
  name: z.string(),
  trigger: z.string(),
  version: z.number().int(),
  published: z.boolean(),
  enabled: z.boolean(),
  changed: z.boolean(),
  nextRunAt: z.string().optional(),
  triggerError: TriggerError.optional(),
  lastRun: z.object({ id: z.string(), status: z.enum(runStatuses), at: z.string() }).optional(),
  /** Ends of its last runs, oldest first, at most 20. */
  recent: z.array(z.enum(runStatuses)),
  updatedAt: z.string(),
})
export type WorkflowSummary = z.infer<typeof WorkflowSummary>

export const WorkflowVersion = z.object({
  version: z.number().int(),
  publishedBy: z.string(),
  publishedAt: z.string(),
  note: z.string().optional(),
  live: z.boolean(),
})

/** What differs between two versions, by the steps' ids; steps inside loops too. */
export const WorkflowDiff = z.object({
  from: z.number().int(),
  to: z.number().int().nullable().describe('Null is the draft.'),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(
    z.object({
      node: z.string().describe('A step’s id, or “trigger” or “settings”.'),
      fields: z.array(z.object({ field: z.string(), before: z.unknown().optional(), after: z.unknown().optional() })),
    }),
  ),
  edges: z.object({ added: z.array(z.string()), removed: z.array(z.string()) }).describe('Each as “from:port -> to”.'),
})
export type WorkflowDiff = z.infer<typeof WorkflowDiff>

export const RunError = z.object({ code: z.string(), message: z.string(), node: z.string().optional() })

/** One run of an automation. */
export const Run = z.object({
  id: z.string(),
  workflow: z.string(),
  workflowName: z.string(),
  version: z.number().int(),
  status: z.enum(runStatuses),
  trigger: z.string(),
  dry: z.boolean(),
  createdAt: z.string(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  error: RunError.optional(),
  originRun: z.string().optional(),
})
export type Run = z.infer<typeof Run>

/** One step of a run. Long values are cut in lists; `cut` says so. */
export const RunStep = z.object({
  seq: z.number().int(),
  node: z.string(),
  iteration: z
    .string()
    .describe('Empty outside loops, `3` in the fourth pass, `3.0` in a loop within; of a sub-step that of its step and its own behind.'),
  sub: z.boolean().optional().describe('A piece of the work of the step of this node, journaled by itself.'),
  status: z.enum(stepStatuses),
  attempt: z.number().int(),
  port: z.string().optional(),
  childRun: z.string().optional().describe('The run it started and waited for.'),
  input: z.unknown(),
  output: z.unknown(),
  cut: z.boolean().optional(),
  error: RunError.optional(),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
})
export type RunStep = z.infer<typeof RunStep>

/** A kind of step, for whoever draws or writes an automation. */
export const NodeTypeSummary = z.object({
  type: z.string(),
  version: z.number().int(),
  title: z.string(),
  description: z.string(),
  group: z.enum(['data', 'flow', 'people', 'actions']),
  ports: z.array(z.string()).describe('Ways out of one without fields.'),
  expressions: z.array(z.string()).describe('Fields in which {{ }} is worked out.'),
  holdsGraph: z.boolean().describe('It has steps of its own inside, in “graph”.'),
  fields: GraphJson.describe('All its fields, as JSON Schema.'),
})
export type NodeTypeSummary = z.infer<typeof NodeTypeSummary>

/** One call to the address of an automation. */
export const Delivery = z.object({
  id: z.string(),
  at: z.string(),
  method: z.string(),
  status: z.number().int().describe('What it was answered.'),
  size: z.number().int().describe('Bytes of the body.'),
  runId: z.string().optional(),
  sourceId: z.string().optional().describe('What a repeated delivery has too: `key:` and its Idempotency-Key, or `dedupe:` and the value.'),
  reason: z.string().optional().describe('Why it started no run: `repeated`, or the code of the error it was answered.'),
})
export type Delivery = z.infer<typeof Delivery>

/** Something that happens and can start an automation. */
export const EventSummary = z.object({
  name: z.string(),
  title: z.string(),
  example: GraphJson.describe('What “event” stands for in expressions.'),
})

/** An automation to begin with. */
export const WorkflowTemplate = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  category: z.string(),
  graph: GraphJson,
})
export type WorkflowTemplate = z.infer<typeof WorkflowTemplate>
