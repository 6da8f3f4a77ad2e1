import type { ChatAnswer, ChatCallPart, ChatMessage, ChatMessageStatus, ChatPart, ChatUsage } from '@atom/contracts'
import type { UIMessageChunk } from 'ai'
import { answerOf } from './answer.ts'
import { Listeners } from './listeners.ts'
import { uiMessageStream } from './ui-stream.ts'

/** A change of the message being written. `earlier`: a card of a message before this one changed. */
export type TurnChange =
  | { type: 'text'; part: number; delta: string }
  | { type: 'text-end'; part: number }
  | { type: 'call'; part: number; call: ChatCallPart }
  | { type: 'earlier'; messageId: string; call: ChatCallPart }
  | { type: 'end' }

export interface TurnStart {
  sessionId: string
  title: string
  /** The row of what the person wrote; nothing when the turn follows an approval given elsewhere. */
  userMessageId?: string
  message: ChatMessage
}

/**
 * One answer while it is written, owned by the server: whoever reads it, from the beginning or in the middle, gets all of it, and it
 * goes on when nobody does.
 */
export class Turn {
  readonly sessionId: string
  readonly title: string
  readonly userMessageId: string | undefined
  readonly messageId: string
  readonly createdAt: string
  readonly parts: ChatPart[]
  /** Cards of earlier messages that this turn brought to an end. */
  readonly settled: { messageId: string; call: ChatCallPart }[] = []
  readonly changes = new Listeners<TurnChange>()
  readonly #abort = new AbortController()
  readonly #ended = Promise.withResolvers<void>()
  #openText: number | undefined
  #stoppedBy: 'person' | 'shutdown' | undefined
  status: ChatMessageStatus
  usage: ChatUsage | undefined

  constructor({ sessionId, title, userMessageId, message }: TurnStart) {
    this.sessionId = sessionId
    this.title = title
    this.userMessageId = userMessageId
    this.messageId = message.id
    this.createdAt = message.createdAt
    this.parts = message.parts
    this.status = message.status
    this.usage = message.usage
    if (this.status !== 'streaming') this.#ended.resolve()
  }

  /** Aborted when somebody stops the turn; never because a reader left. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  get ended(): boolean {
    return this.status !== 'streaming'
  }

  /** The text part being written, if one is. */
  get openText(): number | undefined {
    return this.#openText
  }

  /** Adds to the text being written, or begins one. */
  write(delta: string): void {
    if (this.ended || delta === '') return
    if (this.#openText === undefined) this.#openText = this.parts.push({ type: 'text', text: '' }) - 1
    const part = this.parts[this.#openText]
    if (part?.type === 'text') part.text += delta
    this.changes.tell({ type: 'text', part: this.#openText, delta })
  }

  /** What is written next begins a new paragraph of its own. */
  endText(): void {
    if (this.#openText === undefined) return
    const part = this.#openText
    this.#openText = undefined
    this.changes.tell({ type: 'text-end', part })
  }

  /** Writes one paragraph as a part of its own. */
  say(text: string): void {
    this.endText()
    this.write(text)
    this.endText()
  }

  /** Shows a card, or changes the one with the same id. */
  show(call: ChatCallPart): void {
    if (this.ended) return
    this.endText()
    const known = this.parts.findIndex(part => part.type === 'call' && part.id === call.id)
    const part = known >= 0 ? known : this.parts.push(call) - 1
    this.parts[part] = call
    this.changes.tell({ type: 'call', part, call })
  }

  /** Tells that a card of an earlier message has changed. */
  settle(messageId: string, call: ChatCallPart): void {
    this.settled.push({ messageId, call })
    this.changes.tell({ type: 'earlier', messageId, call })
  }

  calls(): ChatCallPart[] {
    return this.parts.filter(part => part.type === 'call')
  }

  /** `shutdown`: nobody wanted it stopped, the server ends. */
  stop(by: 'person' | 'shutdown' = 'person'): void {
    this.#stoppedBy ??= by
    this.#abort.abort()
  }

  get stoppedBy(): 'person' | 'shutdown' | undefined {
    return this.#stoppedBy
  }

  /** The last word: stored already when readers hear of it. */
  end(status: Exclude<ChatMessageStatus, 'streaming'>): void {
    if (this.ended) return
    this.endText()
    this.status = status
    this.changes.tell({ type: 'end' })
    this.#ended.resolve()
  }

  /** Resolves when the turn has ended, however it did. */
  done(): Promise<void> {
    return this.#ended.promise
  }

  message(): ChatMessage {
    return {
      id: this.messageId,
      sessionId: this.sessionId,
      role: 'assistant',
      parts: this.parts,
      status: this.status,
      createdAt: this.createdAt,
      ...(this.usage ? { usage: this.usage } : {}),
    }
  }

  /** The AI SDK's UI message chunks from the beginning, as `ChatDataParts` in the contracts tells. Cancelling it does not stop the turn. */
  toUIMessageStream(): ReadableStream<UIMessageChunk> {
    return uiMessageStream(this)
  }

  /** The whole answer once it is there. */
  async result(): Promise<ChatAnswer> {
    await this.done()
    return answerOf(this)
  }
}
