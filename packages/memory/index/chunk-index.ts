import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { type Connection, connect, Index, type IntoVector, MatchQuery, type Table } from '@lancedb/lancedb'
import { memoryErrors } from '../errors.ts'
import { oneOf, quoted } from './condition.ts'
import { type ChunkRow, rowSchema } from './row.ts'

/** A chunk that was found, without its words and vector. */
export type FoundChunk = Omit<ChunkRow, 'terms' | 'vector' | 'hash'>

export interface Hit {
  chunk: FoundChunk
  /** BM25, larger is better; or the cosine, from -1 to 1. */
  score: number
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
/** Writes after which small pieces are put together. */
const tidyAfter = 20

export interface ChunkIndexOptions {
  /** Folder of the workspace's tables. */
  folder: string
  /** The embedder whose vectors it holds; each has a table of its own. */
  embedder: { id: string; dimension: number }
}

/**
 * The chunks of one workspace as one embedder sees them. Writes take turns; searches go on beside them. Made at the first write.
 * @throws memory.index_unreadable
 */
export class ChunkIndex {
  readonly #options: ChunkIndexOptions
  readonly #name: string
  #opening: Promise<Table> | undefined
  #connection: Connection | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #writes = 0

  constructor(options: ChunkIndexOptions) {
    this.#options = options
    this.#name = `chunks_${createHash('sha256').update(options.embedder.id).digest('hex').slice(0, 12)}`
  }

  #table(): Promise<Table> {
    this.#opening ??= this.#open().catch(error => {
      this.#opening = undefined
      throw memoryErrors.index_unreadable({ folder: this.#options.folder, reason: (error as Error).message }, { cause: error })
    })
    return this.#opening
  }

  async #open(): Promise<Table> {
    mkdirSync(this.#options.folder, { recursive: true, mode: 0o700 })
    this.#connection = await connect(this.#options.folder, { readConsistencyInterval: 0 })
    if ((await this.#connection.tableNames()).includes(this.#name)) return this.#connection.openTable(this.#name)
    const table = await this.#connection.createEmptyTable(this.#name, rowSchema(this.#options.embedder.dimension))
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
    const done = this.#turn.then(async () => work(await this.#table()))
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

  /** Which versions of which documents are here. */
  async versions(): Promise<{ document: string; version: string }[]> {
    const table = await this.#table()
    const rows = await table.query().where('position = 0').select(['document', 'version']).toArray()
    return rows.map(row => ({ document: row.document as string, version: row.version as string }))
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
   * Chunks with any of the words, best first by BM25. @param terms as `termsOf` writes them
   * @param condition over the columns of `ChunkRow`, applied before the search
   */
  async byWords(terms: string[], condition: string | undefined, limit: number): Promise<Hit[]> {
    if (terms.length === 0) return []
    return this.#byQuery(new MatchQuery(terms.join(' '), 'terms'), condition, limit)
  }

  /** Chunks with a word like this one: one letter different, two in words from eight letters on. */
  async byLikeWords(term: string, condition: string | undefined, limit: number): Promise<Hit[]> {
    return this.#byQuery(
      new MatchQuery(term, 'terms', { fuzziness: term.length < 8 ? 1 : 2, prefixLength: 1, maxExpansions: 20 }),
      condition,
      limit,
    )
  }

  async #byQuery(match: MatchQuery, condition: string | undefined, limit: number): Promise<Hit[]> {
    const table = await this.#table()
    let query = table.query().fullTextSearch(match)
    if (condition !== undefined) query = query.where(condition)
    const rows = await query
      .select([...shown, '_score'])
      .limit(limit)
      .toArray()
    return rows.map(row => ({ chunk: foundChunk(row), score: row._score as number }))
  }

  /** Chunks whose vectors are nearest. */
  async byVector(vector: Float32Array, condition: string | undefined, limit: number): Promise<Hit[]> {
    const table = await this.#table()
    let query = table
      .vectorSearch(vector as IntoVector)
      .distanceType('cosine')
      .nprobes(40)
      .refineFactor(10)
    if (condition !== undefined) query = query.where(condition)
    const rows = await query
      .select([...shown, '_distance'])
      .limit(limit)
      .toArray()
    return rows.map(row => ({ chunk: foundChunk(row), score: 1 - (row._distance as number) }))
  }

  /** Chunks of a document's text in this version between two positions, in order. */
  async around(document: string, version: string, from: number, to: number): Promise<FoundChunk[]> {
    const table = await this.#table()
    const rows = await table
      .query()
      .where(`document = ${quoted(document)} and version = ${quoted(version)} and position >= ${from} and position <= ${to}`)
      .select(shown)
      .toArray()
    return rows.map(foundChunk).sort((a, b) => a.position - b.position)
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
          numSubVectors: this.#options.embedder.dimension / 8,
        }),
      })
  }

  /** After a removal: nothing of what was removed stays on the disk, in old versions or index tokens. */
  erase(): Promise<void> {
    return this.#write(async table => {
      await table.optimize({ cleanupOlderThan: new Date(Date.now() + 1000), deleteUnverified: true })
    })
  }

  /** Deletes all tables of the workspace, of this embedder and others. */
  async destroy(): Promise<void> {
    await this.close()
    rmSync(this.#options.folder, { recursive: true, force: true })
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
