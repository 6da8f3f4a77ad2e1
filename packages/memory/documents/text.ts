import type { Context } from '@atom/kernel'
import { store } from '../store.ts'

/** Characters in one part of a text. */
const textPart = 32_768

/** Writes a document's text under a version; the same again changes nothing. */
export async function writeText(ctx: Context, documentId: string, version: string, text: string): Promise<void> {
  for (let part = 0; part * textPart < text.length; part++)
    await store
      .insert(ctx, 'memory_text', { document_id: documentId, version, part, text: text.slice(part * textPart, (part + 1) * textPart) })
      .onConflict(c => c.columns(['workspace_id', 'document_id', 'version', 'part']).doNothing())
      .execute()
}

/** Characters `start` to `end` of a document's text; shorter where the text ends. */
export async function readText(ctx: Context, documentId: string, version: string, start: number, end: number): Promise<string> {
  const first = Math.floor(start / textPart)
  const rows = await store
    .from(ctx, 'memory_text')
    .select(['part', 'text'])
    .where('document_id', '=', documentId)
    .where('version', '=', version)
    .where('part', '>=', first)
    .where('part', '<=', Math.floor(Math.max(start, end - 1) / textPart))
    .orderBy('part')
    .execute()
  const offset = first * textPart
  return rows
    .map(row => row.text)
    .join('')
    .slice(start - offset, end - offset)
}

/** Characters of a document's text. */
export async function textLength(ctx: Context, documentId: string, version: string): Promise<number> {
  const last = await store
    .from(ctx, 'memory_text')
    .select(['part', 'text'])
    .where('document_id', '=', documentId)
    .where('version', '=', version)
    .orderBy('part', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ? last.part * textPart + last.text.length : 0
}

/** Removes a document's text, but for one version. */
export async function removeText(ctx: Context, documentId: string, keep?: string): Promise<void> {
  let rows = store.remove(ctx, 'memory_text').where('document_id', '=', documentId)
  if (keep !== undefined) rows = rows.where('version', '!=', keep)
  await rows.execute()
}
