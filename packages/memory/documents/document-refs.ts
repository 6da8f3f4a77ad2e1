import { type Context, kernelErrors, type RefResolver } from '@atom/kernel'
import { sql } from 'kysely'
import { store } from '../store.ts'
import { visibleTo } from './visible.ts'

/** Documents the person may see, by words of their titles. */
export const documentRefs: RefResolver = {
  to: 'document',
  async resolve(ctx, words) {
    const found = await matching(ctx, words, 20)
    const exact = found.filter(({ id, title }) => id === words || title.toLowerCase() === words.toLowerCase())
    const [first, ...others] = exact.length > 0 ? exact : found
    if (others.length > 0)
      throw kernelErrors.ambiguous(
        {
          what: 'document',
          words,
          candidates: found
            .slice(0, 5)
            .map(({ title }) => `“${title}”`)
            .join(', '),
        },
        { details: { candidates: found } },
      )
    return first?.id
  },
  suggest: (ctx, words, most = 20) => matching(ctx, words, most),
}

/** The latest first. */
async function matching(ctx: Context, words: string, most: number): Promise<{ id: string; title: string }[]> {
  const { sources, documents } = await visibleTo(ctx)
  if (sources.length + documents.length === 0) return []
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return (
    store
      .from(ctx, 'memory_document')
      .select(['id', 'title'])
      .where(eb =>
        eb.or([
          ...(sources.length === 0 ? [] : [eb('source_id', 'in', sources)]),
          ...(documents.length === 0 ? [] : [eb('id', 'in', documents)]),
        ]),
      )
      // What a person had remembered is no document to them.
      .where('category', '!=', 'user')
      .where(eb =>
        eb.or([
          eb('id', '=', words),
          eb.and(wanted.map(word => sql<boolean>`lower(title) like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`)),
        ]),
      )
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(most)
      .execute()
  )
}
