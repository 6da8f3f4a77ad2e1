import type { ChatCallPart, ChatMessageStatus } from '@atom/contracts'
import type { Context, UnitOfWork } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import { chatErrors } from '../errors.ts'
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
  readonly #begun = new Set<string>()
  readonly #leave: () => void
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(ctx: Context, unitOfWork: UnitOfWork, turn: Turn) {
    this.#ctx = ctx
    this.#unitOfWork = unitOfWork
    this.#turn = turn
    this.#leave = turn.changes.add(change => {
      if (change.type !== 'earlier' && change.type !== 'end') this.#timer ??= setTimeout(() => this.#keepLater(), pause)
    })
  }

  /**
   * Makes what is there durable, with this card as it is now: before its call is made, so that a crash cannot hide it, and before it
   * asks, so that no answer comes too early. Where the chat was deleted meanwhile the turn is stopped, and its call is not made.
   * @throws chat.session_not_found, what the database says
   */
  keep(card: ChatCallPart): Promise<void> {
    this.#begun.add(card.id)
    return this.#keep(card)
  }

  /** A failure is logged, not thrown: the end of the turn tries again. */
  #keepLater(): void {
    void this.#keep().catch((cause: unknown) =>
      this.#ctx.log.warn({ err: cause, message: this.#turn.messageId }, 'a chat message could not be stored yet'),
    )
  }

  #keep(card?: ChatCallPart): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const kept = this.#writing.then(async () => {
      if (await this.#unitOfWork.writing(this.#ctx, tx => this.#write(tx, 'streaming', card))) return
      this.#turn.stop()
      throw chatErrors.session_not_found()
    })
    this.#writing = kept.catch(() => {})
    return kept
  }

  /** The last write, with what the session now waits for; the turn ends when it is durable. @throws what the database says */
  async close(status: Exclude<ChatMessageStatus, 'streaming'>, state: SessionState | undefined): Promise<void> {
    this.#leave()
    clearTimeout(this.#timer)
    await this.#writing
    await this.#unitOfWork.writing(this.#ctx, async tx => {
      if (!(await this.#write(tx, status))) return
      if (state) await keepState(tx, this.#turn.sessionId, state)
      await tx.events.publish(tx, messageEvent(tx, this.#turn.sessionId, this.#turn.messageId, status))
    })
  }

  /** @returns whether the message is still there: its chat may have been deleted, here or by another process */
  async #write(tx: Context, status: ChatMessageStatus, changed?: ChatCallPart): Promise<boolean> {
    const parts = this.#turn.parts.map(part => (part.type === 'call' && part.id === changed?.id ? changed : part))
    if (!(await keepMessage(tx, { ...this.#turn.message(), parts, status }))) return false
    for (const part of parts) if (part.type === 'call') await this.#index(tx, part)
    return true
  }

  /** So that the card is found by its call, its approval and its undo. */
  async #index(tx: Context, { id, undoId, approval, status }: ChatCallPart): Promise<void> {
    const asking = status === 'asks' ? approval?.id : undefined
    const now = `${undoId ?? ''} ${asking ?? ''}`
    if ((now === ' ' && !this.#begun.has(id)) || this.#indexed.get(id) === now) return
    const row = {
      id,
      session_id: this.#turn.sessionId,
      message_id: this.#turn.messageId,
      undo_id: undoId ?? null,
      approval_id: asking ?? null,
      actor: tx.actor,
    }
    await store.remove(tx, 'chat_call').where('id', '=', id).execute()
    await store.insert(tx, 'chat_call', row).execute()
    afterCommit(tx, () => this.#indexed.set(id, now))
  }
}
