import { expect, test } from 'vitest'
import type { ChatMessage } from '../records.ts'
import { linksBefore } from './passage-link.ts'
import { withLinks } from './read-answer.ts'

test('a number in the chat opens the passage it stands on, and only that', () => {
  const parts = [
    {
      type: 'call',
      id: 'c',
      skill: 'memory.ask',
      title: 'Ask',
      status: 'done',
      input: { question: 'when?' },
      output: { answer: '', found: true, citations: [{ documentId: 'd1', start: 3, end: 9 }] },
    },
    { type: 'text', text: '“On the tenth.” — Contract [1], not [2]' },
  ] as unknown as ChatMessage['parts']
  expect(withLinks('Contract [1], not [2]', linksBefore(parts, 1))).toBe(
    'Contract [\\[1\\]](/search?mode=ask&q=when%3F&asked=when%3F&doc=d1&start=3&end=9), not [2]',
  )
  expect(linksBefore(parts, 0)(1)).toBeUndefined()
})
