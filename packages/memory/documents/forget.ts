import type { Context } from '@atom/kernel'
import { store } from '../store.ts'
import { withInside } from './access.ts'
import { removeText } from './text.ts'

export const forgetJobKind = 'memory.forget'

/** Has what the index and the disk hold of documents removed: a job of the transaction that removes their rows. */
export const forgetJobOf = (what: { documents: string[]; hashes: string[] } | { source: string }) => ({
  kind: forgetJobKind,
  payload: what,
})

/**
 * In a transaction: removes documents and those found in them for good. Rows, text and who may see them go with it; words, vectors and
 * contents of files go in a job of the same transaction, so that no crash leaves them. @returns the ids of all that went
 */
export async function forgetDocuments(tx: Context, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const all = await withInside(tx, ids)
  const files = await store.from(tx, 'memory_file').select('hash').where('id', 'in', all).execute()
  for (const id of all) await removeText(tx, id)
  await store.remove(tx, 'memory_access').where('document_id', 'in', all).execute()
  await store.remove(tx, 'memory_file').where('id', 'in', all).execute()
  const there = await store.from(tx, 'memory_document').select('id').where('id', 'in', all).execute()
  await store.remove(tx, 'memory_document').where('id', 'in', all).execute()
  await tx.jobs.enqueue(tx, forgetJobOf({ documents: all, hashes: [...new Set(files.map(row => row.hash))] }))
  return there.map(row => row.id)
}
