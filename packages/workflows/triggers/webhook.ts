import type { Clock, Context, UnitOfWork } from '@atom/kernel'
import { AtomError } from '@atom/kernel'
import type { Engine } from '../engine.ts'
import { workflowErrors } from '../errors.ts'
import { asExpression, parseTemplate } from '../expressions/index.ts'
import type { Plans } from '../graph/plans.ts'
import type { Trigger } from '../graph/schema.ts'
import type { Answer } from '../nodes/node-type.ts'
import { type RunTable, store } from '../store.ts'
import { noVariables, readVariables } from '../variables/variables.ts'
import { checkAuth } from './check-auth.ts'
import type { LiveTrigger, Triggers } from './triggers.ts'

/** One call to a webhook, before anything is believed of it. */
export interface HookCall {
  workspaceId: string
  path: string
  method: string
  headers: Record<string, string>
  query: Record<string, unknown>
  /** The body as it came. */
  raw: Buffer
  /** The same, read by its content type. */
  body: unknown
}

export type Intake = (call: HookCall) => Promise<Answer>

interface Deps {
  clock: Clock
  unitOfWork: UnitOfWork
  engine: Engine
  plans: Plans
  triggers: Triggers
  system(workspaceId: string): Context
}

/** Milliseconds a caller is kept waiting for a run's answer. */
const patience = 30_000

/** Headers that would put a secret into the journal. */
const secret = new Set(['authorization', 'cookie', 'proxy-authorization', 'x-api-key', 'idempotency-key'])

/**
 * Takes webhooks: finds the workflow, checks who calls, starts the run, and answers when that is durable, or as the workflow says.
 * A call that was taken is in the database before it is answered; a repeated one starts nothing and gets the first answer.
 */
export function webhookIntake({ unitOfWork, engine, plans, triggers, system }: Deps): Intake {
  return async call => {
    const ctx = unitOfWork.reading(system(call.workspaceId))
    const trigger = await findTrigger(ctx, call)
    const { spec } = trigger
    const secretHeader = checkAuth(spec.auth, call)
    if (!engine.hasRoom) throw workflowErrors.busy({}, { retry: { after: 1000 } })
    const data = eventOf(call, secretHeader)
    const sourceId = await sourceOf(spec, call, data)
    const graph = await plans.get(ctx, trigger.workflowId, trigger.version)
    const begun = engine.begin(
      graph,
      {
        workspaceId: call.workspaceId,
        workflowId: trigger.workflowId,
        version: trigger.version,
        personId: trigger.personId,
        trigger: 'webhook',
      },
      { name: 'hook.received', data, ...(sourceId === undefined ? {} : { sourceId: `${trigger.workflowId}:${sourceId}` }) },
      graph.vars.size > 0 ? await readVariables(ctx) : noVariables,
    )
    try {
      await begun.born
    } catch (error) {
      if (sourceId !== undefined && AtomError.is(error) && error.code === 'storage.overtaken')
        return firstAnswer(ctx, spec, `${trigger.workflowId}:${sourceId}`)
      throw error
    }
    if ((spec.respond ?? 'immediate') === 'immediate') return { status: 202, headers: {}, body: { runId: begun.runId } }
    const outcome = await inTime(begun.outcome)
    return answerOf(spec, begun.runId, outcome)
  }

  async function findTrigger(ctx: Context, call: HookCall): Promise<LiveTrigger & { spec: Extract<Trigger, { type: 'webhook' }> }> {
    const here = await triggers.find(ctx, 'webhook', call.path)
    for (const trigger of here)
      if (trigger.spec.type === 'webhook' && (trigger.spec.methods ?? ['POST']).includes(call.method as 'POST'))
        return { ...trigger, spec: trigger.spec }
    if (here.length > 0) throw workflowErrors.hook_method({ method: call.method })
    throw workflowErrors.hook_not_found()
  }

  /** The answer to the call that was first, once there is one. */
  async function firstAnswer(ctx: Context, spec: Extract<Trigger, { type: 'webhook' }>, sourceId: string): Promise<Answer> {
    const deadline = performance.now() + patience
    for (let pause = 10; ; pause = Math.min(pause * 2, 500)) {
      const event = await store
        .from(ctx, 'event_log')
        .select('id')
        .where('name', '=', 'hook.received')
        .where('source_id', '=', sourceId)
        .executeTakeFirst()
      // A webhook's event and its run have the same id.
      const run = event && (await store.from(ctx, 'run').selectAll().where('id', '=', event.id).executeTakeFirst())
      if (run && (spec.respond ?? 'immediate') === 'immediate') return { status: 202, headers: {}, body: { runId: run.id } }
      if (run?.answer) return JSON.parse(run.answer) as Answer
      if (run?.finished_at || !run || performance.now() > deadline) return answerOf(spec, run?.id ?? '', run && (await outcomeOf(ctx, run)))
      await new Promise(resolve => setTimeout(resolve, pause))
    }
  }
}

/** How a run stands that may give no answer of its own. */
export interface HookOutcome {
  status: RunTable['status']
  answer?: Answer
  output?: unknown
  error?: { code: string; message: string }
}

function answerOf(spec: Extract<Trigger, { type: 'webhook' }>, runId: string, outcome: HookOutcome | undefined): Answer {
  if (outcome?.answer) return outcome.answer
  if (outcome?.status === 'succeeded')
    return { status: 200, headers: {}, body: spec.respond === 'last' ? (outcome.output ?? null) : { runId } }
  if (outcome?.status === 'failed' || outcome?.status === 'cancelled') throw workflowErrors.run_gave_no_answer({ run: runId })
  return { status: 202, headers: {}, body: { runId } }
}

async function outcomeOf(ctx: Context, run: RunTable): Promise<HookOutcome> {
  const last = await store
    .db(ctx)
    .selectFrom('step')
    .select('output')
    .where('run_id', '=', run.id)
    .where('iteration', '=', '')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { status: run.status, output: last?.output ? JSON.parse(last.output) : null }
}

function eventOf(call: HookCall, secretHeader: string | undefined): Record<string, unknown> {
  const headers: Record<string, string> = {}
  for (const name in call.headers) if (!secret.has(name) && name !== secretHeader) headers[name] = call.headers[name] as string
  return { method: call.method, path: call.path, query: call.query, headers, body: call.body }
}

/** What is the same for the same delivery; nothing where each call counts. */
async function sourceOf(spec: Extract<Trigger, { type: 'webhook' }>, call: HookCall, event: unknown): Promise<string | undefined> {
  const key = call.headers['idempotency-key']
  if (key !== undefined) return `key:${key.slice(0, 255)}`
  if (spec.dedupe === undefined) return undefined
  const value = await parseTemplate(asExpression(spec.dedupe)).evaluate({ event, steps: {}, vars: {} })
  return value === undefined || value === null
    ? undefined
    : `dedupe:${typeof value === 'string' ? value : JSON.stringify(value)}`.slice(0, 500)
}

function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), patience)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
