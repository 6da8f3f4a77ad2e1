import {
  AtomError,
  type Config,
  type Context,
  createInvoke,
  type Invoke,
  type InvokeOptions,
  manualClock,
  type NewEvent,
  type Role,
  type Skill,
  SkillRegistry,
  type Via,
} from '@atom/kernel'
import type { Storage } from '@atom/storage'
import { type TestDialect, testContext } from '@atom/storage/testing'
import { createIdentity, type Identity } from './identity.ts'
import { identityMigrations } from './migrations/index.ts'
import { personRef } from './refs/person.ts'
import { identitySkills } from './skills/index.ts'

const origin = 'http://localhost:5058'

export interface World {
  storage: Storage
  identity: Identity
  invoke: Invoke
  events: NewEvent[]
  clock: ReturnType<typeof manualClock>
  /** Sends JSON to `/api/auth/…` as a page of ours would. */
  post(path: string, body: unknown, cookie?: string): Promise<Response>
  get(path: string, cookie?: string): Promise<Response>
  /** Makes an account and gives its cookie. */
  signUp(name: string, more?: Record<string, unknown>): Promise<{ cookie: string; email: string; response: Response }>
  /** The context of whoever these headers belong to. */
  context(headers: Record<string, string>, via?: Via): Promise<Context>
  /** A new person with a workspace of their own. */
  person(name: string): Promise<Context>
  /** A new person in somebody's workspace. */
  join(owner: Context, name: string, role: Role): Promise<Context>
  /** Output of a call that is done. */
  run(ctx: Context, skill: string, input?: unknown, options?: InvokeOptions): Promise<unknown>
  close(): Promise<void>
}

/** Identity over an empty database, with a clock that stands still at the present and these further skills. */
export async function openWorld(dialect: TestDialect, config: Partial<Config> = {}, skills: Skill[] = []): Promise<World> {
  const storage = await dialect.open([identityMigrations])
  const clock = manualClock(new Date().toISOString())
  const events: NewEvent[] = []
  const publish = async (_ctx: Context, event: NewEvent) => void events.push(event)
  const identity = createIdentity({
    storage,
    clock,
    config: { port: 5058, publicUrl: undefined, signUp: 'open', ...config },
    systemContext: workspaceId => testContext(storage, { clock, workspaceId, events: { publish } }),
  })
  const { unitOfWork } = storage
  const registry = new SkillRegistry().add(...identitySkills, ...skills)
  const invoke = createInvoke({ ...identity, registry, unitOfWork, refs: new Map([['person', personRef]]) })

  const post: World['post'] = (path, body, cookie) =>
    identity.handleAuth(
      new Request(`${origin}/api/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin, ...(cookie ? { cookie } : {}) },
        body: JSON.stringify(body),
      }),
    )
  const signUp: World['signUp'] = async (name, more = {}) => {
    const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@example.test`
    const response = await post('sign-up/email', { name, email, password: `${name} has a password`, ...more })
    return { cookie: cookieOf(response), email, response }
  }
  const context: World['context'] = async (headers, via = 'api') => {
    const caller = await identity.authenticate(new Headers(headers))
    if (!caller) throw new Error('These headers belong to nobody.')
    return { ...testContext(storage, { clock, via, events: { publish } }), ...caller }
  }
  const run: World['run'] = async (ctx, skill, input = {}, options = {}) => {
    const outcome = await invoke(ctx, skill, input, options)
    if (outcome.status === 'approval') throw new Error(`${skill} wants an approval.`)
    return outcome.output
  }

  return {
    storage,
    identity,
    invoke,
    events,
    clock,
    post,
    get: (path, cookie) => identity.handleAuth(new Request(`${origin}/api/auth/${path}`, { headers: cookie ? { cookie } : {} })),
    signUp,
    context,
    person: async name => context({ cookie: (await signUp(name)).cookie }),
    async join(owner, name, role) {
      const { token } = (await run(owner, 'members.invite', { role })) as { token: string }
      return context({ cookie: (await signUp(name, { invitation: token })).cookie })
    },
    run,
    async close() {
      await identity.close()
      await storage.close()
    },
  }
}

/** What a browser would send back. */
export const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')

/** The code of the error a promise ends with. */
export const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: unknown) => (AtomError.is(error) ? error.code : String(error)),
  )
