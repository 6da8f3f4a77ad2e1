import { expect, test } from 'vitest'
import { type GrowingAnswer, readAnswer, withLinks } from './read-answer.ts'

const stream = (...chunks: object[]) =>
  new Blob([...chunks.map(chunk => `data: ${JSON.stringify(chunk)}\n\n`), 'data: [DONE]\n\n']).stream() as ReadableStream<
    Uint8Array<ArrayBuffer>
  >

test('an answer grows by its words and ends with what it stands on', async () => {
  const told: GrowingAnswer[] = []
  const citations = { found: true, citations: [] }
  const answer = await readAnswer(
    stream(
      { type: 'text-start', id: 'answer' },
      { type: 'text-delta', id: 'answer', delta: 'In ' },
      { type: 'text-delta', id: 'answer', delta: 'May [1]' },
      { type: 'data-citations', data: citations },
    ),
    state => told.push(state),
  )
  expect(told.map(({ text }) => text)).toEqual(['In ', 'In May [1]', 'In May [1]'])
  expect(answer).toEqual({ text: 'In May [1]', ended: citations })
})

test('what the server says went wrong is thrown, and so is an answer that breaks off', async () => {
  const nobody = () => {}
  await expect(readAnswer(stream({ type: 'error', errorText: 'Memory is turned off here.' }), nobody)).rejects.toThrow(
    'Memory is turned off here.',
  )
  await expect(readAnswer(stream({ type: 'text-delta', id: 'answer', delta: 'In' }), nobody)).rejects.toThrow('The answer broke off.')
})

test('numbers become links where they name something, and stay as they are where not', () => {
  const links = withLinks('It is May [1][3], see [2](https://a.example).', number => (number < 3 ? `/at/${number}` : undefined))
  expect(links).toBe('It is May [\\[1\\]](/at/1)[3], see [2](https://a.example).')
})
