import type { Context, Logger } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import { workflowErrors } from '../errors.ts'
import type { Actor } from '../run/runtime.ts'
import type { RunTable } from '../store.ts'
import type { EngineParts } from './parts.ts'

/** Milliseconds for which what was found of a person counts, though nobody said that it changed. */
const lifetime = 1000
const mostKnown = 10_000

type Whose = Pick<RunTable, 'workspace_id' | 'person_id'>

/**
 * As whom runs act. Asked when a run goes on and before each of its effects; the answer is kept for a moment, and forgotten at once when
 * somebody's membership changes, in this process or, as long as processes hear each other, in another.
 */
export class Actors {
  readonly #parts: Pick<EngineParts, 'deps' | 'inMemory' | 'signals'>
  /** When each was found to be a member, by `performance.now`. */
  readonly #members = new Map<string, number>()
  /** Grows with every change of membership. */
  #changes = 0

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  /** The person of the run with their present role. @throws workflow.publisher_gone */
  async of(run: RunTable): Promise<Actor> {
    const at = performance.now()
    const changes = this.#changes
    const ctx = await this.#parts.deps.memberContext(run.workspace_id, run.person_id, run.id)
    if (!ctx) throw workflowErrors.publisher_gone()
    const stands = () => changes === this.#changes && performance.now() - at < lifetime
    if (stands()) this.#know(run, at)
    return { ctx: { ...ctx, log: logOf(ctx.log, run) }, stands }
  }

  /** Whether the person was a member a moment ago. Where not, `of` tells. */
  isKnown(run: Whose): boolean {
    const at = this.#members.get(keyOf(run))
    return at !== undefined && performance.now() - at < lifetime
  }

  /** The membership of this person changes, in the caller's transaction: runs under way hear of it. */
  async changing(tx: Context, personId: string): Promise<void> {
    await this.#parts.signals?.send(tx, `member:${personId}`)
    afterCommit(tx, () => this.changed(personId))
  }

  /** The same, when it is durable. */
  changed(personId: string): void {
    this.#changes++
    this.#members.clear()
    this.#parts.inMemory.doubt(personId)
  }

  #know(run: Whose, at: number): void {
    this.#members.set(keyOf(run), at)
    if (this.#members.size > mostKnown) this.#members.delete(this.#members.keys().next().value as string)
  }
}

const keyOf = ({ workspace_id, person_id }: Whose) => `${workspace_id}\n${person_id}`

/** Every line a step writes says of which run it is. */
function logOf(log: Logger, { id: runId, workflow_id: workflow }: RunTable): Logger {
  const own = { runId, workflow }
  return {
    debug: (fields, message) => log.debug({ ...own, ...fields }, message),
    info: (fields, message) => log.info({ ...own, ...fields }, message),
    warn: (fields, message) => log.warn({ ...own, ...fields }, message),
    error: (fields, message) => log.error({ ...own, ...fields }, message),
  }
}
