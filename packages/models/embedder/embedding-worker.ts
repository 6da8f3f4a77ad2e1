import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { loadModel, type Model } from './model.ts'
import { cell, type FromWorker, state, type ToWorker, type WorkerStart } from './worker-protocol.ts'

const port = parentPort as NonNullable<typeof parentPort>
const { files, threads, shared } = workerData as WorkerStart
const cells = new Int32Array(shared)
const say = (message: FromWorker, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer)

/** Runs one native step, or nothing when the parent is about to end this thread. */
async function step<T>(compute: () => Promise<T>): Promise<T | undefined> {
  if (Atomics.compareExchange(cells, cell.state, state.safe, state.computing) !== state.safe) return undefined
  try {
    return await compute()
  } finally {
    Atomics.store(cells, cell.state, state.safe)
  }
}

let model: Model | undefined
const leave = async () => {
  await step(async () => model?.release())
  port.close()
}

async function embed(texts: string[]): Promise<void> {
  const own = model
  if (!own) return
  const vectors = new Float32Array(texts.length * files.dimension)
  for (const [index, text] of texts.entries()) {
    if (Atomics.load(cells, cell.leave)) return leave()
    const tokens = own.tokens(text)
    const vector = await step(() => own.vector(tokens))
    if (!vector) return
    vectors.set(vector, index * files.dimension)
  }
  if (Atomics.load(cells, cell.leave)) return leave()
  say({ type: 'vectors', vectors }, [vectors.buffer as ArrayBuffer])
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Messages are worked on one after the other, the first one when the model is there. */
let turn: Promise<void> = step(() => loadModel(files, threads, path => readFileSync(path))).then(
  loaded => {
    model = loaded
  },
  (error: unknown) => say({ type: 'unavailable', reason: reasonOf(error) }),
)

port.on('message', (message: ToWorker) => {
  turn = turn.then(() =>
    message.type === 'leave' ? leave() : embed(message.texts).catch((error: unknown) => say({ type: 'failed', reason: reasonOf(error) })),
  )
})
