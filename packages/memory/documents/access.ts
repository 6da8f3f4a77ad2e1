import type { Context, SourcePermissions } from '@atom/kernel'
import { store } from '../store.ts'

/** Who they are in `memory_access`; nobody where a source does not say. */
export const principalsOf = ({ everyone, people = [], groups = [] }: SourcePermissions = {}): string[] => [
  ...(everyone ? ['workspace'] : []),
  ...people.map(id => `person:${id}`),
  ...groups.map(name => `group:${name}`),
]

/** In a transaction: these and nobody else may see a document and what was found in it. */
export async function setReaders(tx: Context, document: { id: string; source_id: string }, principals: readonly string[]): Promise<void> {
  const all = await withInside(tx, [document.id])
  await store.remove(tx, 'memory_access').where('document_id', 'in', all).execute()
  const rows = all.flatMap(id => principals.map(principal => ({ source_id: document.source_id, document_id: id, principal })))
  if (rows.length > 0) await store.insert(tx, 'memory_access', rows).execute()
}

/** These documents, those found in them, in these too. */
export async function withInside(tx: Context, ids: readonly string[]): Promise<string[]> {
  const all = [...ids]
  for (let from = 0; from < all.length; ) {
    const parents = all.slice(from)
    from = all.length
    const inside = await store.from(tx, 'memory_file').select('id').where('parent_id', 'in', parents).execute()
    all.push(...inside.map(row => row.id))
  }
  return all
}
