import type { Context } from '@atom/kernel'
import { store } from '../store.ts'

/** What a person may see: all of these sources, and these documents of others. */
export interface Visible {
  sources: string[]
  documents: string[]
}

/** The groups a person belongs to are told by whoever knows them. */
export type GroupsOf = (ctx: Context) => Promise<string[]>

/** Reads who may see what; what is not written down there is seen by nobody. */
export async function visibleTo(ctx: Context, groupsOf?: GroupsOf): Promise<Visible> {
  const principals = ['workspace', `person:${ctx.person.id}`, ...((await groupsOf?.(ctx)) ?? []).map(group => `group:${group}`)]
  const rows = await store.from(ctx, 'memory_access').select(['source_id', 'document_id']).where('principal', 'in', principals).execute()
  const sources = new Set(rows.filter(row => row.document_id === '').map(row => row.source_id))
  return {
    sources: [...sources],
    documents: [...new Set(rows.filter(row => row.document_id !== '' && !sources.has(row.source_id)).map(row => row.document_id))],
  }
}
