import { day, recurrence } from '@atom/kernel'
import { z } from 'zod'
import { duration } from './duration.ts'

/** Ids stand in expressions (`steps.net.output`) and in the journal, so they are short and plain. */
const nodeId = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/, 'Expected a letter followed by up to 63 letters, digits, “_” or “-”.')
  .refine(id => id !== triggerId, 'No step may be called “trigger”.')

/** What edges come from at the start. */
export const triggerId = 'trigger'

/** An arrow. `port` names the way out of a node that has several; `out` without it. */
export const Edge = z.strictObject({ from: z.string().max(64), port: z.string().min(1).max(64).optional(), to: z.string().max(64) })
export type Edge = z.infer<typeof Edge>

/** Again after a failure that may pass: `delay`, then `factor` times as long, up to `max`, each by chance a quarter more or less. */
export const Retry = z.strictObject({
  attempts: z.number().int().min(1).max(50).describe('Attempts in all.'),
  delay: duration().optional().describe('Before the second attempt; 1s unless told.'),
  factor: z.number().min(1).max(10).optional().describe('2 unless told.'),
  max: duration().optional().describe('The longest delay; 1h unless told.'),
})
export type Retry = z.infer<typeof Retry>

/** What every node may say besides its type's own fields. */
export const nodeFields = {
  id: nodeId,
  type: z.string().max(64),
  version: z.number().int().min(1).optional().describe('Of the node type; the newest when it is saved without.'),
  title: z.string().max(200).optional(),
  note: z.string().max(5000).optional(),
  disabled: z.boolean().optional().describe('Passed over: what comes in goes out, as its own output too.'),
  retry: Retry.optional(),
  timeout: duration().optional(),
  onError: z
    .enum(['stop', 'continue', 'route'])
    .optional()
    .describe('stop the run (unless told), continue as if it had given nothing, or leave by the port “error”.'),
  interrupted: z
    .enum(['fail', 'retry', 'ask'])
    .optional()
    .describe('When the machine stopped in the middle of a call that may not be repeated blindly; fail unless told.'),
  rateLimit: z
    .strictObject({ count: z.number().int().min(1).max(100_000), per: duration() })
    .optional()
    .describe('At most so many of this step in all runs.'),
  concurrencyKey: z
    .strictObject({ key: z.string().min(1).max(500), limit: z.number().int().min(1).max(1000) })
    .optional()
    .describe('At most so many steps with the same key at the same time, in all runs of the workspace.'),
}

/** A node before its type has looked at it. */
export interface GraphNode {
  id: string
  type: string
  version?: number
  title?: string
  note?: string
  disabled?: boolean
  retry?: Retry
  timeout?: string
  onError?: 'stop' | 'continue' | 'route'
  interrupted?: 'fail' | 'retry' | 'ask'
  rateLimit?: { count: number; per: string }
  concurrencyKey?: { key: string; limit: number }
  [field: string]: unknown
}

export interface SubGraph {
  nodes: GraphNode[]
  edges: Edge[]
}

/** A graph inside a node. Nodes without an arrow to them begin. */
export const SubGraph: z.ZodType<SubGraph> = z.strictObject({
  nodes: z.array(z.looseObject({ id: z.string(), type: z.string() })).min(1, 'There are no steps inside yet. Add the first.'),
  edges: z.array(Edge),
}) as unknown as z.ZodType<SubGraph>

const form = z
  .array(
    z.strictObject({
      name: z.string().regex(/^[A-Za-z_]\w{0,63}$/, 'Expected a name of letters, digits and “_”.'),
      label: z.string().max(200).optional(),
      type: z.enum(['text', 'long-text', 'number', 'boolean', 'date', 'choice']),
      required: z.boolean().optional(),
      choices: z.array(z.string().max(200)).max(100).optional(),
      default: z
        .union([z.string().max(10_000), z.number(), z.boolean()])
        .optional()
        .describe('Where nothing is given.'),
    }),
  )
  .max(50)
export type FormField = z.infer<typeof form>[number]
/** Fields a person fills in: of a manual start or of an approval. */
export const FormFields = form

const hookPath = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._~-]*(\/[A-Za-z0-9._~-]+)*$/, 'Expected a path such as orders or shop/orders.')
  .max(200)

const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** What starts a run. */
export const Trigger = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('manual'), form: form.optional() }),
  z.strictObject({
    type: z.literal('schedule'),
    cron: z.string().max(200).optional(),
    rrule: recurrence().optional(),
    start: day().optional().describe('The day a recurrence counts from; that of publishing unless told.'),
    timeZone: z.string().max(64).optional().describe('The publisher’s when it was published, unless told.'),
    missed: z.enum(['skip', 'once', 'all']).optional().describe('What to do about times at which ATOM was off; skip unless told.'),
  }),
  z.strictObject({
    type: z.literal('webhook'),
    path: hookPath,
    methods: z.array(z.enum(httpMethods)).min(1).optional().describe('POST unless told.'),
    raw: z.boolean().optional().describe('Give the body as it came too: event.raw, as text or, where rawEncoding says so, base64.'),
    cors: z
      .array(
        z
          .string()
          .max(300)
          .regex(/^(\*|https?:\/\/[^\s/]+)$/, 'Expected an origin such as https://shop.example, or *.'),
      )
      .max(50)
      .optional()
      .describe('Other sites whose pages may call it; none unless told.'),
    respond: z.enum(['immediate', 'last', 'node']).optional().describe('When to answer; immediate unless told.'),
    auth: z
      .discriminatedUnion('type', [
        z.strictObject({ type: z.literal('token'), header: z.string().max(100).optional(), secret: z.string().min(1).max(500) }),
        z.strictObject({
          type: z.literal('hmac'),
          header: z.string().max(100),
          secret: z.string().min(1).max(500),
          algorithm: z.enum(['sha1', 'sha256', 'sha512']).optional(),
          encoding: z.enum(['hex', 'base64']).optional(),
          prefix: z.string().max(20).optional(),
        }),
      ])
      .optional(),
    dedupe: z.string().max(2000).optional().describe('An expression over event that is the same for the same delivery.'),
  }),
  z.strictObject({
    type: z.literal('event'),
    name: z.string().min(1).max(200),
    where: z.string().max(2000).optional().describe('An expression over event that must be true.'),
  }),
  z.strictObject({
    type: z.literal('poll'),
    skill: z.string().max(200),
    input: z.record(z.string(), z.unknown()).optional(),
    every: duration().describe('At least 1s.'),
    first: z.enum(['remember', 'all']).optional().describe('What the first poll finds is only remembered, unless told.'),
  }),
])
export type Trigger = z.infer<typeof Trigger>

/** What the ids of skills that people made of automations begin with: no other skill is called so. */
export const automationPrefix = 'automation.'

/** An automation as a skill. Its input is the form of its trigger. */
export const AutomationSkill = z.strictObject({
  id: z
    .string()
    .regex(/^automation\.[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'Expected “automation.” and a short name of small letters, digits and “-”.')
    .max(64)
    .describe('automation.order-report: what it is called by programs, models and other automations.'),
  title: z.string().trim().min(1).max(100).describe('What it does, beginning with a verb: “Send the order report”.'),
  description: z.string().trim().min(1).max(1000).describe('For models: what it does, and when not to use it.'),
  examples: z
    .array(
      z.union([
        z.string().trim().min(1).max(300),
        z.strictObject({ say: z.string().trim().min(1).max(300), input: z.record(z.string(), z.unknown()) }),
      ]),
    )
    .max(50)
    .optional()
    .describe('Sentences that ask for it, alone or with the input they should give.'),
  wait: duration().optional().describe('How long a call waits for the end of the run, 2m at most; 25s unless told.'),
})
export type AutomationSkill = z.infer<typeof AutomationSkill>

/** How all runs of a workflow behave. */
export const Settings = z.strictObject({
  concurrency: z
    .strictObject({ limit: z.number().int().min(1).max(1000), policy: z.enum(['queue', 'skip', 'cancel-previous']) })
    .optional(),
  errorWorkflow: z.string().max(200).optional().describe('Id of a workflow that is started with what went wrong.'),
  timeout: duration().optional().describe('For a whole run.'),
  retentionDays: z.number().int().min(1).max(3650).optional(),
  priority: z.enum(['low', 'normal', 'high']).optional(),
  skill: AutomationSkill.optional().describe('Offers a published automation with a manual trigger as a skill of its workspace.'),
})
export type Settings = z.infer<typeof Settings>

/** The document. */
export interface Graph extends SubGraph {
  format?: 1
  trigger: Trigger
  settings?: Settings
  layout?: Record<string, { x: number; y: number }>
  notes?: { id: string; text: string; x: number; y: number; width?: number; height?: number }[]
}

const coordinate = z.number().min(-1e6).max(1e6)

/** The document before its nodes are looked at one by one. */
export const GraphDocument = z.strictObject({
  format: z.literal(1).optional(),
  trigger: Trigger,
  nodes: z.array(z.looseObject({ id: z.string(), type: z.string() })).max(5000, 'A graph has at most 5,000 nodes.'),
  edges: z.array(Edge).max(20_000, 'A graph has at most 20,000 arrows.'),
  settings: Settings.optional(),
  layout: z.record(z.string(), z.strictObject({ x: coordinate, y: coordinate })).optional(),
  notes: z
    .array(
      z.strictObject({
        id: z.string().max(64),
        text: z.string().max(10_000),
        x: coordinate,
        y: coordinate,
        width: coordinate.optional(),
        height: coordinate.optional(),
      }),
    )
    .max(500)
    .optional(),
})
