import type { Context } from '@atom/kernel'
import { type Support, wordsIn } from '../answer/support.ts'
import { readText } from '../documents/text.ts'
import type { Visible } from '../documents/visible.ts'
import { oneOf, quoted } from '../index/condition.ts'
import type { MemoryProcess } from '../process/memory-process.ts'
import type { WorkspaceIndex } from '../process/protocol.ts'
import { type Category, store } from '../store.ts'
import { queryTerms, stemsOf } from '../text/analyse.ts'
import { languageOf } from '../text/language.ts'
import { tokensOf } from '../text/tokens.ts'
import { type Fused, fuse, type Weights } from './fuse.ts'
import { type KnownTerm, knownTerms } from './known-terms.ts'
import { likeWords, meantBy } from './like-words.ts'

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
export interface Passage {
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
  embed: MemoryProcess['embed']
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

const usualWeights: Weights = { words: 0.6, vector: 0.4 }
/** Candidates of each half for a passage that is wanted. */
const depth = 5

/** Passages that answer to a query, best first, of what the person may see. */
export async function search(deps: SearchDeps, ctx: Context, query: string, filters: Filters, limit: number): Promise<Passage[]> {
  const { passages } = await recall(deps, ctx, query, filters, limit)
  return passages.map(({ support: _, ...passage }) => passage)
}

/** As `search`, with how well each passage bears on the query. */
export async function recall(deps: SearchDeps, ctx: Context, query: string, filters: Filters, limit: number): Promise<Recall> {
  const { index, embed } = deps
  const condition = conditionOf(deps.visible, filters)
  const asked = queryTerms(query)
  const [[vector], known] = await Promise.all([embed([query], ctx.signal), knownTerms(index, asked, condition)])
  const [words, vectors, ...like] = await Promise.all([
    index.byWords([...new Set(known.flatMap(term => term.terms))], condition, limit * depth),
    index.byVector(vector as Float32Array, condition, limit * depth),
    ...known.map(term => likeWords(index, term, condition, limit)),
  ])
  const passages = await passagesOf(deps, ctx, fuse([...words, ...like.flat()], vectors, deps.weights ?? usualWeights), limit)
  const texts = passages.map(({ text }) => [...tokensOf(text)].map(token => token.word))
  const terms = known.map(term =>
    term.unknown ? { ...term, terms: [...term.terms, ...texts.flatMap(tokens => meantBy(term.word, tokens)).flatMap(stemsOf)] } : term,
  )
  return {
    terms,
    passages: passages.map(({ meaning, ...passage }) => ({
      ...passage,
      support: {
        words: wordsIn(`${passage.title} ${passage.heading ?? ''} ${passage.text}`, languageOf(passage.text), terms),
        meaning,
      },
    })),
  }
}

/** Looks only where the person may: seen is what lies in a source that may be seen, or is a document that may. */
function conditionOf(visible: Visible, filters: Filters): string {
  const parts = [`(${oneOf('source', visible.sources)} or ${oneOf('document', visible.documents)})`]
  if (filters.sources) parts.push(oneOf('source', filters.sources))
  if (filters.categories) parts.push(oneOf('category', filters.categories))
  if (filters.documents) parts.push(oneOf('document', filters.documents))
  if (filters.author !== undefined) parts.push(`author = ${quoted(filters.author.toLowerCase())}`)
  if (filters.from !== undefined) parts.push(`at >= ${quoted(filters.from)}`)
  if (filters.before !== undefined) parts.push(`at < ${quoted(filters.before)}`)
  return parts.join(' and ')
}

/** The best passages with their text: of content that counts, seen once more by who may see it, and no two that overlap. */
async function passagesOf(deps: SearchDeps, ctx: Context, fused: Fused[], limit: number): Promise<(Passage & { meaning: number })[]> {
  const ids = [...new Set(fused.map(({ chunk }) => chunk.document))]
  if (ids.length === 0) return []
  const rows = await store
    .from(ctx, 'memory_document')
    .select(['id', 'source_id', 'title', 'uri', 'version', 'at', 'category'])
    .where('id', 'in', ids)
    .execute()
  const documents = new Map(rows.map(row => [row.id, row]))
  const { sources, documents: single } = deps.visible
  const leaked = rows.filter(row => !sources.includes(row.source_id) && !single.includes(row.id)).map(row => row.id)
  if (leaked.length > 0) deps.onLeak?.(leaked)
  const passages: (Passage & { meaning: number })[] = []
  for (const { chunk, score, meaning } of fused) {
    const document = documents.get(chunk.document)
    if (!document || document.version !== chunk.version || leaked.includes(chunk.document)) continue
    if (passages.some(other => other.documentId === chunk.document && other.start < chunk.end && chunk.start < other.end)) continue
    passages.push({
      documentId: chunk.document,
      title: document.title,
      uri: document.uri,
      text: await readText(ctx, chunk.document, chunk.version, chunk.start, chunk.end),
      ...(chunk.page === 0 ? {} : { page: chunk.page }),
      ...(chunk.sheet === '' ? {} : { sheet: chunk.sheet }),
      ...(chunk.headings === '' ? {} : { heading: chunk.headings.split('\n').join(' › ') }),
      start: chunk.start,
      end: chunk.end,
      score: Math.round(Math.min(1, score) * 1000) / 1000,
      at: document.at,
      meaning,
      category: document.category as Category,
    })
    if (passages.length === limit) break
  }
  return passages
}
