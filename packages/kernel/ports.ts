import type { Context } from './context.ts'
import type { Affected, Effect, Skill, UndoCall } from './skill.ts'

/** How work meets the database. Storage implements it. */
export interface UnitOfWork {
  /** A context whose store can only read. */
  reading(ctx: Context): Context
  /** Runs `work` in one write transaction; all of it is durable when the promise resolves, none of it when it rejects. Nested calls join. */
  writing<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T>
}

export type Decision = 'allow' | 'ask' | 'deny'

/** May this caller do this, and must a person be asked first? */
export interface Permission {
  /**
   * Without a policy that says otherwise, chat, agents and workflows ask before a destructive skill.
   * @throws kernel.forbidden for a role that may not
   */
  decide(ctx: Context, skill: Skill, effect: Effect): Promise<Decision>
}

export interface ApprovalRecord {
  id: string
  skill: string
  input: unknown
  status: 'pending' | 'approved' | 'denied' | 'expired'
  requestedBy: string
  runId?: string
  sessionId?: string
  /** What is asked, in words, where the skill can say what it takes away. */
  question?: string
  /** What the things were called that the input names by id, by field. */
  named?: Record<string, string>
  form?: unknown
  answers?: unknown
  assignees?: string[]
  /** Id of the person who answered. */
  decidedBy?: string
  expiresAt: string
}

export interface ApprovalGate {
  /** `affected`: what it takes away now. `named`: what the things are called that the input names by id, by field. */
  request(
    ctx: Context,
    skill: Skill,
    input: unknown,
    about?: { affected?: Affected | undefined; named?: Record<string, string> },
  ): Promise<ApprovalRecord>
  /** As it stands now. @throws when there is none */
  find(ctx: Context, approvalId: string): Promise<ApprovalRecord>
  /**
   * Marks an approved record as used, inside the write's transaction. `affected`: what it takes away now.
   * @throws when it is not approved, used, expired, for another input, or about what has changed since
   */
  consume(ctx: Context, approvalId: string, skill: Skill, input: unknown, affected?: Affected): Promise<void>
  /** Makes a used yes good for another try of the same call, which did nothing or was refused by the other side. */
  giveBack(ctx: Context, approvalId: string): Promise<void>
}

export interface AuditEntry {
  skill: string
  effect: Effect
  target?: string
  /** Names of the fields that were given, never their values. */
  fields: string[]
  outcome: 'done' | 'failed' | 'denied' | 'asked'
  error?: string
}

export interface Audit {
  record(ctx: Context, entry: AuditEntry): Promise<void>
}

/**
 * What became of a call under its key. An engine that comes back after a crash asks this before it calls again:
 * `none`: nothing was begun, or it failed before anything was done; call. `done`: the answer is an `Outcome`, also one that asks for an
 * approval. `running`: this process is at it. `interrupted`: it was begun outside and nobody knows whether it was done; the same key
 * answers `kernel.interrupted` (409, never to be tried again by itself), a person looks and decides on another key.
 */
export type CallState = { status: 'none' } | { status: 'done'; answer: unknown } | { status: 'running' } | { status: 'interrupted' }

export interface ClaimOptions {
  /** Doing it again does no harm, so a claim whose call was interrupted is taken over. */
  repeatable?: boolean
  /** Nobody else calls under this key: a call that has no answer yet was cut off, in whatever process it was made. */
  alone?: boolean
  /** Whether what is kept was only a question that is answered now: then the key is claimed anew, for the input that was approved. */
  reopens?: (answer: unknown) => boolean
}

/** Remembers answers by key. Scoped to workspace and caller. */
export interface Idempotency {
  /**
   * Claims the key inside the write's transaction, or gives the first answer.
   * @throws kernel.idempotency_conflict for another skill or input; kernel.idempotency_running while an outside call is under way;
   * kernel.interrupted where one was begun and its end is not known.
   */
  claim(ctx: Context, key: string, fingerprint: string, options?: ClaimOptions): Promise<{ answer: unknown } | undefined>
  store(ctx: Context, key: string, answer: unknown): Promise<void>
  /** Nothing was done: the key is free again. */
  release(ctx: Context, key: string): Promise<void>
  /** It may have been done, and how it ended is not known. */
  interrupt(ctx: Context, key: string): Promise<void>
  /** Reads only. */
  stateOf(ctx: Context, key: string): Promise<CallState>
}

/** Keeps how to take back what was done. */
export interface UndoLog {
  /** `title`: what a person calls what it was done to. */
  record(ctx: Context, done: { skill: string; title?: string | undefined }, call: UndoCall): Promise<string>
}

/** Turns words that name a thing into its id. One per kind of thing, given by the package that owns it. */
export interface RefResolver {
  to: string
  /**
   * @returns the id; or the words themselves where nobody is known and text may stay; or undefined where nothing matches.
   * @throws kernel.ambiguous when several match equally well.
   */
  resolve(ctx: Context, words: string, mode: { effect: Effect; unknown: 'refuse' | 'text' | 'create' }): Promise<string | undefined>
  /** Candidates for a picker, best first, at most 20 unless told. An id gives the thing itself. */
  suggest(ctx: Context, words: string, most?: number): Promise<{ id: string; title: string }[]>
}

/** One thing that happened. `sourceId` makes the same event published twice count once. */
export interface NewEvent {
  name: string
  data: Record<string, unknown>
  sourceId?: string
}

/** An event that a package publishes, as whoever writes an automation needs to know it. */
export interface EventKind {
  /** Such as `task.created`. */
  name: string
  /** “A task was added”. */
  title: string
  /** The skill that reads the record it is about, by the id in its data. */
  record?: string
  /** Its data as it may look. */
  example: Record<string, unknown>
}

/** Writes an event in the caller's transaction; subscribers and streams hear of it after commit. */
export interface EventSink {
  publish(ctx: Context, event: NewEvent): Promise<void>
}

export interface NewJob {
  kind: string
  /** Ids only: what they name is read when the job runs, with the rights of that moment. */
  payload: Record<string, unknown>
  /** UTC ISO 8601; at once without it. */
  runAt?: string
  /** A queued job of the workspace with the same key is replaced by this one. */
  key?: string
}

/** Durable work for later, stored in the caller's transaction. */
export interface JobQueue {
  /** @returns the job's id */
  enqueue(ctx: Context, job: NewJob): Promise<string>
  /** Ends the queued job with this key, and asks a running one to stop. @returns whether there was one */
  cancel(ctx: Context, key: string): Promise<boolean>
}
