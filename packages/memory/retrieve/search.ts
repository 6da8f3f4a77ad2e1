import type { Context } from '@atom/kernel'
import type { Support } from '../answer/support.ts'
import type { Place } from '../documents/places.ts'
import { readPassage } from '../documents/text.ts'
import type { Visible } from '../documents/visible.ts'
import { oneOf, quoted } from '../index/condition.ts'
import type { WorkspaceIndex } from '../process/protocol.ts'
import { type Category, store } from '../store.ts'
import { queryTerms } from '../text/analyse.ts'
import { askedIn, glossOf } from '../text/lexicon.ts'
import { tokensOf } from '../text/tokens.ts'
import { readAsked } from './asked.ts'
import { type KnownTerm, knownTerms } from './known-terms.ts'
import { type Ranked, rank, type Weights } from './rank.ts'
import { isSameThing, orderVersions } from './versions.ts'

export interface Filters {
  sources?: string[]
  categories?: Category[]
  documents?: string[]
  author?: string
  /** UTC ISO 8601: written from, and before. */
  from?: string
  before?: string
}

/** A passage with the place it stands at. `start` and `end` are characters of the document's text. */
export interface Passage extends Place {
  documentId: string
  title: string
  uri: string
  text: string
  page?: number
  sheet?: string
  heading?: string
  start: number
  end: number
  /** 0 to 1. */
  score: number
  /** UTC ISO 8601. */
  at: string
  category: Category
}

export interface SearchDeps {
  index: WorkspaceIndex
  /** Of questions, in the space of the index. */
  embed(texts: string[]): Promise<Float32Array[]>
  /** What a cosine of its vectors says, as one of the carried model; the same unless told. */
  nearness?(cosine: number): number
  visible: Visible
  weights?: Weights
  /** Told of passages the condition let through though they may not be seen: always a defect. */
  onLeak?: (documentIds: string[]) => void
}

/** A passage with how well it bears on what was asked. */
export type Recalled = Passage & { support: Support }

/** What comes to mind at a question. */
export interface Recall {
  /** The best first. */
  passages: Recalled[]
  /** The words of the question, as they stand in the passages. */
  terms: KnownTerm[]
}

/** Candidates of each half: more than are shown, for the order is made anew. */
export const depth = 60

/** The passages alone, as they are shown. */
export const withoutSupport = ({ passages }: Recall): Passage[] => passages.map(({ support: _, ...passage }) => passage)

/** Passages that answer to a query, best first, of what the person may see. */
export async function recall(deps: SearchDeps, ctx: Context, query: string, filters: Filters, limit: number): Promise<Recall> {
  const { index, embed, weights } = deps
  const condition = conditionOf(deps.visible, filters)
  const [terms, vectors] = await Promise.all([
    knownTerms(index, queryTerms(query), condition),
    weights?.vector === 0 ? ([] as Float32Array[]) : embed(readings(query)),
  ])
  // What was mistyped is embedded as it was meant.
  const meant = spelled(query, terms)
  if (meant !== query && weights?.vector !== 0) vectors.push(...(await embed(readings(meant))))
  const look = weights?.words === 0 ? { terms: [], kin: [] } : wordsOf(terms)
  const candidates = await index.candidates({ ...look, vectors }, condition, Math.max(depth, limit * 2))
  const documents = await documentsOf(deps, ctx, [...new Set(candidates.map(({ chunk }) => chunk.document))])
  const counted = candidates.flatMap(candidate => {
    const document = documents.get(candidate.chunk.document)
    const meaning = deps.nearness?.(candidate.meaning) ?? candidate.meaning
    return document && document.version === candidate.chunk.version ? [{ ...candidate, meaning, document }] : []
  })
  const asked = readAsked(query)
  const ranked = rank(counted, terms, asked, weights)
  return { terms, passages: await passagesOf(ctx, orderVersions(ranked, asked, ctx.clock.now()), limit) }
}

/** The query as a model that reads English may take it: as it is, and word by word in English where it is asked in German. */
const readings = (query: string): string[] => (askedIn(query) === 'de' ? [query, glossOf(query)] : [query])

/** The query with what was mistyped in the spelling of the index. */
function spelled(query: string, terms: readonly KnownTerm[]): string {
  const like = new Map(terms.flatMap(({ word, meant }) => (meant === undefined ? [] : [[word, meant]])))
  if (like.size === 0) return query
  let [text, from] = ['', 0]
  for (const { word, start, end } of tokensOf(query)) {
    text += query.slice(from, start) + (like.get(word) ?? query.slice(start, end))
    from = end
  }
  return text + query.slice(from)
}

/** The words to look for, and those that may stand for them. */
function wordsOf(terms: readonly KnownTerm[]): { terms: string[]; kin: string[] } {
  const all = terms.flatMap(term => [term, ...term.parts])
  return {
    terms: [...new Set(terms.flatMap(term => [...term.terms, ...term.like]))],
    kin: [
      ...new Set([
        ...terms.flatMap(({ parts }) => parts.flatMap(part => part.terms)),
        ...all.flatMap(({ kin }) => kin.flatMap(one => one.terms)),
      ]),
    ],
  }
}

/** Looks only where the person may: seen is what lies in a source that may be seen, or is a document that may. */
export function conditionOf(visible: Visible, filters: Filters): string {
  const parts = [`(${oneOf('source', visible.sources)} or ${oneOf('document', visible.documents)})`]
  if (filters.sources) parts.push(oneOf('source', filters.sources))
  if (filters.categories) parts.push(oneOf('category', filters.categories))
  if (filters.documents) parts.push(oneOf('document', filters.documents))
  if (filters.author !== undefined) parts.push(`author = ${quoted(filters.author.toLowerCase())}`)
  if (filters.from !== undefined) parts.push(`at >= ${quoted(filters.from)}`)
  if (filters.before !== undefined) parts.push(`at < ${quoted(filters.before)}`)
  return parts.join(' and ')
}

export interface FoundDocument {
  id: string
  source_id: string
  title: string
  uri: string
  version: string | null
  at: string
  category: string
}

/** The documents candidates are of, seen once more by who may see them. */
export async function documentsOf(deps: SearchDeps, ctx: Context, ids: string[]): Promise<Map<string, FoundDocument>> {
  if (ids.length === 0) return new Map()
  const rows = await store
    .from(ctx, 'memory_document')
    .select(['id', 'source_id', 'title', 'uri', 'version', 'at', 'category'])
    .where('id', 'in', ids)
    .execute()
  const { sources, documents } = deps.visible
  const leaked = rows.filter(row => !sources.includes(row.source_id) && !documents.includes(row.id)).map(row => row.id)
  if (leaked.length > 0) deps.onLeak?.(leaked)
  return new Map(rows.filter(row => !leaked.includes(row.id)).map(row => [row.id, row]))
}

/** What a passage is made of. */
type Chosen = Pick<Ranked, 'chunk' | 'document' | 'score' | 'support'>

/** The best passages with their text: no two that overlap, and of copies and versions of one document that say the same only the first. */
export async function passagesOf(ctx: Context, ranked: readonly Chosen[], limit: number): Promise<Recalled[]> {
  const chosen: Chosen[] = []
  for (const one of ranked) {
    const { chunk } = one
    if (chosen.some(({ chunk: other }) => other.document === chunk.document && other.start < chunk.end && chunk.start < other.end)) continue
    chosen.push(one)
  }
  const passages: Recalled[] = []
  for (let from = 0; from < chosen.length && passages.length < limit; from += limit)
    for (const passage of await readAll(ctx, chosen.slice(from, from + limit)))
      if (passages.length < limit && !passages.some(other => isCopy(passage, other))) passages.push(passage)
  return passages
}

/** Records are never copies of one another: two tasks may have the same words. */
const isCopy = (a: Recalled, b: Recalled): boolean =>
  a.category === 'document' && a.documentId !== b.documentId && a.text === b.text && isSameThing(a.title, b.title)

function readAll(ctx: Context, chosen: readonly Chosen[]): Promise<Recalled[]> {
  return Promise.all(
    chosen.map(async ({ chunk, document, score, support }) => ({
      documentId: chunk.document,
      title: document.title,
      uri: document.uri,
      ...(await readPassage(ctx, chunk.document, chunk.version, chunk.start, chunk.end)),
      ...(chunk.page === 0 ? {} : { page: chunk.page }),
      ...(chunk.sheet === '' ? {} : { sheet: chunk.sheet }),
      ...(chunk.headings === '' ? {} : { heading: chunk.headings.split('\n').join(' › ') }),
      start: chunk.start,
      end: chunk.end,
      score: Math.round(Math.max(0, Math.min(1, score)) * 1000) / 1000,
      at: document.at,
      category: document.category as Category,
      support,
    })),
  )
}
