import type { WorkspaceIndex } from '../process/protocol.ts'
import type { QueryTerm } from '../text/analyse.ts'

/** A word of a question as the index has it. */
export interface KnownTerm extends QueryTerm {
  /** How much it tells: the rarer the more; 0 for what stands in every passage. */
  weight: number
  /** No passage has it as it is written; `terms` are then those most like it, or none. */
  unknown: boolean
}

/** Passages counted at most; beyond, a word is common. */
const most = 200

/** What the words of a question are worth in this index, as far as the person may look. A word that is in no passage is taken for a mistyped one. */
export async function knownTerms(index: WorkspaceIndex, terms: readonly QueryTerm[], condition: string): Promise<KnownTerm[]> {
  const passages = Math.max(1, await index.count(condition))
  return Promise.all(
    terms.map(async term => {
      const found = (await index.byWords(term.terms, condition, most)).length
      if (found > 0) return { ...term, weight: Math.log(1 + passages / found), unknown: false }
      return { ...term, weight: Math.log(1 + passages), unknown: true }
    }),
  )
}
