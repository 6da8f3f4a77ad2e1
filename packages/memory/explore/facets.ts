import type { MemoryFacets } from '@atom/contracts'
import type { Filters } from '../retrieve/search.ts'
import type { Category } from '../store.ts'

/** A document that was found, by what it can be narrowed to. */
export interface FacetedDocument {
  id: string
  category: Category
  source: string
  sourceName: string
  author: string | null
}

/** The filters a facet stands for. */
const own = { categories: 'categories', sources: 'sources', authors: 'author' } as const satisfies Record<keyof MemoryFacets, keyof Filters>
const names = Object.keys(own) as (keyof typeof own)[]

/**
 * How many of the documents that are found have which category, source and author. A facet counts as if its own filter were not set, so
 * that another value can be chosen. @param found the documents found with these filters
 */
export async function facetsOf(
  filters: Filters,
  unnarrowed: FacetedDocument[],
  found: (filters: Filters) => Promise<FacetedDocument[]>,
): Promise<MemoryFacets> {
  const documents = await Promise.all(
    names.map(name => {
      const { [own[name]]: chosen, ...others } = filters
      return chosen === undefined ? unnarrowed : found(others)
    }),
  )
  const [categories, sources, authors] = documents as [FacetedDocument[], FacetedDocument[], FacetedDocument[]]
  return {
    categories: counted(categories, ({ category }) => ({ value: category, name: category })) as MemoryFacets['categories'],
    sources: counted(sources, ({ source, sourceName }) => ({ value: source, name: sourceName })),
    authors: counted(authors, ({ author }) => (author ? { value: author.toLowerCase(), name: author } : undefined)),
  }
}

/** The most first; one document counts once. */
function counted(documents: FacetedDocument[], of: (document: FacetedDocument) => { value: string; name: string } | undefined) {
  const counts = new Map<string, { value: string; name: string; count: number }>()
  for (const document of new Map(documents.map(one => [one.id, one])).values()) {
    const is = of(document)
    if (!is) continue
    const before = counts.get(is.value)
    if (before) before.count++
    else counts.set(is.value, { ...is, count: 1 })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}
