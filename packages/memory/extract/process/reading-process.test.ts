import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { docxOf, wordParagraph } from '../testing/office-files.ts'
import type { FileProcessOptions } from './file-process.ts'
import { ReadingProcess } from './reading-process.ts'

let reader: ReadingProcess
const start = (options: Omit<FileProcessOptions, 'main'>) => {
  reader = new ReadingProcess(options)
  return reader
}
afterEach(async () => {
  // It ends when idle; the tests do not wait for that.
  if (reader.pid) process.kill(reader.pid, 'SIGKILL')
})

const markdown = (content: string) => ({ content: new TextEncoder().encode(content), mediaType: 'text/markdown', name: 'a.md' })
/** Takes most of a minute where it is not stopped: every bracket may be a link's. */
const endless = markdown('[a]('.repeat(60_000))
const good = docxOf(wordParagraph('Within ten days.'))

const isThere = (pid: number | undefined) => {
  try {
    return pid !== undefined && process.kill(pid, 0)
  } catch {
    return false
  }
}

test('a file that takes too long is given up, its process is gone, and the next one is read', async () => {
  start({ timeout: 3000 })
  const read = reader.extract(endless)
  const refused = expect(read).rejects.toMatchObject({
    code: 'memory.took_too_long',
    message: 'Reading the file took longer than 3 seconds and was given up.',
  })
  const next = reader.extract({ content: good, mediaType: '', name: 'a.docx' })
  await sleep(500)
  const { pid } = reader
  expect(isThere(pid)).toBe(true)
  await refused
  expect((await next).text).toBe('Within ten days.')
  expect(reader.pid).not.toBe(pid)
  expect(isThere(pid)).toBe(false)
})

test('a file that takes all memory is too large, and the next one is read', async () => {
  start({ heap: 64 })
  const large = `[${'{"a":[1,2,3,{"b":"c"}]},'.repeat(900_000)}1]`
  await expect(reader.extract({ content: Buffer.from(large), mediaType: '', name: 'a.json' })).rejects.toMatchObject({
    code: 'memory.too_large',
    message: 'There is more in this file than ATOM takes in from one: more than 64 MB of memory would be needed.',
  })
  expect((await reader.extract(markdown('# Hi'))).text).toBe('Hi')
})

test('what is no longer wanted is stopped at once', async () => {
  start({})
  const wanted = new AbortController()
  const read = reader.extract(endless, wanted.signal)
  const stopped = expect(read).rejects.toThrow('no longer wanted')
  await sleep(500)
  const { pid } = reader
  wanted.abort(new Error('no longer wanted'))
  await stopped
  expect((await reader.extract(markdown('# Hi'))).text).toBe('Hi')
  expect(isThere(pid)).toBe(false)
})

test('errors keep their code, sentence and details', async () => {
  start({})
  await expect(reader.extract({ content: good.subarray(0, 200), mediaType: '', name: 'a.docx' })).rejects.toMatchObject({
    code: 'memory.broken_file',
    status: 422,
    message: 'The file cannot be read: its end is missing, or it is damaged.',
    details: { reason: 'its end is missing, or it is damaged.' },
  })
})

test('it ends when idle', async () => {
  start({ idleAfter: 50 })
  await reader.extract(markdown('# Hi'))
  const { pid } = reader
  while (isThere(pid)) await sleep(20)
  expect(reader.pid).toBeUndefined()
})
