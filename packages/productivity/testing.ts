import { createIdentity, identityMigrations, identityRefs, identitySkills, notify, takeUndo } from '@atom/identity'
import {
  type ApprovalRecord,
  AtomError,
  type Context,
  createInvoke,
  type InvokeOptions,
  type JobQueue,
  manualClock,
  type NewEvent,
  type NewJob,
  newId,
  type Role,
  SkillRegistry,
  type Via,
} from '@atom/kernel'
import type { Storage } from '@atom/storage'
import { type TestDialect, testContext } from '@atom/storage/testing'
import { createProductivity, productivityMigrations } from './index.ts'

type Fields = Record<string, unknown>

export interface World {
  storage: Storage
  clock: ReturnType<typeof manualClock>
  /** Owner in Berlin. */
  ana: Context
  /** Member of Ana’s workspace, in New York, called Sam Lee. */
  sam: Context
  /** Owner of another workspace. */
  otto: Context
  /** Everything published so far. */
  events: NewEvent[]
  /** Jobs that wait, by key. */
  jobs: Map<string, NewJob>
  /** Output of a call that is done. */
  run(ctx: Context, skill: string, input?: Fields): Promise<Fields>
  /** The question a call is answered with. */
  ask(ctx: Context, skill: string, input?: Fields): Promise<ApprovalRecord>
  /** Output of a call that was asked for, after a yes. */
  sayYes(ctx: Context, asked: ApprovalRecord): Promise<Fields>
  /** Takes back the last thing this person did; the next one takes that back. */
  undo(ctx: Context): Promise<unknown>
  /** As the skill `undo` does it: the next one takes back what was done before. */
  undoForGood(ctx: Context): Promise<unknown>
  /**
   * Runs a waiting job as the dispatcher would. `failAt`: it is cut off when so many events were published. `beforePart`: happens each time the job
   * asks whether it may still write.
   */
  fire(key: string, options?: { failAt?: number; beforePart?: () => Promise<void> }): Promise<void>
  as(ctx: Context, change: { role?: Role; via?: Via }): Context
  close(): Promise<void>
}

/** Tuesday, 10:00 in Berlin. */
export const present = '2026-11-24T09:00:00.000Z'

/** This package over an empty database, through the real door with identity's own ports. */
export async function openWorld(dialect: TestDialect): Promise<World> {
  const storage = await dialect.open([identityMigrations, productivityMigrations])
  // Accounts are made at the real present, because better-auth reads the system's clock; then time stands where the tests want it.
  const clock = manualClock(new Date().toISOString())
  const { unitOfWork } = storage
  const events: NewEvent[] = []
  const publish = async (_ctx: Context, event: NewEvent) => void events.push(event)
  const identity = createIdentity({
    storage,
    clock,
    config: { port: 5058, publicUrl: undefined, signUp: 'open' },
    systemContext: workspaceId => testContext(storage, { clock, workspaceId, events: { publish } }),
  })
  // Nobody reads the progress of these jobs: an import keeps its own.
  const progress = async () => {
    throw new Error('No job of this package writes how far it came.')
  }
  let asked: (() => Promise<void>) | undefined
  const productivity = createProductivity({
    notify,
    unitOfWork,
    mayWrite: async (ctx, personId) => {
      await asked?.()
      const member = await identity.memberAs(personId, ctx.workspaceId)
      return member !== undefined && member.role !== 'viewer'
    },
  })
  const registry = new SkillRegistry().add(...identitySkills, ...productivity.skills)
  const refs = new Map([...identityRefs, ...productivity.refs].map(resolver => [resolver.to, resolver]))
  const invoke = createInvoke({ ...identity, registry, unitOfWork, refs })

  const jobs = new Map<string, NewJob>()
  const queue: JobQueue = {
    enqueue: async (_ctx, job) => {
      jobs.set(job.key ?? newId(), job)
      return newId()
    },
    cancel: async (_ctx, key) => jobs.delete(key),
  }
  const run: World['run'] = async (ctx, skill, input = {}) => {
    const outcome = await invoke(ctx, skill, input)
    if (outcome.status === 'approval') throw new Error(`${skill} wants an approval.`)
    return outcome.output as Fields
  }

  const undoing = async (ctx: Context, options: InvokeOptions) => {
    const call = await unitOfWork.writing(ctx, tx => takeUndo({ ...tx, invoke: (skill, input) => run(tx, skill, input as Fields) }))
    const outcome = await invoke(ctx, call.skill, call.input, options)
    return outcome.status === 'done' ? outcome.output : undefined
  }

  const person = async (name: string, timeZone: string, invitation?: string): Promise<Context> => {
    const email = `${name.toLowerCase().replace(' ', '.')}@example.test`
    const answer = await identity.handleAuth(
      new Request('http://localhost:5058/api/auth/sign-up/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://localhost:5058' },
        body: JSON.stringify({ name, email, password: `${name} has a password`, ...(invitation ? { invitation } : {}) }),
      }),
    )
    const cookie = answer.headers.getSetCookie().map(text => text.split(';')[0])
    const caller = await identity.authenticate(new Headers({ cookie: cookie.join('; ') }))
    if (!caller) throw new Error(`${name} could not sign up: ${await answer.text()}`)
    const ctx = { ...testContext(storage, { clock, events: { publish }, jobs: queue }), ...caller }
    await run(ctx, 'me.update', { timeZone })
    return { ...ctx, person: { ...ctx.person, timeZone } }
  }
  const ana = await person('Ana', 'Europe/Berlin')
  const { token } = await run(ana, 'members.invite', { role: 'member' })
  const sam = await person('Sam Lee', 'America/New_York', String(token))
  const otto = await person('Otto', 'Asia/Tokyo')
  clock.set(present)
  events.length = 0

  return {
    storage,
    clock,
    ana,
    sam,
    otto,
    events,
    jobs,
    run,
    async ask(ctx, skill, input = {}) {
      const outcome = await invoke(ctx, skill, input)
      if (outcome.status !== 'approval') throw new Error(`${skill} asks nothing.`)
      return outcome.approval
    },
    async sayYes(ctx, { id, skill, input }) {
      await unitOfWork.writing(ctx, tx => identity.decideApproval(tx, id, { decision: 'approve' }))
      const outcome = await invoke(ctx, skill, input, { approvalId: id })
      return outcome.status === 'done' ? (outcome.output as Fields) : {}
    },
    undo: ctx => undoing(ctx, {}),
    undoForGood: ctx => undoing(ctx, { nested: true }),
    async fire(key, { failAt, beforePart } = {}) {
      const job = jobs.get(key)
      if (!job) throw new Error(`No job waits with the key ${key}.`)
      jobs.delete(key)
      const system = { ...ana, person: { id: 'system', name: 'ATOM', email: '', timeZone: 'UTC', locale: 'en-GB' }, actor: 'system' }
      const cutOff = async (_ctx: Context, event: NewEvent) => {
        if (events.length === failAt) throw new Error('cut off')
        events.push(event)
      }
      const own = failAt === undefined ? system : { ...system, events: { publish: cutOff } }
      const handler = productivity.jobs.find(({ kind }) => kind === job.kind)
      asked = beforePart
      await handler?.run(own, job.payload, { id: newId(), attempt: 1, progress }).finally(() => {
        asked = undefined
      })
    },
    as: (ctx, change) => ({ ...ctx, ...change }),
    async close() {
      await identity.close()
      await storage.close()
    },
  }
}

/** The code of the error a promise ends with. */
export const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (AtomError.is(error) ? error.code : String(error)),
  )

/** The items of a page. */
export const items = (page: Fields): Fields[] => page.items as Fields[]
export const titles = (page: Fields): unknown[] => items(page).map(item => item.title ?? item.name ?? item.body)
