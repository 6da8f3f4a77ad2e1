import { type FSWatcher, watch } from 'node:fs'
import type { Context, Logger, UnitOfWork } from '@atom/kernel'
import { store } from '../store.ts'
import { askSync } from './sync-job.ts'

interface FolderWatchOptions {
  unitOfWork: UnitOfWork
  log: Logger
  systemContext(workspaceId: string): Context
}

/** Milliseconds of quiet after a change before the folder is compared. */
const quiet = 2_000
/** Milliseconds between two looks at which folders there are. */
const every = 10_000

/** Has folders compared soon after something changes in them. What it misses is found by the sync that comes by itself. */
export class FolderWatch {
  readonly #options: FolderWatchOptions
  readonly #watched = new Map<string, { path: string; watcher: FSWatcher; timer?: NodeJS.Timeout }>()
  #timer: NodeJS.Timeout | undefined

  constructor(options: FolderWatchOptions) {
    this.#options = options
  }

  start(): void {
    const look = () => void this.#look().catch(error => this.#options.log.warn({ err: error }, 'folders could not be watched'))
    this.#timer = setInterval(look, every).unref()
    look()
  }

  stop(): void {
    clearInterval(this.#timer)
    for (const id of [...this.#watched.keys()]) this.#leave(id)
  }

  async #look(): Promise<void> {
    const rows = await store
      .db(this.#options.systemContext(''))
      .selectFrom('memory_source')
      .select(['workspace_id', 'id', 'config'])
      .where('kind', '=', 'folder')
      .where('status', '!=', 'paused')
      .execute()
    const there = new Set(rows.map(row => row.id))
    for (const id of [...this.#watched.keys()]) if (!there.has(id)) this.#leave(id)
    for (const { workspace_id, id, config } of rows) if (!this.#watched.has(id)) this.#enter(workspace_id, id, JSON.parse(config).path)
  }

  #enter(workspaceId: string, id: string, path: string): void {
    try {
      const watcher = watch(path, { recursive: true, persistent: false }, () => this.#soon(workspaceId, id))
      // Too many folders for the system, or the folder went: the next look tries again.
      watcher.on('error', () => this.#leave(id))
      this.#watched.set(id, { path, watcher })
    } catch {
      // It is not there now.
    }
  }

  #leave(id: string): void {
    const watched = this.#watched.get(id)
    clearTimeout(watched?.timer)
    watched?.watcher.close()
    this.#watched.delete(id)
  }

  #soon(workspaceId: string, id: string): void {
    const watched = this.#watched.get(id)
    if (!watched) return
    clearTimeout(watched.timer)
    watched.timer = setTimeout(() => {
      const { unitOfWork, systemContext, log } = this.#options
      unitOfWork
        .writing(systemContext(workspaceId), async tx => {
          const row = await store.from(tx, 'memory_source').select('status').where('id', '=', id).executeTakeFirst()
          if (row && row.status !== 'paused') await askSync(tx, id)
        })
        .catch(error => log.warn({ err: error }, 'a changed folder could not be handed to memory; its next sync finds the change'))
    }, quiet).unref()
  }
}
