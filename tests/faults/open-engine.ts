import { EventBus, eventMigrations } from '@atom/events'
import { createIdentity, decideApproval, identityMigrations } from '@atom/identity'
import { type Dispatcher, EmbeddedDispatcher, jobMigrations, openGraphile } from '@atom/jobs'
import {
  type Clock,
  type Context,
  createInvoke,
  createOutboundHttp,
  defineSkill,
  EgressGuard,
  kernelErrors,
  type Person,
  SkillRegistry,
  systemClock,
} from '@atom/kernel'
import { mergeMigrations, openStorage, storageMigrations } from '@atom/storage'
import { createWorkflows, workflowMigrations, workflowRefs } from '@atom/workflows'
import { z } from 'zod'
import { type RunTable, type StepTable, store, type WaitpointTable } from '../../packages/workflows/store.ts'
import { roundsNode } from './rounds.ts'

export interface EngineOptions {
  dataDir: string
  databaseUrl?: string | undefined
  /** Where the vendor listens. */
  vendor: string
  clock?: Clock
  /** False for a process that starts runs and leaves them to others. */
  worker?: boolean
  /** Lines of the log. */
  log?: (level: string, fields: object, message: string) => void
}

export type Opened = Awaited<ReturnType<typeof openEngine>>

const workspaceId = 'acme'
const ana: Person = { id: 'ana', name: 'Ana', email: 'ana@example.test', timeZone: 'Europe/Berlin', locale: 'en-GB' }

export const allMigrations = () =>
  mergeMigrations(storageMigrations, eventMigrations, jobMigrations, identityMigrations, workflowMigrations)

/** The engine as a server has it, with its storage, jobs and the door to skills; no web, no understanding. */
export async function openEngine({ dataDir, databaseUrl, vendor, clock = systemClock, worker = true, log = () => {} }: EngineOptions) {
  const storage = await openStorage({
    dataDir,
    databaseUrl,
    masterKey: 'A'.repeat(43),
    migrations: allMigrations(),
  })
  const { unitOfWork } = storage
  const events = new EventBus()
  const http = createOutboundHttp(new EgressGuard({ allow: ['127.0.0.1'] }))
  const logger = {
    debug: (fields: object, message: string) => log('debug', fields, message),
    info: (fields: object, message: string) => log('info', fields, message),
    warn: (fields: object, message: string) => log('warn', fields, message),
    error: (fields: object, message: string) => log('error', fields, message),
  }
  const system = (workspace: string): Context => ({
    workspaceId: workspace,
    person: ana,
    role: 'owner',
    via: 'workflow',
    actor: 'person:ana',
    clock,
    signal: new AbortController().signal,
    log: logger,
    http,
    store: storage.root,
    events,
    jobs: dispatcher,
    invoke: async (id, input) => {
      const outcome = await invoke(system(workspace), id, input)
      return outcome.status === 'done' ? outcome.output : undefined
    },
  })
  const dispatcher: Dispatcher = databaseUrl
    ? await openGraphile({ databaseUrl, unitOfWork, log: logger, contextFor: system })
    : new EmbeddedDispatcher({ unitOfWork, clock, log: logger, contextFor: system, alone: worker })
  const identity = createIdentity({ storage, clock, config: { port: 0, publicUrl: undefined, signUp: 'open' }, systemContext: system })
  const registry = new SkillRegistry().add(...vendorSkills(vendor), addNote)
  const invoke = createInvoke({
    ...identity,
    permission: { decide: async (_, skill) => (skill.id === 'vendor.ask' ? 'ask' : 'allow') },
    registry,
    unitOfWork,
    refs: new Map(workflowRefs.map(resolver => [resolver.to, resolver])),
  })
  const workflows = createWorkflows({
    clock,
    log: logger,
    unitOfWork,
    batch: storage.batch,
    vault: storage.vault,
    registry,
    invoke,
    events,
    system,
    memberContext: async (workspace, _, runId) => ({ ...system(workspace), ...(runId === undefined ? {} : { runId }) }),
    eventKinds: [{ name: 'order.paid', title: 'An order was paid', example: { n: 1 } }],
    shared: databaseUrl !== undefined,
    signals: storage.signals,
    address: () => 'http://localhost',
  })
  workflows.types.add(roundsNode(vendor))
  registry.add(...workflows.skills)
  dispatcher.handle(...workflows.jobs)
  const { engine } = workflows
  if (worker) {
    dispatcher.start()
    await engine.work()
  }
  const ctx = system(workspaceId)
  const call = async <T = Anything>(skill: string, input: object, key?: string): Promise<T> => {
    const outcome = await invoke({ ...ctx, via: 'api' }, skill, input, key === undefined ? {} : { idempotencyKey: key })
    if (outcome.status === 'approval') throw new Error(`${skill} wants an approval.`)
    return outcome.output as T
  }
  const db = () => store.db(ctx)

  /** What a test asks of an engine, in this process or in another: all of it can be sent as JSON. */
  const commands = {
    call,
    /** Makes a graph the live version of a new automation. @returns its id */
    async publish(graph: object): Promise<string> {
      const { id } = await call('workflows.create', { name: 'A', graph })
      await call('workflows.publish', { id })
      return id
    },
    /** @returns the ids of so many new runs, which are durable */
    start: (id: string, count = 1, input: object = {}): Promise<string[]> =>
      Promise.all(Array.from({ length: count }, async () => (await call<{ runId: string }>('workflows.run', { id, input })).runId)),
    runs: (): Promise<RunTable[]> => db().selectFrom('run').selectAll().orderBy('id').execute(),
    steps: (runId?: string): Promise<StepTable[]> => {
      const all = db().selectFrom('step').selectAll()
      return (runId === undefined ? all : all.where('run_id', '=', runId)).orderBy('run_id').orderBy('seq').execute()
    },
    waitpoints: (): Promise<WaitpointTable[]> => db().selectFrom('waitpoint').selectAll().execute(),
    approvals: async (): Promise<{ id: string; status: string; run_id: string | null; input: string }[]> =>
      store
        .db(ctx as never)
        .selectFrom('approval' as never)
        .selectAll()
        .execute() as never,
    answer: (id: string, decision: 'approve' | 'deny', form?: Record<string, unknown>) =>
      unitOfWork.writing(ctx, async tx => void (await decideApproval(tx, id, { decision, form }))),
    /** Notes that local steps added, each by `run step`. */
    notes: async (): Promise<string[]> =>
      (await db().selectFrom('event_log').select('data').where('name', '=', 'note.added').orderBy('id').execute()).map(({ data }) => {
        const { run, step } = JSON.parse(data)
        return `${run} ${step}`
      }),
    publishEvent: (name: string, data: Record<string, unknown>) => unitOfWork.writing(ctx, tx => events.publish(tx, { name, data })),
    /** Calls a webhook. */
    hook: (path: string, body: unknown) =>
      workflows.hooks.take({
        workspaceId,
        path,
        method: 'POST',
        address: '127.0.0.1',
        headers: { 'content-type': 'application/json' },
        query: {},
        raw: Buffer.from(JSON.stringify(body)),
        body: () => body,
      }),
    load: async () => ({ memory: process.memoryUsage() }),
    close,
  }
  return { ...commands, storage, engine, workflows, ctx, invoke, dispatcher }

  async function close(milliseconds = 1000): Promise<void> {
    await engine.stop(milliseconds)
    await dispatcher.stop(milliseconds)
    await identity.close()
    await storage.close()
  }
}

// biome-ignore lint/suspicious/noExplicitAny: tests assert on what came, so an answer is whatever they say it is
type Anything = any

const Call = z.object({ step: z.string(), input: z.unknown().optional() })
const Answer = z.object({ step: z.string(), n: z.number() })

/** Skills that call the vendor: one that it does once a key, one that it does at each call, one that reads, one that people are asked about. */
function vendorSkills(vendor: string) {
  const run = async (ctx: Context, { step, input }: z.output<typeof Call>) => {
    const answer = await ctx.http.request(vendor, {
      method: 'POST',
      headers: ctx.idempotencyKey === undefined ? {} : { 'idempotency-key': ctx.idempotencyKey },
      body: JSON.stringify({ run: ctx.runId ?? '', step, input }),
      signal: ctx.signal,
    })
    if (answer.status !== 200) throw kernelErrors.unreachable({ host: 'vendor', reason: `it said ${answer.status}` })
    return JSON.parse(Buffer.from(answer.bytes).toString())
  }
  const skill = (id: string, more: object) =>
    defineSkill({
      id,
      title: id,
      description: id,
      effect: 'write',
      reach: 'outside',
      input: Call,
      output: Answer,
      examples: [],
      run,
      ...more,
    })
  return [
    skill('vendor.keyed', { idempotency: 'key' }),
    skill('vendor.once', { idempotency: 'none' }),
    skill('vendor.ask', { idempotency: 'key' }),
    skill('vendor.read', { effect: 'read', unsafeRead: 'the test counts by POST' }),
  ]
}

/** Writes into ATOM's own data, in the step's transaction. */
const addNote = defineSkill({
  id: 'note.add',
  title: 'Add a note',
  description: 'Adds a note.',
  effect: 'write',
  input: Call,
  output: z.object({ step: z.string() }),
  examples: [],
  async run(ctx, { step }) {
    await ctx.events.publish(ctx, { name: 'note.added', data: { run: ctx.runId ?? '', step } })
    return { step }
  },
})
