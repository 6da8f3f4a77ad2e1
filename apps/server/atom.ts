import type { ServerResponse } from 'node:http'
import type { Chat } from '@atom/agents'
import type { EventBus } from '@atom/events'
import type { Caller, Identity } from '@atom/identity'
import type { Dispatcher } from '@atom/jobs'
import type { Clock, Config, Context, Invoke, Logger, RefResolver, SkillRegistry, UnitOfWork, Via } from '@atom/kernel'
import type { Memory } from '@atom/memory'
import type { Workflows } from '@atom/workflows'

export interface ContextOptions {
  via: Via
  signal: AbortSignal
  sessionId?: string
}

/** The whole of one running ATOM: what `compose` puts together and the routes use. */
export interface Atom {
  config: Config
  clock: Clock
  log: Logger
  registry: SkillRegistry
  invoke: Invoke
  refs: ReadonlyMap<string, RefResolver>
  unitOfWork: UnitOfWork
  identity: Identity
  events: EventBus
  dispatcher: Dispatcher
  chat: Chat
  workflows: Workflows
  memory: Memory
  /** Open event streams, which end when the server does. */
  streams: Set<ServerResponse>
  /** See `EventRelay.toldLate`. Without it the ids of events are in the order in which they became durable. */
  toldLate?: (id: string, after: string) => boolean
  contextFor(caller: Caller, options: ContextOptions): Context
  /** The state of the whole database by name; see `Storage.revision`. */
  revision(): Promise<string>
  /** Since Ctrl-C: nothing new is begun. */
  stopping: boolean
  /** Would a chat message be answered, and what it asks for be stored? */
  ready(): Promise<boolean>
  /** Begins to run jobs and automations. */
  work(): void
  /** Called once the server listens: jobs start, unless others run them, and the port in use is known. */
  started(port: number): void
  /** Takes no more work, waits for what runs, and closes the database. */
  close(): Promise<void>
}
