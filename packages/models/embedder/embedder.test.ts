import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { minilm } from '@atom/model-minilm'
import { afterEach, describe, expect, test } from 'vitest'
import { createEmbedder, type Embedder } from './embedder.ts'
import type { WorkerOptions } from './worker-handle.ts'

let embedder: Embedder | undefined
afterEach(() => embedder?.close())

const open = (options?: WorkerOptions, files = {}) => {
  embedder = createEmbedder({ ...minilm, ...files }, options)
  return embedder
}
const faulty = (options: WorkerOptions = {}) => open({ code: new URL('./testing/faulty-worker.ts', import.meta.url), ...options })

const dot = (a: Float32Array | undefined, b: Float32Array | undefined) =>
  (a as Float32Array).reduce((sum, x, i) => sum + x * ((b as Float32Array)[i] as number), 0)

interface Reference {
  text: string
  vector: string
}
const reference = (JSON.parse(readFileSync(minilm.reference, 'utf8')) as Reference[]).map(({ text, vector }) => {
  const bytes = Buffer.from(vector, 'base64')
  return { text, vector: new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4) }
})

describe('the carried embedder', () => {
  test('gives the vectors of the full-precision model to within a cosine of 0.99', async () => {
    const vectors = await open().embed(reference.map(({ text }) => text))
    const cosines = reference.map(({ vector }, i) => dot(vectors[i], vector))
    expect(Math.min(...cosines)).toBeGreaterThan(0.99)
  })

  test('finds the sentence that means the same and not the one that shares words', async () => {
    const [asked, same, other] = await open().embed([
      'How do I reset my password?',
      'I forgot my login credentials',
      'How do I bake my bread?',
    ])
    expect(dot(asked, same)).toBeGreaterThan(dot(asked, other))
  })

  test('gives vectors of length 1', async () => {
    const [vector] = await open().embed(['buy milk'])
    expect(dot(vector, vector)).toBeCloseTo(1, 5)
  })

  test('gives a text the same vector whatever stands beside it', async () => {
    const [alone] = await open().embed(['buy milk'])
    const [, beside] = await open().embed([reference.at(-1)?.text ?? '', 'buy milk'])
    expect(beside).toEqual(alone)
  })

  test('reads the first 256 tokens of a long text, and no more', async () => {
    const long = 'report '.repeat(254)
    const [whole, longer, shorter] = await open().embed([long, `${long} banana banana`, 'report '.repeat(200)])
    expect(longer).toEqual(whole)
    expect(shorter).not.toEqual(whole)
  })

  test('answers nothing for nothing and a vector for an empty text', async () => {
    expect(await open().embed([])).toEqual([])
    expect((await open().embed(['']))[0]).toHaveLength(384)
  })

  test('lets a short call pass a long one', async () => {
    const order: string[] = []
    open()
    const long = embedder?.embed(Array.from({ length: 40 }, (_, i) => `sentence number ${i}`)).then(() => order.push('long'))
    const short = embedder?.embed(['now']).then(() => order.push('short'))
    await Promise.all([long, short])
    expect(order).toEqual(['short', 'long'])
  })

  test('closed in the middle of its work it refuses the call and leaves the process alive', async () => {
    const own = open()
    const call = own.embed(Array.from({ length: 400 }, () => reference.at(-1)?.text ?? ''))
    await sleep(700)
    await Promise.all([own.close(), expect(call).rejects.toMatchObject({ code: 'models.embedder_closed' })])
  })

  test('a cancelled call ends with the reason and the next one is answered', async () => {
    const stop = new AbortController()
    const own = open()
    const call = own.embed(['a', 'b', 'c'], stop.signal)
    stop.abort(new Error('no longer wanted'))
    await expect(call).rejects.toThrow('no longer wanted')
    expect(await own.embed(['d'])).toHaveLength(1)
  })

  test('says why when the weights cannot be read', async () => {
    const call = open({}, { model: '/no/such/model.onnx' }).embed(['a'])
    await expect(call).rejects.toMatchObject({ code: 'models.embedder_unavailable' })
  })

  test('refuses a model whose vectors are not as long as promised', async () => {
    const call = open({}, { dimension: 768 }).embed(['a'])
    await expect(call).rejects.toThrow('its vectors have 384 numbers, not 768')
  })
})

describe('a worker', () => {
  const threadOf = async (own: Embedder) => (await own.embed(['fine']))[0]?.[0]

  test('serves call after call while it is busy', async () => {
    const own = faulty({ idleAfter: 60_000 })
    expect(await threadOf(own)).toBe(await threadOf(own))
  })

  test('ends when idle, and another one serves the next call', async () => {
    const own = faulty({ idleAfter: 20 })
    const first = await threadOf(own)
    await sleep(300)
    expect(await threadOf(own)).not.toBe(first)
  })

  test('is started again after a crash, and the call is answered', async () => {
    const own = faulty()
    await own.embed(['crash once'])
    expect((await own.embed(['fine']))[0]).toHaveLength(384)
  })

  test('fails the call when the same text ends it twice', async () => {
    await expect(faulty().embed(['crash'])).rejects.toMatchObject({ code: 'models.embedder_crashed' })
  })

  test('is given up at the deadline, and the next call gets a new one', async () => {
    const own = faulty({ timeout: 3_000 })
    await expect(own.embed(['loop'])).rejects.toMatchObject({ code: 'models.embedder_timed_out' })
    expect(await own.embed(['fine'])).toHaveLength(1)
  })
})
