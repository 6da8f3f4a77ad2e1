import { isUtf8 } from 'node:buffer'
import { AtomError, type Clock, type Context, type Logger, type UnitOfWork } from '@atom/kernel'
import type { Vault } from '@atom/storage'
import type { Engine } from '../engine.ts'
import { workflowErrors } from '../errors.ts'
import { asExpression, parseTemplate } from '../expressions/index.ts'
import type { Plans } from '../graph/plans.ts'
import type { Trigger } from '../graph/schema.ts'
import type { Answer } from '../nodes/node-type.ts'
import { outcomeOf, type RunOutcome } from '../run/outcome.ts'
import { store } from '../store.ts'
import { noVariables, readVariables } from '../variables/variables.ts'
import { Attempts } from './attempts.ts'
import { checkAuth } from './check-auth.ts'
import { type Refusal, Refusals } from './refusals.ts'
import { OpenedSecrets } from './secret.ts'
import type { LiveTrigger, Triggers } from './triggers.ts'

export type Hook = Extract<Trigger, { type: 'webhook' }>

/** One call to a webhook, before anything is believed of it. */
export interface HookCall {
  workspaceId: string
  path: string
  method: string
  /** Of who calls, for counting those who are refused. */
  address: string
  /** Another site whose page calls. */
  foreignOrigin?: string
  headers: Record<string, string>
  query: Record<string, unknown>
  /** The body as it came. */
  raw: Buffer
  /** The same, read by its content type. @throws what is wrong with it, as an AtomError */
  body(): unknown
}

type Place = Pick<HookCall, 'workspaceId' | 'path' | 'address' | 'foreignOrigin'>

export interface Hooks {
  /** What an address takes, before the body is read. @throws workflow.hook_not_found, workflow.hook_foreign, workflow.hook_too_often */
  look(at: Place): Promise<{ methods: string[]; origins: string[] }>
  take(call: HookCall): Promise<Answer>
}

interface Deps {
  clock: Clock
  log: Logger
  unitOfWork: UnitOfWork
  vault: Pick<Vault, 'open'>
  engine: Engine
  plans: Plans
  triggers: Triggers
  system(workspaceId: string): Context
}

/** Milliseconds a caller is kept waiting for a run's answer. */
const patience = 30_000
/** Bytes of bodies whose runs are in memory. */
const mostInHand = 64 * 1024 * 1024
/** Calls in a minute that one address may get wrong: at one automation, and where there is none. */
const mostWrong = 30
const mostUnknown = 60

/** Headers that would put a secret into the journal. */
const secret = new Set(['authorization', 'cookie', 'proxy-authorization', 'x-api-key', 'idempotency-key'])

/**
 * Takes webhooks: finds the workflow, checks who calls, starts the run, and answers when that is durable, or as the workflow says.
 * A call that was taken is in the database before it is answered; a repeated one starts nothing and gets the first answer.
 */
export function webhooks({ log, unitOfWork, vault, engine, plans, triggers, system }: Deps): Hooks {
  const secrets = new OpenedSecrets(vault)
  const refusals = new Refusals({ unitOfWork, log })
  const wrong = new Attempts(mostWrong)
  const unknown = new Attempts(mostUnknown)
  let inHand = 0

  async function listening(
    ctx: Context,
    { path, address, foreignOrigin }: Omit<Place, 'workspaceId'>,
  ): Promise<(LiveTrigger & { spec: Hook })[]> {
    const here = (await triggers.find(ctx, 'webhook', path)) as (LiveTrigger & { spec: Hook })[]
    if (here.length > 0) return here
    const left = unknown.heldBack(address)
    if (left > 0) throw tooOften(left)
    unknown.count(address)
    if (foreignOrigin !== undefined) throw workflowErrors.hook_foreign({ origin: foreignOrigin })
    throw workflowErrors.hook_not_found()
  }

  async function look({ workspaceId, ...at }: Place) {
    const here = await listening(unitOfWork.reading(system(workspaceId)), at)
    return { methods: here.flatMap(({ spec }) => methodsOf(spec)), origins: here.flatMap(({ spec }) => spec.cors ?? []) }
  }

  async function take(call: HookCall): Promise<Answer> {
    const root = system(call.workspaceId)
    const ctx = unitOfWork.reading(root)
    const here = await listening(ctx, call)
    const trigger = here.find(({ spec }) => methodsOf(spec).includes(call.method))
    if (!trigger) throw workflowErrors.hook_method({ method: call.method })
    const note = (refusal: Pick<Refusal, 'status' | 'reason'> & Partial<Refusal>) =>
      refusals.note(root, trigger.workflowId, { method: call.method, size: call.raw.length, source_id: null, run_id: null, ...refusal })
    try {
      const secretHeader = await admit(ctx, trigger, call)
      const data = eventOf(trigger.spec, call, await call.body(), secretHeader)
      const sourceId = await sourceOf(trigger.spec, call, data)
      return await start(ctx, trigger, { data, sourceId, size: call.raw.length }, repeated => note({ ...repeated, reason: 'repeated' }))
    } catch (error) {
      if (AtomError.is(error) && error.status < 500) note({ status: error.status, reason: error.code })
      throw error
    }
  }

  /** @returns the header that carried the secret */
  async function admit(ctx: Context, { workflowId, spec }: LiveTrigger & { spec: Hook }, call: HookCall): Promise<string | undefined> {
    const door = `${call.address}\n${workflowId}`
    const left = wrong.heldBack(door)
    if (left > 0) throw tooOften(left)
    if (call.foreignOrigin !== undefined && !allows(spec.cors, call.foreignOrigin))
      throw workflowErrors.hook_foreign({ origin: call.foreignOrigin })
    const auth = secrets.open(ctx, spec.auth)
    let header: string | undefined
    try {
      header = checkAuth(auth instanceof Promise ? await auth : auth, call)
    } catch (error) {
      wrong.count(door)
      throw error
    }
    if (!engine.hasRoom || (inHand > 0 && inHand + call.raw.length > mostInHand)) throw workflowErrors.busy({}, { retry: { after: 1000 } })
    return header
  }

  async function start(
    ctx: Context,
    { workflowId, version, personId, spec }: LiveTrigger & { spec: Hook },
    { data, sourceId, size }: { data: Record<string, unknown>; sourceId: string | undefined; size: number },
    repeated: (refusal: Pick<Refusal, 'status' | 'source_id' | 'run_id'>) => void,
  ): Promise<Answer> {
    const graph = await plans.get(ctx, workflowId, version)
    const known = sourceId === undefined ? {} : { sourceId: `${workflowId}:${sourceId}` }
    const begun = engine.begin(
      graph,
      { workspaceId: ctx.workspaceId, workflowId, version, personId, trigger: 'webhook' },
      { name: 'hook.received', data, ...known },
      graph.vars.size > 0 ? await readVariables(ctx) : noVariables,
    )
    inHand += size
    void begun.outcome.finally(() => {
      inHand -= size
    })
    try {
      await begun.born
    } catch (error) {
      if (known.sourceId === undefined || !AtomError.is(error) || error.code !== 'storage.overtaken') throw error
      const { answer, runId } = await firstAnswer(ctx, spec, known.sourceId)
      repeated({ status: answer.status, source_id: sourceId as string, run_id: runId })
      return answer
    }
    if ((spec.respond ?? 'immediate') === 'immediate') return { status: 202, headers: {}, body: { runId: begun.runId } }
    return answerOf(spec, begun.runId, await inTime(begun.outcome))
  }

  return { look, take }
}

const methodsOf = ({ methods }: Hook): string[] => methods ?? ['POST']

const allows = (origins: readonly string[] = [], origin: string) => origins.includes('*') || origins.includes(origin)

const tooOften = (left: number) => {
  const seconds = Math.ceil(left / 1000)
  return workflowErrors.hook_too_often({ seconds }, { retry: { after: left } })
}

/** The answer to the call that was first, once there is one. @throws what that call was told when its run failed */
async function firstAnswer(ctx: Context, spec: Hook, sourceId: string): Promise<{ answer: Answer; runId: string | null }> {
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
    const runId = run?.id ?? null
    if (run && (spec.respond ?? 'immediate') === 'immediate') return { answer: { status: 202, headers: {}, body: { runId } }, runId }
    if (run?.answer) return { answer: JSON.parse(run.answer) as Answer, runId }
    if (run?.finished_at || !run || performance.now() > deadline)
      return { answer: answerOf(spec, run?.id ?? '', run && (await outcomeOf(ctx, run))), runId }
    await new Promise(resolve => setTimeout(resolve, pause))
  }
}

function answerOf(spec: Hook, runId: string, outcome: RunOutcome | undefined): Answer {
  if (outcome?.answer) return outcome.answer
  if (outcome?.status === 'succeeded')
    return { status: 200, headers: {}, body: spec.respond === 'last' ? (outcome.output ?? null) : { runId } }
  if (outcome?.status === 'failed' || outcome?.status === 'cancelled') throw workflowErrors.run_gave_no_answer({ run: runId })
  return { status: 202, headers: {}, body: { runId } }
}

/** Method and size stand first: the log of deliveries reads them without reading the rest. */
function eventOf(spec: Hook, call: HookCall, body: unknown, secretHeader: string | undefined): Record<string, unknown> {
  const headers: Record<string, string> = {}
  for (const name in call.headers) if (!secret.has(name) && name !== secretHeader) headers[name] = call.headers[name] as string
  const { method, path, query, raw } = call
  return { method, size: raw.length, path, query, headers, body, ...(spec.raw ? rawOf(raw) : {}) }
}

function rawOf(raw: Buffer): { raw: string; rawEncoding: 'utf8' | 'base64' } {
  return isUtf8(raw) && !raw.includes(0)
    ? { raw: raw.toString('utf8'), rawEncoding: 'utf8' }
    : { raw: raw.toString('base64'), rawEncoding: 'base64' }
}

/** What is the same for the same delivery; nothing where each call counts. */
async function sourceOf(spec: Hook, call: HookCall, event: unknown): Promise<string | undefined> {
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
