import { type Clock, type Config, manualClock, type NewEvent } from '@atom/kernel'
import type { Storage } from '@atom/storage'
import type { TestDialect } from '@atom/storage/testing'
import { createIdentity, type Identity } from './identity.ts'
import { identityMigrations } from './migrations/index.ts'

const origin = 'http://localhost:5058'

interface World {
  storage: Storage
  identity: Identity
  events: NewEvent[]
  clock: ReturnType<typeof manualClock>
  /** Sends JSON to `/api/auth/…` as a page of ours would. */
  post(path: string, body: unknown, cookie?: string, address?: string): Promise<Response>
  get(path: string, cookie?: string): Promise<Response>
  /** Makes an account and gives its cookie. */
  signUp(name: string, more?: Record<string, unknown>): Promise<{ cookie: string; email: string; response: Response }>
}

/** Identity over an empty database, with a clock that stands still at the present. */
export async function openWorld(dialect: TestDialect, config: Partial<Config> = {}): Promise<World & { close(): Promise<void> }> {
  const storage = await dialect.open([identityMigrations])
  const clock: Clock & ReturnType<typeof manualClock> = manualClock(new Date().toISOString())
  const events: NewEvent[] = []
  const identity = createIdentity({
    storage,
    clock,
    config: { port: 5058, publicUrl: undefined, signUp: 'open', ...config },
    events: {
      publish: async (_ctx, event) => {
        events.push(event)
      },
    },
  })
  const post: World['post'] = (path, body, cookie, address = '127.0.0.1') =>
    identity.handle(
      new Request(`${origin}/api/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin, ...(cookie ? { cookie } : {}) },
        body: JSON.stringify(body),
      }),
      address,
    )
  return {
    storage,
    identity,
    events,
    clock,
    post,
    get: (path, cookie) => identity.handle(new Request(`${origin}/api/auth/${path}`, { headers: cookie ? { cookie } : {} }), '127.0.0.1'),
    async signUp(name, more = {}) {
      const email = `${name.toLowerCase()}@example.test`
      const response = await post('sign-up/email', { name, email, password: `${name} has a password`, ...more })
      return { cookie: cookieOf(response), email, response }
    },
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
