import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { termsOf } from '../text/analyse.ts'
import { ChunkIndex } from './chunk-index.ts'
import { oneOf } from './condition.ts'
import type { ChunkRow } from './row.ts'

let folder: string
let index: ChunkIndex
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atom-index-'))
  index = new ChunkIndex({ folder, embedder: { id: 'test', dimension: 4 } })
})
afterEach(async () => {
  await index.destroy()
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
    const all = await index.byWords(['march'], undefined, 10)
    expect(all.map(hit => hit.chunk.document).sort()).toEqual(['a', 'c'])
    const some = await index.byWords(['march'], oneOf('source', ['s1']), 10)
    expect(some.map(hit => hit.chunk.document)).toEqual(['a'])
    expect(await index.byWords(['march'], oneOf('source', []), 10)).toEqual([])
    expect(await index.byWords(["o'brien", '"', '(', '*'], undefined, 10)).toEqual([])
  })

  test('a word with a wrong letter finds the right one', async () => {
    await index.add([row('a', 'Payment to Northwind', [1, 0, 0, 0])])
    await index.tidy()
    expect((await index.byLikeWords('nortwhind', undefined, 10)).map(hit => hit.chunk.document)).toEqual(['a'])
  })

  test('a vector finds the nearest first, with the cosine', async () => {
    await index.add([row('a', 'x', [1, 0, 0, 0]), row('b', 'y', [0.6, 0.8, 0, 0])])
    const hits = await index.byVector(Float32Array.from([0, 1, 0, 0]), undefined, 2)
    expect(hits.map(hit => [hit.chunk.document, Math.round(hit.score * 10) / 10])).toEqual([
      ['b', 0.8],
      ['a', 0],
    ])
  })

  test('a document is replaced without a moment in which it is missing, and the left over goes', async () => {
    await index.add([row('a', 'old words', [1, 0, 0, 0])])
    await index.add([row('a', 'new words', [1, 0, 0, 0], { version: 'v2' })])
    expect(await index.count()).toBe(2)
    await index.remove('a', 'v2')
    expect((await index.byWords(['words'], undefined, 10)).map(hit => hit.chunk.version)).toEqual([])
    expect((await index.byWords([termsOf('words', 'en')], undefined, 10)).map(hit => hit.chunk.version)).toEqual(['v2'])
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
    expect((await index.byWords(['other'], undefined, 10)).map(hit => hit.chunk.document)).toEqual(['b'])
  })

  test('it is there after a restart', async () => {
    await index.add([row('a', 'kept', [1, 0, 0, 0])])
    await index.close()
    index = new ChunkIndex({ folder, embedder: { id: 'test', dimension: 4 } })
    expect(await index.count()).toBe(1)
  })
})
