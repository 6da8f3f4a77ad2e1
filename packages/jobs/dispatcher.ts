import type { Context, JobQueue, NewJob } from '@atom/kernel'

export interface JobProgress {
  done: number
  total?: number
  note?: string
}

export interface RunningJob {
  id: string
  /** 1 for the first. */
  attempt: number
  progress(progress: JobProgress): Promise<void>
}

/**
 * Work of one kind. At least once: it may run again after a crash, so it must know what it has already done.
 * `ctx` is the workspace's system context, its signal ends when the job is cancelled or this process no longer owns it.
 */
export interface JobHandler {
  kind: string
  /** Attempts before it is given up; 10 unless told. */
  attempts?: number
  run(ctx: Context, payload: Record<string, unknown>, job: RunningJob): Promise<void>
}

/** Attempts of a handler that does not say. */
export const defaultAttempts = 10

/** Why a job failed: the sentence, and the code of an AtomError. */
export interface JobError {
  code: string | null
  message: string
}

/** `failed` is final; a job that was done or cancelled is gone, for its work is the record. */
export type JobStatus = 'queued' | 'running' | 'failed'

export interface JobRecord {
  id: string
  kind: string
  status: JobStatus
  /** UTC ISO 8601. */
  runAt: string
  /** Times it was begun. */
  attempt: number
  progress: JobProgress | null
  /** Of the last attempt that failed. */
  error: JobError | null
}

/** All workspaces together. */
export interface JobLoad {
  /** Waiting, due or not. */
  queued: number
  running: number
  failed: number
  /** Milliseconds the oldest due job has waited for a worker; 0 when none waits. */
  oldestDue: number
}

/** Durable work for later. `EmbeddedDispatcher` runs in one process on either database, `GraphileDispatcher` in as many as wanted on PostgreSQL. */
export interface Dispatcher extends JobQueue {
  handle(...handlers: JobHandler[]): void
  /** Begins to work. A process that never starts can still enqueue, cancel and look. */
  start(): void
  /** Takes no more work, waits so long for what runs, and hands back what still does. */
  stop(milliseconds: number): Promise<void>
  /** @returns undefined for a job that was done, cancelled, or never was in this workspace */
  find(ctx: Context, id: string): Promise<JobRecord | undefined>
  load(): Promise<JobLoad>
  /** Removes jobs that failed before a moment (UTC ISO 8601), a chunk at a time. @returns how many went */
  prune(ctx: Context, before: string): Promise<number>
}

/** Stores a job in the caller's transaction. @returns its id */
export const enqueue = (ctx: Context, job: NewJob): Promise<string> => ctx.jobs.enqueue(ctx, job)

/** Ends the queued job with this key, and asks a running one to stop. @returns whether there was one */
export const cancel = (ctx: Context, key: string): Promise<boolean> => ctx.jobs.cancel(ctx, key)
