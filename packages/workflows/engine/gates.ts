import type { Context } from '@atom/kernel'
import { enterGate, type GateRequest, type GateWait, leaveGate } from '../run/gate.ts'
import { store } from '../store.ts'
import type { EngineParts } from './parts.ts'

/** Rate limits and concurrency keys of steps, whose turns are waitpoints of the runs that wait for them. */
export class Gates {
  readonly #parts: Pick<EngineParts, 'steering'>

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  enter(tx: Context, request: GateRequest): Promise<GateWait | undefined> {
    return enterGate(tx, request)
  }

  /** The turns of a step, or of a whole run, are over: they are given to those who wait for them. */
  leave(tx: Context, of: { runId: string; seq?: number }): Promise<void> {
    return leaveGate(tx, of, async (runId, seq) => {
      const wait = await store
        .from(tx, 'waitpoint')
        .select('id')
        .where('run_id', '=', runId)
        .where('seq', '=', seq)
        .where('kind', '=', 'slot')
        .where('status', '=', 'pending')
        .executeTakeFirst()
      return wait !== undefined && (await this.#parts.steering.settle(tx, runId, wait.id, { status: 'done' }))
    })
  }
}
