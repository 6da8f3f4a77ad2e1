import type { Kysely } from 'kysely'
import type { IdentityTables } from './store.ts'

const every = 30_000

/** Remembers when keys were last used and writes it now and then, so that a request that reads stays one that reads. */
export class LastUsed {
  readonly #kysely: Kysely<IdentityTables>
  #seen = new Map<string, { workspaceId: string; at: Date }>()
  #timer: NodeJS.Timeout | undefined

  constructor(kysely: Kysely<IdentityTables>) {
    this.#kysely = kysely
  }

  note(workspaceId: string, keyId: string, at: Date): void {
    this.#seen.set(keyId, { workspaceId, at })
    this.#timer ??= setTimeout(() => void this.write().catch(() => {}), every).unref()
  }

  /** Writes what was noted, each key once. */
  async write(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const seen = this.#seen
    if (seen.size === 0) return
    this.#seen = new Map()
    await this.#kysely.transaction().execute(async tx => {
      for (const [id, { workspaceId, at }] of seen)
        await tx
          .updateTable('api_key')
          .set({ last_used_at: at.toISOString() })
          .where('workspace_id', '=', workspaceId)
          .where('id', '=', id)
          .execute()
    })
  }
}
