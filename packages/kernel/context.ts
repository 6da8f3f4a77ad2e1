import type { Clock } from './clock.ts'
import type { OutboundHttp } from './http/client.ts'
import type { EventSink, JobQueue } from './ports.ts'

export const roles = ['owner', 'admin', 'member', 'viewer'] as const
/** What a person may do in a workspace, most first. */
export type Role = (typeof roles)[number]

/** Through which door a call came. `api` is a person's or a key's own hand and thereby its own consent. */
export type Via = 'api' | 'chat' | 'workflow' | 'agent' | 'mcp'

export interface Logger {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** The person on whose behalf something is done. */
export interface Person {
  id: string
  name: string
  email: string
  /** IANA name, such as `Europe/Berlin`. */
  timeZone: string
  /** BCP 47, such as `en-GB`. */
  locale: string
}

/**
 * Who acts, where, and with what. It is handed to every skill and every query; there is no other way to a workspace's data.
 * `store` is opaque here: `packages/storage` puts its handle in, and inside a transaction that handle is the transaction.
 */
export interface Context {
  readonly workspaceId: string
  readonly person: Person
  readonly role: Role
  readonly via: Via
  /** For the audit log: `person:<id>`, `key:<id>` or `system`. */
  readonly actor: string
  readonly sessionId?: string
  readonly runId?: string
  /** Of the outside call under way: for the service that takes one. */
  readonly idempotencyKey?: string
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Throws once the time of the skill under way is up. Every query asks: work that only waits for SQLite lets no timer run. */
  readonly checkTime?: () => void
  readonly log: Logger
  readonly http: OutboundHttp
  readonly store: unknown
  readonly events: EventSink
  readonly jobs: JobQueue
  /** Calls another skill on the same terms: same person, same door, same transaction. */
  readonly invoke: (skill: string, input: unknown) => Promise<unknown>
}
