import { performance } from 'node:perf_hooks'
import { type Context, newId } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { newDocument } from '../../packages/memory/documents/take-in.ts'
import { writeText } from '../../packages/memory/documents/text.ts'
import { ChunkIndex } from '../../packages/memory/index/chunk-index.ts'
import { indexFolder } from '../../packages/memory/index/folder.ts'
import type { ChunkRow } from '../../packages/memory/index/row.ts'
import { tableOf } from '../../packages/memory/index/space.ts'
import { MemoryProcess } from '../../packages/memory/process/memory-process.ts'
import { depth, recall, type SearchDeps } from '../../packages/memory/retrieve/search.ts'
import { store } from '../../packages/memory/store.ts'
import { installation } from '../../packages/memory/testing/installation.ts'
import { termsOf } from '../../packages/memory/text/analyse.ts'
import { percentile } from '../figure.ts'
import { readMaterial, readQuestions } from './material.ts'
import { carriedSpace } from './world.ts'

const dimension = 384
const chunksADocument = 10
const wordsAChunk = 90
const batch = 5000
const callers = 20

/** Numbers that are the same in every run. */
function* numbers(seed: number): Generator<number> {
  let state = seed
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state / 2 ** 32
  }
}

/** Words as texts have them: those of the material, few of them often and most of them seldom, and names that no two documents share. */
function writer(seed: number): () => string {
  const random = numbers(seed)
  const next = () => random.next().value as number
  const words = [...new Set(readMaterial().flatMap(({ content }) => content.match(/\p{L}{3,}/gu) ?? []))]
  return () =>
    Array.from({ length: wordsAChunk }, () => {
      const rank = Math.floor(words.length * next() ** 3)
      return next() < 0.02 ? `${words[rank]}${Math.floor(next() * 100_000)}` : words[rank]
    }).join(' ')
}

/** Vectors that lie in clusters, as those of texts do. */
function vectors(seed: number): () => Float32Array {
  const random = numbers(seed)
  const next = () => (random.next().value as number) - 0.5
  const centres = Array.from({ length: 500 }, () => Float32Array.from({ length: dimension }, next))
  return () => {
    const centre = centres[Math.floor((next() + 0.5) * centres.length)] as Float32Array
    const vector = centre.map(x => x + 0.6 * next())
    const length = Math.hypot(...vector)
    return vector.map(x => x / length)
  }
}

/** Prints how long a search takes among so many passages, one alone and many at once, with all it does: reading the question, embedding it, both searches, the order and the texts. */
export async function scale(sizes: readonly number[]): Promise<void> {
  const sqlite = dialects[0]
  if (!sqlite) throw new Error('there is always SQLite')
  const world = await installation(sqlite)
  const folder = `${world.dataDir}/memory`
  const index = new ChunkIndex({ folder: indexFolder(folder, world.ctx.workspaceId), table: tableOf(carriedSpace), space: carriedSpace })
  const write = writer(1)
  const vector = vectors(2)
  const source = newId()
  const questions = readQuestions().map(({ question }) => question)
  let written = 0
  const all: { id: string; vector: Float32Array }[] = []
  try {
    for (const size of sizes) {
      const began = performance.now()
      while (written < size) {
        const rows = await documents(world.storage.unitOfWork.writing, world.ctx, source, Math.min(batch, size - written), write, vector)
        await index.add(rows)
        written += rows.length
        for (const row of rows) all.push({ id: row.id, vector: row.vector })
      }
      const added = performance.now()
      await index.tidy()
      const tidied = performance.now()
      console.log(
        `\n${size.toLocaleString('en')} passages: ${Math.round((size / (added - began)) * 1000)} a second written, index ${((tidied - added) / 1000).toFixed(1)} s`,
      )
      const held = new MemoryProcess({ folder, modelsDir: undefined })
      const deps: SearchDeps = {
        index: held.index(world.ctx.workspaceId, carriedSpace),
        embed: texts => held.embed(carriedSpace.id, texts, 'query'),
        visible: { sources: [source], documents: [] },
      }
      const one = async (question: string) => {
        const start = performance.now()
        await recall(deps, world.ctx, question, {}, 10)
        return performance.now() - start
      }
      for (const question of questions.slice(0, 20)) await one(question)
      const alone: number[] = []
      for (const question of questions.slice(0, 150)) alone.push(await one(question))
      const together: number[] = []
      const waiting = questions.slice(0, 200)
      await Promise.all(
        Array.from({ length: callers }, async () => {
          for (let question = waiting.pop(); question !== undefined; question = waiting.pop()) together.push(await one(question))
        }),
      )
      const shown = (times: number[]) => `p50 ${percentile(times, 0.5).toFixed(0)} ms, p99 ${percentile(times, 0.99).toFixed(0)} ms`
      console.log(`  search alone        ${shown(alone)}   (aim at 100,000: 25 and 100 ms)`)
      console.log(`  with ${callers} callers     ${shown(together)}`)
      console.log(`  recall@10 of the index against every vector ${(await recallOf(index, all, vector)).toFixed(3)}   (aim: 0.95)`)
      await held.close()
    }
  } finally {
    await index.close()
    await world.close()
  }
}

type Writing = Awaited<ReturnType<typeof installation>>['storage']['unitOfWork']['writing']

/** Writes documents with their texts and gives their passages. */
async function documents(
  writing: Writing,
  ctx: Context,
  source: string,
  count: number,
  write: () => string,
  vector: () => Float32Array,
): Promise<ChunkRow[]> {
  const at = ctx.clock.now().toISOString()
  const rows: ChunkRow[] = []
  await writing(ctx, async tx => {
    for (let made = 0; made < count; made += chunksADocument) {
      const id = newId()
      const parts = Array.from({ length: Math.min(chunksADocument, count - made) }, write)
      const told = {
        title: `Document ${made}`,
        uri: `made:${id}`,
        source_version: '1',
        at,
        updated_at: at,
        source_id: source,
        external_id: id,
      }
      await store
        .insert(tx, 'memory_document', { ...newDocument({ ...told, category: 'document' }, id), version: '1', status: 'ready' })
        .execute()
      await writeText(tx, id, '1', { text: parts.join('\n\n'), blocks: [] })
      let start = 0
      for (const [position, text] of parts.entries()) {
        rows.push({
          id: `${id}:1:${position}`,
          document: id,
          source,
          version: '1',
          position,
          start,
          end: start + text.length,
          page: 0,
          sheet: '',
          headings: '',
          category: 'document',
          author: '',
          at,
          language: 'en',
          hash: `${id}:${position}`,
          terms: termsOf(text, 'en'),
          vector: vector(),
        })
        start += text.length + 2
      }
    }
  })
  return rows
}

const asked = 40

/** The share of the ten nearest of all vectors that a search finds, for vectors the index does not hold. */
async function recallOf(
  index: ChunkIndex,
  all: readonly { id: string; vector: Float32Array }[],
  vector: () => Float32Array,
): Promise<number> {
  let had = 0
  for (let n = 0; n < asked; n++) {
    const query = vector()
    const near = (one: Float32Array) => one.reduce((sum, x, i) => sum + x * (query[i] as number), 0)
    const exact = all
      .map(one => ({ id: one.id, near: near(one.vector) }))
      .sort((a, b) => b.near - a.near)
      .slice(0, 10)
    const candidates = await index.candidates({ terms: [], kin: [], vectors: [query] }, undefined, depth)
    const nearest = candidates.toSorted((a, b) => b.meaning - a.meaning).slice(0, 10)
    const found = new Set(nearest.map(({ chunk }) => chunk.id))
    had += exact.filter(({ id }) => found.has(id)).length
  }
  return had / (asked * 10)
}
