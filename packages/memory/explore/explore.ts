import type { Exploration, FoundPassage } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import { supports } from '../answer/support.ts'
import type { Filters, Recall } from '../retrieve/search.ts'
import { type Category, store } from '../store.ts'
import { languageOf } from '../text/language.ts'
import { type FacetedDocument, facetsOf } from './facets.ts'
import { marksIn } from './marks.ts'

/** Passages looked at for the counts: more than are shown. */
const counted = 50

/** What a person sees of a search: passages with the words of the query marked in them, and what they can be narrowed to. */
export async function explore(
  recall: (filters: Filters, limit: number) => Promise<Recall>,
  ctx: Context,
  filters: Filters,
  limit: number,
): Promise<Exploration> {
  const { passages, terms } = await recall(filters, Math.max(limit, counted))
  const documents = await documentsOf(ctx, passages)
  const words = new Set(terms.flatMap(term => [...term.terms, ...term.like]))
  // What is only the closest there is does not count.
  const found = passages.filter(({ support }) => supports(support)).flatMap(({ documentId }) => documents.get(documentId) ?? [])
  const facets = await facetsOf(filters, found, async others => {
    const said = (await recall(others, counted)).passages.filter(({ support }) => supports(support))
    return [...(await documentsOf(ctx, said)).values()]
  })
  const items = passages.slice(0, limit).flatMap(({ support, ...passage }): FoundPassage[] => {
    const document = documents.get(passage.documentId)
    if (!document) return []
    return [
      {
        ...passage,
        source: document.source,
        sourceName: document.sourceName,
        mediaType: document.mediaType,
        ...(document.author ? { author: document.author } : {}),
        marks: marksIn(passage.text, languageOf(passage.text), words),
        supported: supports(support),
      },
    ]
  })
  return { items, facets }
}

type Document = FacetedDocument & { mediaType: string }

async function documentsOf(ctx: Context, passages: { documentId: string }[]): Promise<Map<string, Document>> {
  const ids = [...new Set(passages.map(({ documentId }) => documentId))]
  if (ids.length === 0) return new Map()
  const rows = await store
    .from(ctx, 'memory_document')
    .innerJoin('memory_source', join =>
      join
        .onRef('memory_source.workspace_id', '=', 'memory_document.workspace_id')
        .onRef('memory_source.id', '=', 'memory_document.source_id'),
    )
    .select([
      'memory_document.id as id',
      'memory_document.category as category',
      'memory_document.author as author',
      'memory_document.media_type as mediaType',
      'memory_document.source_id as source',
      'memory_source.name as sourceName',
    ])
    .where('memory_document.id', 'in', ids)
    .execute()
  // Of what a person had remembered the author is that person, by id.
  return new Map(
    rows.map(({ author, ...row }) => [
      row.id,
      { ...row, category: row.category as Category, author: row.category === 'user' ? null : author },
    ]),
  )
}
