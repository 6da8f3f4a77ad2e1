import { expect, test } from 'vitest'
import { readServerSentEvents } from './server-sent-events.ts'

const read = async (...pieces: string[]) => {
  const bytes = pieces.map(piece => new TextEncoder().encode(piece))
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of bytes) controller.enqueue(piece)
      controller.close()
    },
  })
  return Array.fromAsync(readServerSentEvents(body))
}

test('events are whole wherever the bytes are cut', async () => {
  expect(await read('event: task.cre', 'ated\ndata: {"a":', '1}\n', '\ndata: two\n\n')).toEqual([
    { event: 'task.created', data: '{"a":1}' },
    { event: '', data: 'two' },
  ])
})
test('comments and half an event at the end are left out', async () => {
  expect(await read(': beat\n\nretry: 2000\n\ndata: x\n\ndata: ha')).toEqual([{ event: '', data: 'x' }])
})
