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
 * `ctx` is the workspace's system context, its signal ends when the job is cancelled or its lease is lost.
 */
export interface JobHandler {
  kind: string
  /** Attempts before it is given up; 10 unless told. */
  attempts?: number
  run(ctx: Context, payload: Record<string, unknown>, job: RunningJob): Promise<void>
}

/** Durable work for later. `embedded` runs in one process on either database; a queue for many workers implements the same. */
export interface Dispatcher extends JobQueue {
  handle(...handlers: JobHandler[]): void
  start(): void
  /** Takes no more work and waits for what runs, so long. */
  stop(milliseconds: number): Promise<void>
}

/** Stores a job in the caller's transaction. @returns its id */
export const enqueue = (ctx: Context, job: NewJob): Promise<string> => ctx.jobs.enqueue(ctx, job)

/** Ends the queued job with this key, and asks a running one to stop. @returns whether there was one */
export const cancel = (ctx: Context, key: string): Promise<boolean> => ctx.jobs.cancel(ctx, key)
