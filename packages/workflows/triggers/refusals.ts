import { type Context, type Logger, newId, type UnitOfWork } from '@atom/kernel'
import { type HookRefusalTable, store } from '../store.ts'
import { Attempts } from './attempts.ts'

export type Refusal = Omit<HookRefusalTable, 'workspace_id' | 'workflow_id' | 'id' | 'at'>

/** Kept of each automation. */
const mostKept = 1000
/** Noted of each automation in a minute: whoever floods an address does not fill the disk too. */
const mostNoted = 60

/** Notes calls to a webhook that started nothing, after they were answered. Those that started a run stand in the event log. */
export class Refusals {
  readonly #unitOfWork: UnitOfWork
  readonly #log: Logger
  readonly #noted = new Attempts(mostNoted)

  constructor({ unitOfWork, log }: { unitOfWork: UnitOfWork; log: Logger }) {
    this.#unitOfWork = unitOfWork
    this.#log = log
  }

  note(ctx: Context, workflowId: string, refusal: Refusal): void {
    const key = `${ctx.workspaceId}\n${workflowId}`
    if (this.#noted.heldBack(key) > 0) return
    this.#noted.count(key)
    this.#unitOfWork
      .writing(ctx, async tx => {
        const row = { ...refusal, workflow_id: workflowId, id: newId(), at: tx.clock.now().toISOString() }
        await store.insert(tx, 'hook_refusal', row).execute()
        const old = store
          .from(tx, 'hook_refusal')
          .select('id')
          .where('workflow_id', '=', workflowId)
          .orderBy('id', 'desc')
          .offset(mostKept)
          .limit(1)
        await store.remove(tx, 'hook_refusal').where('workflow_id', '=', workflowId).where('id', '<=', old).execute()
      })
      .catch(error => this.#log.warn({ err: error, workflowId }, 'a refused call could not be noted'))
  }
}

/** Removes what was noted before a moment (UTC ISO 8601) in every workspace, a chunk at a time. @returns how many went */
export async function pruneRefusals(ctx: Context, before: string): Promise<number> {
  const db = store.db(ctx)
  const old = db.selectFrom('hook_refusal').select('id').where('at', '<', before).limit(1000)
  return Number((await db.deleteFrom('hook_refusal').where('id', 'in', old).executeTakeFirst()).numDeletedRows)
}
