import { mkdirSync } from 'node:fs'
import { BooleanQuery, type Connection, connect, Index, type IntoVector, MatchQuery, Occur, type Table } from '@lancedb/lancedb'
import { memoryErrors } from '../errors.ts'
import { isLike, tolerance } from '../text/like.ts'
import { oneOf, quoted } from './condition.ts'
import type { Probe } from './probe.ts'
import { type ChunkRow, dimensionOf, rowSchema } from './row.ts'
import type { IndexSpace } from './space.ts'

/** A chunk that was found, without its words and vector. */
export type FoundChunk = Omit<ChunkRow, 'terms' | 'vector' | 'hash'>

/** What is looked for. */
export interface Look {
  /** Words as `termsOf` writes them. */
  terms: string[]
  /** Words that may stand for them. */
  kin: string[]
  /** Of the question, as it is asked and in other words. */
  vectors: Float32Array[]
}

export interface Candidate {
  chunk: FoundChunk
  /** Its words as they are compared. */
  terms: string
  /** Cosine with the nearest of the vectors, 0 to 1. */
  meaning: number
}

const shown = [
  'id',
  'document',
  'source',
  'version',
  'position',
  'start',
  'end',
  'page',
  'sheet',
  'headings',
  'category',
  'author',
  'at',
  'language',
]
/** Below it comparing with every vector takes a few milliseconds and is exact. */
const vectorIndexFrom = 50_000
/** Chunks counted at most; beyond, a word is common. */
const countedMost = 200
/** Counts kept for one who searches, and people they are kept for. */
const countsKept = 2000
/** How much a word that may stand for another tells beside it. */
const kinBoost = 0.4
/** Writes after which small pieces are put together. */
const tidyAfter = 20

export interface ChunkIndexOptions {
  /** Folder of the workspace's tables. */
  folder: string
  /** As `tableOf` names it. */
  table: string
  /** What it is made with where it is not there yet. */
  space?: IndexSpace
}

/**
 * The chunks of one workspace as one embedder sees them. Writes take turns; searches go on beside them. Made at the first write.
 * @throws memory.index_unreadable
 */
export class ChunkIndex {
  readonly #options: ChunkIndexOptions
  #opening: Promise<Table> | undefined
  #connection: Connection | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #writes = 0
  readonly #counts = new Map<string, Map<string, Promise<number>>>()

  constructor(options: ChunkIndexOptions) {
    this.#options = options
  }

  #table(): Promise<Table> {
    this.#opening ??= this.#open().catch(error => {
      this.#opening = undefined
      throw memoryErrors.index_unreadable({ folder: this.#options.folder, reason: (error as Error).message }, { cause: error })
    })
    return this.#opening
  }

  async #open(): Promise<Table> {
    const { folder, table: name, space } = this.#options
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#connection = await connect(folder, { readConsistencyInterval: 0 })
    if ((await this.#connection.tableNames()).includes(name)) return this.#connection.openTable(name)
    if (!space) throw new Error(`there is no table ${name}`)
    const table = await this.#connection.createEmptyTable(name, rowSchema(space))
    await table.createIndex('terms', {
      config: Index.fts({
        baseTokenizer: 'whitespace',
        stem: false,
        removeStopWords: false,
        lowercase: false,
        asciiFolding: false,
        withPosition: false,
      }),
    })
    for (const column of ['id', 'document', 'hash']) await table.createIndex(column, { config: Index.btree() })
    for (const column of ['source', 'category']) await table.createIndex(column, { config: Index.bitmap() })
    return table
  }

  /** One write after another: two at once would conflict. */
  #write<T>(work: (table: Table) => Promise<T>): Promise<T> {
    const done = this.#turn.then(async () => work(await this.#table())).finally(() => this.#counts.clear())
    this.#turn = done.catch(() => {})
    return done
  }

  /** Adds chunks; those whose id is there are replaced. */
  add(rows: ChunkRow[]): Promise<void> {
    return this.#write(async table => {
      if (rows.length === 0) return
      await table
        .mergeInsert('id')
        .whenMatchedUpdateAll()
        .whenNotMatchedInsertAll()
        .execute(rows.map(row => ({ ...row, vector: Array.from(row.vector) })))
      if (++this.#writes % tidyAfter === 0) await this.#tidy(table)
    })
  }

  /** Removes what a document had in other versions than this one; without one, all. */
  remove(document: string, keep?: string): Promise<void> {
    return this.#write(async table => {
      await table.delete(`document = ${quoted(document)}${keep === undefined ? '' : ` and version != ${quoted(keep)}`}`)
    })
  }

  /** Removes all that these documents had. */
  removeAll(documents: string[]): Promise<void> {
    return this.#write(async table => {
      if (documents.length > 0) await table.delete(oneOf('document', documents))
    })
  }

  /** Removes what a document had in this version alone. */
  removeVersion(document: string, version: string): Promise<void> {
    return this.#write(async table => {
      await table.delete(`document = ${quoted(document)} and version = ${quoted(version)}`)
    })
  }

  /** Which versions of which documents are here; of these alone, where some are named. */
  async versions(documents?: string[]): Promise<{ document: string; version: string }[]> {
    const table = await this.#table()
    const which = documents === undefined ? '' : ` and ${oneOf('document', documents)}`
    const rows = await table.query().where(`position = 0${which}`).select(['document', 'version']).toArray()
    return rows.map(row => ({ document: row.document as string, version: row.version as string }))
  }

  /** Chunks of these documents, in all their versions, by position from the last: from one position up to another. */
  async rowsOf(documents: string[], from: number, to: number): Promise<Omit<ChunkRow, 'vector'>[]> {
    const table = await this.#table()
    const rows = await table
      .query()
      .where(`${oneOf('document', documents)} and position >= ${from} and position < ${to}`)
      .select([...shown, 'hash', 'terms'])
      .toArray()
    return rows
      .map(row => ({ ...foundChunk(row), hash: row.hash as string, terms: row.terms as string }))
      .sort((a, b) => b.position - a.position)
  }

  /** What it remembers of its embedder; nothing where it is older than that. */
  async probe(): Promise<Probe | undefined> {
    const { metadata } = await (await this.#table()).schema()
    const probe = metadata.get('probe')
    return probe ? (JSON.parse(probe) as Probe) : undefined
  }

  /** Removes every chunk of a source. */
  removeSource(source: string): Promise<void> {
    return this.#write(async table => {
      await table.delete(`source = ${quoted(source)}`)
    })
  }

  /** Vectors of passages that were embedded before, by their hash. */
  async vectorsOf(hashes: string[]): Promise<Map<string, Float32Array>> {
    const table = await this.#table()
    const rows = await table
      .query()
      .where(oneOf('hash', hashes))
      .select(['hash', 'vector'])
      .limit(hashes.length * 4)
      .toArray()
    return new Map(rows.map(row => [row.hash as string, Float32Array.from(row.vector as Iterable<number>)]))
  }

  /**
   * Chunks with any of the words, the best by BM25, and those whose vectors are nearest, each with its words and its nearness, so that they can be put in order.
   * @param condition over the columns of `ChunkRow`, applied before the search
   * @param limit of each of the two
   */
  async candidates({ terms, kin, vectors }: Look, condition: string | undefined, limit: number): Promise<Candidate[]> {
    const table = await this.#table()
    const words = terms.length + kin.length === 0 ? undefined : eitherOf(terms, kin)
    const columns = [...shown, 'terms', 'vector']
    const found = await Promise.all([
      ...(words
        ? [
            narrowed(table.query().fullTextSearch(words), condition)
              .select([...columns, '_score'])
              .limit(limit)
              .toArray(),
          ]
        : []),
      ...vectors.map(vector =>
        narrowed(
          table
            .vectorSearch(vector as IntoVector)
            .distanceType('cosine')
            .nprobes(40)
            .refineFactor(10),
          condition,
        )
          .select([...columns, '_distance'])
          .limit(limit)
          .toArray(),
      ),
    ])
    const candidates = new Map<string, Candidate>()
    for (const row of found.flat()) {
      const id = row.id as string
      if (candidates.has(id)) continue
      const own = vectorOf(row)
      candidates.set(id, {
        chunk: foundChunk(row),
        terms: row.terms as string,
        meaning: Math.max(0, ...vectors.map(vector => cosine(vector, own))),
      })
    }
    return [...candidates.values()]
  }

  /** How many chunks have any word of each group, as far as they are counted. */
  async frequencies(groups: string[][], condition: string | undefined): Promise<number[]> {
    const table = await this.#table()
    const counts = this.#countsOf(condition)
    return Promise.all(
      groups.map(terms => {
        if (terms.length === 0) return 0
        const words = terms.join(' ')
        const known = counts.get(words)
        if (known) return known
        const counting = narrowed(table.query().fullTextSearch(new MatchQuery(words, 'terms')), condition)
          // Nothing of the rows is read.
          .select(['_score'])
          .limit(countedMost)
          .toArray()
          .then(rows => rows.length)
        counting.catch(() => counts.delete(words))
        counts.set(words, counting)
        return counting
      }),
    )
  }

  /** What was counted since the last write, for those who may see the same. */
  #countsOf(condition = ''): Map<string, Promise<number>> {
    const there = this.#counts.get(condition)
    if (there && there.size < countsKept) return there
    if (this.#counts.size >= countsKept) this.#counts.clear()
    const counts = new Map<string, Promise<number>>()
    this.#counts.set(condition, counts)
    return counts
  }

  /** The words of chunks that are like any of these, as often as they were met: one letter different, two in words from eight letters on. */
  async wordsLike(words: string[], condition: string | undefined): Promise<{ term: string; met: number }[]> {
    const table = await this.#table()
    const rows = await Promise.all(
      words.map(word =>
        narrowed(
          table.query().fullTextSearch(new MatchQuery(word, 'terms', { fuzziness: tolerance(word), prefixLength: 1, maxExpansions: 20 })),
          condition,
        )
          .select(['id', 'terms', '_score'])
          .limit(20)
          .toArray(),
      ),
    )
    const met = new Map<string, number>()
    for (const { terms } of new Map(rows.flat().map(row => [row.id, row])).values())
      for (const term of new Set((terms as string).split(' ')))
        if (words.some(word => isLike(word, term))) met.set(term, (met.get(term) ?? 0) + 1)
    return [...met].map(([term, count]) => ({ term, met: count }))
  }

  async count(condition?: string): Promise<number> {
    return (await this.#table()).countRows(condition)
  }

  /** Puts small pieces together, brings the indexes up to date and makes the vector index once it pays. */
  tidy(): Promise<void> {
    return this.#write(table => this.#tidy(table))
  }

  async #tidy(table: Table): Promise<void> {
    await table.optimize()
    const indexed = (await table.listIndices()).some(index => index.columns.includes('vector'))
    const rows = indexed ? 0 : await table.countRows()
    if (rows >= vectorIndexFrom)
      await table.createIndex('vector', {
        config: Index.ivfPq({
          distanceType: 'cosine',
          numPartitions: Math.round(Math.sqrt(rows)),
          numSubVectors: dimensionOf(await table.schema()) / 8,
        }),
      })
  }

  /** After a removal: nothing of what was removed stays on the disk, in old versions or index tokens. */
  erase(): Promise<void> {
    return this.#write(async table => {
      await table.optimize({ cleanupOlderThan: new Date(Date.now() + 1000), deleteUnverified: true })
    })
  }

  /** Deletes the table. */
  async drop(): Promise<void> {
    await this.#write(async table => {
      table.close()
      await this.#connection?.dropTable(this.#options.table)
    })
    await this.close()
  }

  /** Waits for the writes under way. */
  async close(): Promise<void> {
    await this.#turn
    const table = await this.#opening?.catch(() => undefined)
    table?.close()
    this.#connection?.close()
    this.#opening = undefined
  }
}

function foundChunk(row: Record<string, unknown>): FoundChunk {
  return Object.fromEntries(shown.map(name => [name, row[name]])) as unknown as FoundChunk
}

/** Any of the words; those that may stand for them count less. */
function eitherOf(terms: string[], kin: string[]): BooleanQuery {
  const parts: [Occur, MatchQuery][] = []
  if (terms.length > 0) parts.push([Occur.Should, new MatchQuery(terms.join(' '), 'terms')])
  if (kin.length > 0) parts.push([Occur.Should, new MatchQuery(kin.join(' '), 'terms', { boost: kinBoost })])
  return new BooleanQuery(parts)
}

const narrowed = <Query extends { where(condition: string): unknown }>(query: Query, condition: string | undefined): Query => {
  if (condition !== undefined) query.where(condition)
  return query
}

const vectorOf = (row: Record<string, unknown>): Float32Array => Float32Array.from(row.vector as Iterable<number>)

function cosine(a: Float32Array, b: Float32Array): number {
  let [product, ofA, ofB] = [0, 0, 0]
  for (const [i, x] of a.entries()) {
    const y = b[i] as number
    product += x * y
    ofA += x * x
    ofB += y * y
  }
  return product / Math.sqrt(ofA * ofB || 1)
}
