import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { termsOf } from '../text/analyse.ts'
import { ChunkIndex } from './chunk-index.ts'
import { oneOf } from './condition.ts'
import type { ChunkRow } from './row.ts'

/** Documents found by words alone. */
const byWords = async (terms: string[], condition?: string) =>
  (await index.candidates({ terms, kin: [], vectors: [] }, condition, 10)).map(({ chunk }) => chunk.document)

let folder: string
let index: ChunkIndex
const open = () =>
  new ChunkIndex({
    folder,
    table: 'chunks',
    space: { id: 'test', dimension: 4, generation: 0, probe: { vector: 'AACAPw==', unrelated: 0.1, related: 0.6 } },
  })
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atom-index-'))
  index = open()
})
afterEach(async () => {
  await index.close()
  rmSync(folder, { recursive: true, force: true })
})

const row = (document: string, text: string, vector: number[], more: Partial<ChunkRow> = {}): ChunkRow => ({
  id: `${document}:${more.version ?? 'v1'}:${more.position ?? 0}`,
  document,
  source: 's1',
  version: 'v1',
  position: 0,
  start: 0,
  end: text.length,
  page: 0,
  sheet: '',
  headings: '',
  category: 'document',
  author: '',
  at: '2026-11-24T09:00:00.000Z',
  language: 'en',
  hash: text,
  terms: termsOf(text, 'en'),
  vector: Float32Array.from(vector),
  ...more,
})

const files = (dir: string): string[] =>
  readdirSync(dir).flatMap(name => (statSync(join(dir, name)).isDirectory() ? files(join(dir, name)) : [join(dir, name)]))

describe('the index of chunks', () => {
  test('words find what has them, the rare word counts most, and only within the condition', async () => {
    await index.add([
      row('a', 'The delivery date is in March', [1, 0, 0, 0]),
      row('b', 'The delivery of the delivery', [0, 1, 0, 0]),
      row('c', 'A delivery date in march', [0, 0, 1, 0], { source: 's2' }),
    ])
    expect((await byWords(['march'])).sort()).toEqual(['a', 'c'])
    expect(await byWords(['march'], oneOf('source', ['s1']))).toEqual(['a'])
    expect(await byWords(['march'], oneOf('source', []))).toEqual([])
    expect(await byWords(["o'brien", '"', '(', '*'])).toEqual([])
    expect(await index.frequencies([['march'], ['deliveri'], ['march', 'deliveri'], ['never'], []], undefined)).toEqual([2, 3, 3, 0, 0])
    expect(await index.frequencies([['march']], oneOf('source', ['s1']))).toEqual([1])
    await index.remove('c')
    expect(await index.frequencies([['march']], undefined)).toEqual([1])
  })

  test('what may stand for a word is found as well', async () => {
    await index.add([row('a', 'the fee is high', [1, 0, 0, 0]), row('b', 'the price of it', [0, 1, 0, 0])])
    const found = await index.candidates({ terms: ['price'], kin: ['fee'], vectors: [] }, undefined, 10)
    expect(found.map(({ chunk }) => chunk.document).sort()).toEqual(['a', 'b'])
  })

  test('a word with a wrong letter finds the right one', async () => {
    await index.add([
      row('a', 'Payment to Northwind, again Northwind', [1, 0, 0, 0]),
      row('b', 'for Northwind', [1, 0, 0, 0], { source: 's2' }),
    ])
    await index.tidy()
    expect(await index.wordsLike(['nortwhind'], undefined)).toEqual([{ term: 'northwind', met: 2 }])
    expect(await index.wordsLike(['nortwhind'], oneOf('source', ['s2']))).toEqual([{ term: 'northwind', met: 1 }])
    expect(await index.wordsLike(['soutwhind'], undefined)).toEqual([])
  })

  test('a vector finds the nearest, each with its cosine to the nearest of several', async () => {
    await index.add([row('a', 'x', [1, 0, 0, 0]), row('b', 'y', [0.6, 0.8, 0, 0])])
    const near = async (...vectors: number[][]) =>
      (await index.candidates({ terms: [], kin: [], vectors: vectors.map(one => Float32Array.from(one)) }, undefined, 2))
        .map(({ chunk, meaning, terms }) => [chunk.document, Math.round(meaning * 10) / 10, terms])
        .sort()
    expect(await near([0, 1, 0, 0])).toEqual([
      ['a', 0, 'x'],
      ['b', 0.8, 'y'],
    ])
    expect(await near([0, 1, 0, 0], [1, 0, 0, 0])).toEqual([
      ['a', 1, 'x'],
      ['b', 0.8, 'y'],
    ])
  })

  test('a document is replaced without a moment in which it is missing, and the left over goes', async () => {
    await index.add([row('a', 'old words', [1, 0, 0, 0])])
    await index.add([row('a', 'new words', [1, 0, 0, 0], { version: 'v2' })])
    expect(await index.count()).toBe(2)
    await index.remove('a', 'v2')
    const versions = async (term: string) =>
      (await index.candidates({ terms: [term], kin: [], vectors: [] }, undefined, 10)).map(({ chunk }) => chunk.version)
    expect(await versions('words')).toEqual([])
    expect(await versions(termsOf('words', 'en'))).toEqual(['v2'])
  })

  test('the same rows twice count once', async () => {
    await index.add([row('a', 'once', [1, 0, 0, 0])])
    await index.add([row('a', 'once', [1, 0, 0, 0])])
    expect(await index.count()).toBe(1)
  })

  test('the vector of a passage that was embedded is known', async () => {
    await index.add([row('a', 'x', [1, 0, 0, 0])])
    expect(await index.vectorsOf(['x', 'unknown'])).toEqual(new Map([['x', Float32Array.from([1, 0, 0, 0])]]))
  })

  test('what is erased is in no file any more', async () => {
    await index.add([row('a', 'canarybird sings', [1, 0, 0, 0]), row('b', 'other words', [0, 1, 0, 0])])
    await index.tidy()
    const holds = () => files(folder).filter(file => readFileSync(file).includes('canarybird'))
    expect(holds().length).toBeGreaterThan(0)
    await index.remove('a')
    await index.erase()
    expect(holds()).toEqual([])
    expect(await byWords(['other'])).toEqual(['b'])
  })

  test('it is there after a restart, and remembers its embedder', async () => {
    await index.add([row('a', 'kept', [1, 0, 0, 0])])
    await index.tidy()
    await index.close()
    index = open()
    expect(await index.count()).toBe(1)
    expect(await index.probe()).toEqual({ vector: 'AACAPw==', unrelated: 0.1, related: 0.6 })
  })
})
