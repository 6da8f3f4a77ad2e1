import type { ChatMessage, MemoryAnswer } from '../records.ts'

type Citation = MemoryAnswer['citations'][number]

/** Address of a passage beside the question it answers. */
export const passageLink = (question: string, { documentId, start, end }: Pick<Citation, 'documentId' | 'start' | 'end'>): string =>
  `/search?${new URLSearchParams({ mode: 'ask', q: question, asked: question, doc: documentId, start: String(start), end: String(end) })}`

/** Addresses of what a text of the chat stands on, by its numbers from 1: the passages of the last answer from what was read before it. */
export function linksBefore(parts: ChatMessage['parts'], index: number): (number: number) => string | undefined {
  for (const part of parts.slice(0, index).reverse()) {
    if (part.type !== 'call' || part.status !== 'done') continue
    const { citations } = (part.output ?? {}) as Partial<MemoryAnswer>
    if (!Array.isArray(citations)) continue
    const question = String(part.input.question ?? '')
    return number => {
      const cited = citations[number - 1]
      return cited && passageLink(question, cited)
    }
  }
  return () => undefined
}
