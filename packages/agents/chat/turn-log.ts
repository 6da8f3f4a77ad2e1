import type { ChatCallPart, ChatMessageStatus } from '@atom/contracts'
import type { Context, UnitOfWork } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import { store } from '../store.ts'
import { keepMessage, messageEvent } from './messages.ts'
import type { SessionState } from './session-state.ts'
import { keepState } from './sessions.ts'
import type { Turn } from './turn.ts'

/** Milliseconds between two writes of a message that is being written. */
const pause = 200

/** Writes a turn down while it goes on, one write at a time, so that a crash loses at most the last moment of text. */
export class TurnLog {
  readonly #ctx: Context
  readonly #unitOfWork: UnitOfWork
  readonly #turn: Turn
  readonly #indexed = new Map<string, string>()
  readonly #leave: () => void
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(ctx: Context, unitOfWork: UnitOfWork, turn: Turn) {
    this.#ctx = ctx
    this.#unitOfWork = unitOfWork
    this.#turn = turn
    this.#leave = turn.changes.add(change => {
      if (change.type !== 'earlier' && change.type !== 'end') this.#timer ??= setTimeout(() => void this.keep(), pause)
    })
  }

  /** Makes what is there durable. A failure is logged, not thrown: the end of the turn tries again. */
  keep(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#writing = this.#writing
      .then(() => this.#unitOfWork.writing(this.#ctx, tx => this.#write(tx, 'streaming')))
      .catch((cause: unknown) => this.#ctx.log.warn({ cause, message: this.#turn.messageId }, 'a chat message could not be stored yet'))
    return this.#writing
  }

  /** The last write, with what the session now waits for; the turn ends when it is durable. @throws what the database says */
  async close(status: Exclude<ChatMessageStatus, 'streaming'>, state: SessionState | undefined): Promise<void> {
    this.#leave()
    clearTimeout(this.#timer)
    await this.#writing
    await this.#unitOfWork.writing(this.#ctx, async tx => {
      await this.#write(tx, status)
      if (state) await keepState(tx, this.#turn.sessionId, state)
      await tx.events.publish(tx, messageEvent(tx, this.#turn.sessionId, this.#turn.messageId, status))
    })
  }

  async #write(tx: Context, status: ChatMessageStatus): Promise<void> {
    await keepMessage(tx, { ...this.#turn.message(), status })
    for (const call of this.#turn.calls()) await this.#index(tx, call)
  }

  /** So that the card is found by its approval and by its undo. */
  async #index(tx: Context, { id, undoId, approval }: ChatCallPart): Promise<void> {
    const now = `${undoId ?? ''} ${approval?.id ?? ''}`
    if (now === ' ' || this.#indexed.get(id) === now) return
    const row = {
      id,
      session_id: this.#turn.sessionId,
      message_id: this.#turn.messageId,
      undo_id: undoId ?? null,
      approval_id: approval?.id ?? null,
    }
    await store.remove(tx, 'chat_call').where('id', '=', id).execute()
    await store.insert(tx, 'chat_call', row).execute()
    afterCommit(tx, () => this.#indexed.set(id, now))
  }
}
