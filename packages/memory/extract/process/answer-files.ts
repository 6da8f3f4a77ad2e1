import { Worker } from 'node:worker_threads'
import { AtomError } from '@atom/kernel'
import type { Asked, CrossedError, FromReader, Progress } from './protocol.ts'
import type { Watched } from './watch-parent.ts'

/** Bytes held after which a new process is better than this one. */
const most = 600 * 2 ** 20

/**
 * Makes this process one that reads files, one at a time. It may write nothing, start nothing, and is killed when a file takes too long.
 * @param read may say how far it is, which gives it its time anew
 */
export function answerFiles<File>(read: (file: File, tell: (how: Progress) => Promise<void>) => Promise<unknown>): void {
  const send = (said: FromReader<unknown>) => new Promise<void>(resolve => process.send?.(said, undefined, {}, () => resolve()))
  let watch: Worker | undefined
  process.on('message', async ({ file, memory }: Asked<File>) => {
    // A file that never ends lets no message through: a thread sees that the server is gone, or that too much memory is held.
    const workerData: Watched = { parent: process.ppid, memory }
    watch ??= new Worker(new URL('./watch-parent.ts', import.meta.url), { workerData, execArgv: [] })
    watch.unref()
    const came = await read(file, progress => send({ progress })).then(
      answer => ({ answer }),
      error => ({ error: crossed(error) }),
    )
    await send({ ...came, spent: process.memoryUsage.rss() > most })
  })
  process.on('disconnect', () => process.exit(0))
  // Ctrl-C in a terminal goes to every process of it; the server says when to leave.
  process.on('SIGINT', () => {})
}

const crossed = (error: unknown): CrossedError => {
  if (!AtomError.is(error))
    return { code: 'memory.broken_file', status: 422, message: 'The file cannot be read.', details: {}, cause: String(error) }
  const { code, status, message, details, cause } = error
  return { code, status, message, details, ...(cause ? { cause: String(cause) } : {}) }
}
