import type { EventBus } from '@atom/events'
import type { Context, Logger, UnitOfWork } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import type { SourceKind } from '../sources/source-kind.ts'
import { builtInSource } from '../sources/source-record.ts'
import { store } from '../store.ts'
import { syncJobOf } from './sync-job.ts'

interface NudgeOptions {
  unitOfWork: UnitOfWork
  log: Logger
  systemContext(workspaceId: string): Context
}

/** Milliseconds of quiet after a change before it is read. */
const quiet = 2_000
/** Milliseconds after which it is read though changes go on. */
const longest = 30_000

/**
 * Has ATOM's own records read soon after they change. A write pays nothing for it: what a crash forgets is found by the next sync, which
 * the next change, search or start asks for.
 */
export class Nudge {
  readonly #options: NudgeOptions
  readonly #timers = new Map<string, { timer: NodeJS.Timeout; since: number }>()
  readonly #seen = new Set<string>()

  constructor(options: NudgeOptions) {
    this.#options = options
  }

  /** Hears what happens to the records of these kinds. */
  watch(bus: EventBus, kinds: readonly SourceKind[]): void {
    for (const kind of kinds)
      if (kind.builtIn) bus.onPublish(`${kind.kind}.*`, async ctx => afterCommit(ctx, () => this.#soon(ctx.workspaceId, kind)))
  }

  #soon(workspaceId: string, kind: SourceKind): void {
    const key = `${workspaceId} ${kind.kind}`
    const before = this.#timers.get(key)
    const since = before?.since ?? Date.now()
    clearTimeout(before?.timer)
    const wait = Math.max(0, Math.min(quiet, since + longest - Date.now()))
    const timer = setTimeout(() => {
      this.#timers.delete(key)
      this.#ask(workspaceId, [kind])
    }, wait)
    this.#timers.set(key, { timer: timer.unref(), since })
  }

  /** The first time in this process it asks for all of a workspace's records to be compared. */
  once(workspaceId: string, kinds: readonly SourceKind[]): void {
    if (this.#seen.has(workspaceId)) return
    this.#seen.add(workspaceId)
    this.#ask(
      workspaceId,
      kinds.filter(kind => kind.builtIn),
    )
  }

  /** Every workspace that has read anything yet. */
  async all(kinds: readonly SourceKind[]): Promise<void> {
    const rows = await store.db(this.#options.systemContext('')).selectFrom('memory_source').select('workspace_id').distinct().execute()
    for (const row of rows) this.once(row.workspace_id, kinds)
  }

  #ask(workspaceId: string, kinds: readonly SourceKind[]): void {
    const { unitOfWork, log, systemContext } = this.#options
    unitOfWork
      .writing(systemContext(workspaceId), async tx => {
        for (const kind of kinds) await tx.jobs.enqueue(tx, syncJobOf((await builtInSource(tx, kind)).id))
      })
      .catch(error => log.warn({ err: error, workspaceId }, 'what changed could not be handed to memory; the next change asks again'))
  }

  stop(): void {
    for (const { timer } of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
  }
}
