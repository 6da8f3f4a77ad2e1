import { journal } from '../run/journal.ts'
import { type RunTable, store } from '../store.ts'
import { pauseAfterFailure } from './in-memory.ts'
import type { EngineParts } from './parts.ts'

/** Milliseconds in which room that runs leave gathers before others are taken. */
const gatherRoom = 20
/** Runs taken at a time. */
const handful = 100

interface Shares {
  /** Runs this process may hold, of `most` it can, `held` of which it has. */
  share(room: { held: number; most: number }): Promise<number>
}

/** Takes queued runs while there is room, of each workspace in turn: after the last that was served comes the next. */
export class Queue {
  readonly #parts: Pick<EngineParts, 'deps' | 'owner' | 'signals' | 'inMemory'>
  #shares: Shares | undefined
  #on = false
  #pulling: Promise<void> | undefined
  #again = false
  /** Queued runs were left for want of room. */
  #isFull = false
  #served = ''
  #gathering: NodeJS.Timeout | undefined
  #retry: NodeJS.Timeout | undefined

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  /** This process works on runs. */
  get isOn(): boolean {
    return this.#on
  }

  /** A new run may begin here at once: there is room, and nobody has waited longer for it. */
  get mayPass(): boolean {
    return this.#on && !this.#isFull && this.#parts.inMemory.hasRoom
  }

  /** Begins to take runs. `shares`: what others who take runs leave to this one. */
  start(shares: Shares | undefined): void {
    this.#shares = shares
    this.#on = true
    this.pull()
  }

  /** Takes no more. */
  async stop(): Promise<void> {
    this.#on = false
    clearTimeout(this.#retry)
    clearTimeout(this.#gathering)
    await this.#pulling
  }

  /** Runs may be queued. */
  pull(): void {
    if (!this.#on) return
    if (this.#pulling) {
      this.#again = true
      return
    }
    this.#pulling = this.#take()
      .catch(error => {
        this.#parts.deps.log.error({ err: error }, 'looking for queued runs failed')
        this.#retry = setTimeout(() => this.pull(), pauseAfterFailure).unref()
      })
      .finally(() => {
        this.#pulling = undefined
        if (this.#again) {
          this.#again = false
          this.pull()
        }
      })
  }

  /** A run is in memory no more. `queued`: it stands in line again. */
  roomCame(queued: boolean): void {
    if (queued) this.pull()
    else if (this.#isFull)
      this.#gathering ??= setTimeout(() => {
        this.#gathering = undefined
        this.pull()
      }, gatherRoom).unref()
  }

  async #take(): Promise<void> {
    const { inMemory } = this.#parts
    while (this.#on) {
      const most = inMemory.capacity
      const share = (await this.#shares?.share({ held: inMemory.size, most })) ?? most
      const room = share - inMemory.size
      if (room <= 0) {
        this.#isFull = true
        return
      }
      const runs = await this.#claim(Math.min(room, handful))
      if (runs.length === 0) {
        this.#isFull = false
        return
      }
      await Promise.all(runs.map(run => inMemory.adopt(run)))
    }
  }

  /** Of each workspace as many as of the others, those of high priority first. */
  async #claim(most: number): Promise<RunTable[]> {
    const { deps, owner, signals } = this.#parts
    const workspaces = await this.#nextWorkspaces(most)
    if (workspaces.length === 0) return []
    this.#served = workspaces.at(-1) as string
    const each = Math.max(1, Math.floor(most / workspaces.length))
    const at = deps.clock.now().toISOString()
    const claimed = await deps.batch(workspaces.map(workspace => journal.claim(workspace, owner, at, each, signals !== undefined)))
    return claimed.flat() as unknown as RunTable[]
  }

  /** Those that have queued runs, beginning after the one served last, once around. */
  async #nextWorkspaces(most: number): Promise<string[]> {
    const from = this.#served
    const found: string[] = []
    let around = false
    for (let after = from; found.length < most; ) {
      const next = await this.#workspaceAfter(after)
      if (next !== undefined && !(around && next > from)) {
        found.push(next)
        after = next
      } else if (around || from === '') break
      else {
        around = true
        after = ''
      }
    }
    return found
  }

  async #workspaceAfter(after: string): Promise<string | undefined> {
    const { deps } = this.#parts
    const row = await store
      .db(deps.system(''))
      .selectFrom('run')
      .select('workspace_id')
      .where('status', '=', 'queued')
      .where('status', '<>', 'succeeded')
      .where('held', '=', 0)
      .where('owner', 'is', null)
      .where('workspace_id', '>', after)
      .orderBy('workspace_id')
      .limit(1)
      .executeTakeFirst()
    return row?.workspace_id
  }
}
