import { ApiError } from '../api.ts'
import type { MemoryAnswer } from '../records.ts'
import { readServerSentEvents } from '../server-sent-events.ts'

/** One chunk of the stream of an answer, of the kinds ATOM sends. */
type AnswerChunk =
  | { type: 'text-delta'; delta: string }
  | { type: 'data-citations'; data: Pick<MemoryAnswer, 'found' | 'citations'> }
  | { type: 'error'; errorText: string }
  | { type: 'text-start' | 'text-end' | 'start' | 'finish' }

/** An answer as it is written: what it stands on comes last. */
export interface GrowingAnswer {
  text: string
  ended?: Pick<MemoryAnswer, 'found' | 'citations'>
}

/** Reads an answer to its end and tells each state of it. @throws what the server says went wrong */
export async function readAnswer(body: ReadableStream<Uint8Array>, tell: (answer: GrowingAnswer) => void): Promise<GrowingAnswer> {
  let answer: GrowingAnswer = { text: '' }
  for await (const { data } of readServerSentEvents(body)) {
    if (data === '[DONE]') break
    const chunk = JSON.parse(data) as AnswerChunk
    if (chunk.type === 'error') throw broken(chunk.errorText)
    if (chunk.type === 'text-delta') answer = { ...answer, text: answer.text + chunk.delta }
    else if (chunk.type === 'data-citations') answer = { ...answer, ended: chunk.data }
    else continue
    tell(answer)
  }
  if (!answer.ended) throw broken('The answer broke off. Ask again.')
  return answer
}

const broken = (say: string) => new ApiError(500, 'web.answer_broken', say)

/** The text with its numbers as links, where they name something the answer stands on. */
export const withLinks = (text: string, linkOf: (number: number) => string | undefined): string =>
  text.replace(/\[(\d{1,2})\](?!\()/g, (whole, number: string) => {
    const link = linkOf(Number(number))
    return link ? `[\\[${number}\\]](${link})` : whole
  })
