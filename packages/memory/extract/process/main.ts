import { Worker } from 'node:worker_threads'
import { AtomError } from '@atom/kernel'
import type { FileToRead } from '../extract.ts'
import type { Extracted } from '../extracted.ts'
import { readFile } from '../read-file.ts'
import type { CrossedError, FromReader } from './protocol.ts'

// The process that reads files, one at a time. It may write nothing, start nothing, and is killed when a file takes too long.

/** Bytes held after which a new process is better than this one. */
const most = 600 * 2 ** 20

const crossed = (error: unknown): CrossedError => {
  if (!AtomError.is(error))
    return { code: 'memory.broken_file', status: 422, message: 'The file cannot be read.', details: {}, cause: String(error) }
  const { code, status, message, details, cause } = error
  return { code, status, message, details, ...(cause ? { cause: String(cause) } : {}) }
}

async function answerTo(file: FileToRead): Promise<{ extracted: Extracted } | { error: CrossedError }> {
  try {
    return { extracted: await readFile(file) }
  } catch (error) {
    return { error: crossed(error) }
  }
}

process.on('message', async (file: FileToRead) => {
  const answer = await answerTo(file)
  process.send?.({ ...answer, spent: process.memoryUsage.rss() > most } satisfies FromReader)
})
process.on('disconnect', () => process.exit(0))
// Ctrl-C in a terminal goes to every process of it; the server says when to leave.
process.on('SIGINT', () => {})
// A file that never ends lets no message through: a thread sees that the server is gone.
new Worker(new URL('./watch-parent.ts', import.meta.url), { workerData: process.ppid, execArgv: [] }).unref()
