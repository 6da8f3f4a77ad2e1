import type { Context } from '@atom/kernel'
import { expireJobOf } from '../files/uploads.ts'
import { removeSource } from '../sources/remove-source.ts'
import { store } from '../store.ts'
import { forgetDocuments } from './forget.ts'

/**
 * In a transaction: forgets what this person alone could see in the workspace, for good: what they had remembered, sources they added for
 * themselves, files they had begun to send. What others see too is the workspace's and stays.
 */
export async function forgetPerson(tx: Context, personId: string): Promise<void> {
  const principal = `person:${personId}`
  const rows = await store.from(tx, 'memory_access').select(['source_id', 'document_id']).where('principal', '=', principal).execute()
  const sources = rows.filter(row => row.document_id === '').map(row => row.source_id)
  const documents = rows.filter(row => row.document_id !== '').map(row => row.document_id)
  for (const id of await aloneIn(tx, 'source_id', sources, principal)) await removeSource(tx, id)
  await forgetDocuments(tx, await aloneIn(tx, 'document_id', documents, principal))
  await store.remove(tx, 'memory_access').where('principal', '=', principal).execute()
  const now = tx.clock.now().toISOString()
  const uploads = await store.from(tx, 'memory_upload').select('id').where('created_by', '=', personId).execute()
  await store.update(tx, 'memory_upload').set({ expires_at: now }).where('created_by', '=', personId).execute()
  for (const { id } of uploads) await tx.jobs.enqueue(tx, expireJobOf(id, now))
}

/** Those of the sources or documents that nobody else may see. */
async function aloneIn(tx: Context, column: 'source_id' | 'document_id', ids: readonly string[], principal: string): Promise<string[]> {
  const alone = new Set(ids)
  for (let from = 0; from < ids.length; from += together) {
    const part = ids.slice(from, from + together)
    let others = store.from(tx, 'memory_access').select(column).where(column, 'in', part).where('principal', '!=', principal)
    if (column === 'source_id') others = others.where('document_id', '=', '')
    for (const row of await others.execute()) alone.delete((row as Record<string, string>)[column] as string)
  }
  return [...alone]
}

/** Ids asked for at once. */
const together = 500
