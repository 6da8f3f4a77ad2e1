import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parentPort, threadId, workerData } from 'node:worker_threads'
import type { ToWorker, WorkerStart } from '../worker-protocol.ts'

const { files } = workerData as WorkerStart
const mark = join(tmpdir(), `atom-faulty-worker-${process.pid}`)

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'leave') {
    parentPort?.close()
    return
  }
  const [text] = message.texts
  if (text === 'crash') throw new Error('this text is too much')
  if (text === 'crash once' && !existsSync(mark)) {
    writeFileSync(mark, '')
    throw new Error('this text was too much')
  }
  rmSync(mark, { force: true })
  if (text === 'loop') for (;;);
  parentPort?.postMessage({ type: 'vectors', vectors: new Float32Array(files.dimension * message.texts.length).fill(threadId) })
})
