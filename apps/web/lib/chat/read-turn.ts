import { readServerSentEvents } from '../server-sent-events.ts'
import { afterChunk, emptyTurn, type Turn, type TurnChunk } from './turn.ts'

/** Follows one answer to its end, telling each state of it at most once a frame. */
export async function readTurn(body: ReadableStream<Uint8Array>, tell: (turn: Turn) => void): Promise<Turn> {
  let turn = emptyTurn
  let waiting = false
  for await (const { data } of readServerSentEvents(body)) {
    if (data === '[DONE]') break
    turn = afterChunk(turn, JSON.parse(data) as TurnChunk)
    if (waiting) continue
    waiting = true
    requestAnimationFrame(() => {
      waiting = false
      tell(turn)
    })
  }
  tell(turn)
  return turn
}
