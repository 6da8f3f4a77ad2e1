import type { Context } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import type { RunTable } from '../store.ts'
import type { EngineParts } from './parts.ts'

/** Sees to it that a run goes on: now, wherever it is, or at a time. */
export class Wakes {
  readonly #parts: Pick<EngineParts, 'signals' | 'inMemory' | 'queue'>

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  /** Something of this run is to be done, by whoever has it or takes it, when the transaction is durable. */
  async now(tx: Context, runId: string): Promise<void> {
    const { inMemory, queue } = this.#parts
    if (!inMemory.has(runId)) await this.signal(tx, runId)
    afterCommit(tx, () => {
      if (!inMemory.nudge(runId)) queue.pull()
    })
  }

  /** Tells the other processes of it alone, when the transaction is durable. */
  async signal(tx: Context, runId: string): Promise<void> {
    await this.#parts.signals?.send(tx, `run:${runId}`)
  }

  /** Somebody looks at the waitpoint at that time, or at the whole run where it is `deadlineOf(run)`. */
  async at(tx: Context, { runId, waitpointId, until }: { runId: string; waitpointId: string; until: string }): Promise<void> {
    await tx.jobs.enqueue(tx, { kind: 'workflow.wake', payload: { runId, waitpointId }, runAt: until, key: `wait:${waitpointId}` })
  }

  /** Nobody needs to look any more. */
  async cancel(tx: Context, waitpointId: string): Promise<void> {
    await tx.jobs.cancel(tx, `wait:${waitpointId}`)
  }

  /** Sees to it that the run is ended when its time is over, where it has a deadline. */
  async atDeadline(tx: Context, { id, deadline }: Pick<RunTable, 'id' | 'deadline'>): Promise<void> {
    if (deadline) await this.at(tx, { runId: id, waitpointId: deadlineOf(id), until: deadline })
  }
}

/** Stands for the end of a run's time among the ids of waitpoints. */
export const deadlineOf = (runId: string) => `deadline:${runId}`
