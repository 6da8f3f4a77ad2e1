import type { ChatMessage, ChatWatchEvent } from '@atom/contracts'
import { Listeners } from './listeners.ts'
import type { Turn } from './turn.ts'

interface Line {
  turns: Turn[]
  last: Promise<void>
  watchers: Listeners<ChatWatchEvent>
}

/** The turns of this process: one at a time per session, the others in the order they came; and who watches. */
export class ActiveTurns {
  readonly #lines = new Map<string, Line>()

  /** The turn under way, or the next one waiting. */
  of(sessionId: string): Turn | undefined {
    return this.#lines.get(sessionId)?.turns[0]
  }

  /** The turn that writes this message. */
  writing(messageId: string): Turn | undefined {
    for (const { turns } of this.#lines.values()) for (const turn of turns) if (turn.messageId === messageId) return turn
    return undefined
  }

  /** Runs `work` when the turns before it have ended. `work` must not throw. */
  enqueue(turn: Turn, work: () => Promise<void>): void {
    const line = this.#line(turn.sessionId)
    line.turns.push(turn)
    turn.changes.add(change => {
      const { messageId } = turn
      if (change.type === 'text') line.watchers.tell({ type: 'text', messageId, part: change.part, delta: change.delta })
      else if (change.type === 'call') line.watchers.tell({ type: 'call', messageId, part: change.part, call: change.call })
      else if (change.type === 'end') line.watchers.tell({ type: 'message', message: turn.message() })
    })
    line.watchers.tell({ type: 'message', message: structuredClone(turn.message()) })
    line.last = line.last.then(work).finally(() => {
      line.turns.splice(line.turns.indexOf(turn), 1)
      this.#drop(turn.sessionId)
    })
  }

  /** Tells those who watch of a message that no turn of this process writes. */
  tell(message: ChatMessage): void {
    this.#lines.get(message.sessionId)?.watchers.tell({ type: 'message', message })
  }

  /** Stops everything under way or waiting in a session. @returns once it has ended, how many turns that were */
  async stop(sessionId: string): Promise<number> {
    const turns = [...(this.#lines.get(sessionId)?.turns ?? [])]
    for (const turn of turns) turn.stop()
    await Promise.all(turns.map(turn => turn.done()))
    return turns.length
  }

  /** Waits for every turn to end, and after `grace` milliseconds stops those that have not. */
  async close(grace: number): Promise<void> {
    const turns = [...this.#lines.values()].flatMap(line => line.turns)
    const ended = Promise.all(turns.map(turn => turn.done()))
    const timer = setTimeout(() => {
      for (const turn of turns) turn.stop('shutdown')
    }, grace)
    await ended
    clearTimeout(timer)
  }

  /** What happens in a session from now on, beginning with the messages being written. Ends when the reader leaves or `signal` aborts. */
  async *watch(sessionId: string, signal: AbortSignal): AsyncGenerator<ChatWatchEvent, void, void> {
    const line = this.#line(sessionId)
    const waiting: ChatWatchEvent[] = line.turns.map(turn => ({ type: 'message', message: structuredClone(turn.message()) }))
    let wake = () => {}
    const leave = line.watchers.add(event => {
      waiting.push(event)
      wake()
    })
    const onAbort = () => wake()
    signal.addEventListener('abort', onAbort)
    try {
      while (!signal.aborted) {
        const next = waiting.shift()
        if (next) yield next
        else
          await new Promise<void>(resolve => {
            wake = resolve
          })
      }
    } finally {
      leave()
      signal.removeEventListener('abort', onAbort)
      this.#drop(sessionId)
    }
  }

  #line(sessionId: string): Line {
    const known = this.#lines.get(sessionId)
    if (known) return known
    const line = { turns: [], last: Promise.resolve(), watchers: new Listeners<ChatWatchEvent>() }
    this.#lines.set(sessionId, line)
    return line
  }

  #drop(sessionId: string): void {
    const line = this.#lines.get(sessionId)
    if (line && line.turns.length === 0 && line.watchers.size === 0) this.#lines.delete(sessionId)
  }
}
