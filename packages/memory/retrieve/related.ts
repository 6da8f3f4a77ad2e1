import type { Context } from '@atom/kernel'
import { memoryErrors } from '../errors.ts'
import type { FoundChunk } from '../index/chunk-index.ts'
import { oneOf } from '../index/condition.ts'
import { passageOf } from './passage-of.ts'
import { conditionOf, documentsOf, type FoundDocument, type Passage, type SearchDeps } from './search.ts'

/** Passages of the document that are compared, and passages looked at for each. */
const compared = 8
const perVector = 40
/** Cosine from which on two texts are about the same. */
const near = 0.4

/**
 * What is about the same as a document: of each other one that the person may see, the passage that lies nearest to any of its own, the
 * nearest first. @throws memory.not_read where nothing was read of it yet
 */
export async function related(deps: SearchDeps, ctx: Context, document: FoundDocument, limit: number): Promise<Passage[]> {
  const { index, visible } = deps
  const rows = (await index.rowsOf([document.id], 0, compared)).filter(row => row.version === document.version)
  if (rows.length === 0) throw memoryErrors.not_read({ title: document.title })
  const vectors = [...(await index.vectorsOf(rows.map(row => row.hash))).values()]
  // Of what somebody had remembered nothing is said where documents are compared.
  const condition = `${conditionOf(visible, {})} and not ${oneOf('document', [document.id])} and category != 'user'`
  const nearest = new Map<string, { chunk: FoundChunk; meaning: number }>()
  for (const { chunk, meaning } of await index.candidates({ terms: [], kin: [], vectors }, condition, perVector))
    if (meaning >= near && meaning > (nearest.get(chunk.document)?.meaning ?? 0)) nearest.set(chunk.document, { chunk, meaning })
  const documents = await documentsOf(deps, ctx, [...nearest.keys()])
  const found = [...nearest.values()]
    .sort((a, b) => b.meaning - a.meaning)
    .flatMap(({ chunk, meaning }) => {
      const other = documents.get(chunk.document)
      return other && other.version === chunk.version ? [{ chunk, meaning, other }] : []
    })
  return Promise.all(found.slice(0, limit).map(({ chunk, meaning, other }) => passageOf(ctx, chunk, other, meaning)))
}
