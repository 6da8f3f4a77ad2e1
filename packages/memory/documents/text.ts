import type { Context } from '@atom/kernel'
import type { Block, Extracted } from '../extract/extracted.ts'
import { store } from '../store.ts'
import { type Place, type PlacedPiece, piecesIn, placeIn } from './places.ts'

/** Characters in one part of a text. */
const textPart = 32_768

/** Writes a document's text under a version, with where its blocks stand in the file; the same again changes nothing. */
export async function writeText(ctx: Context, documentId: string, version: string, { text, blocks }: Extracted): Promise<void> {
  const placed = blocks.filter(block => block.line !== undefined || block.row !== undefined)
  for (let [part, next] = [0, 0]; part * textPart < text.length; part++) {
    const [from, to] = [part * textPart, (part + 1) * textPart]
    while (next < placed.length && (placed[next] as Block).end <= from) next++
    const pieces = piecesIn(text, placed.slice(next, next + textPart), from, to)
    const row = {
      document_id: documentId,
      version,
      part,
      text: text.slice(from, to),
      places: pieces.length === 0 ? null : JSON.stringify(pieces),
    }
    await store
      .insert(ctx, 'memory_text', row)
      .onConflict(c => c.columns(['workspace_id', 'document_id', 'version', 'part']).doNothing())
      .execute()
  }
}

/** Characters `start` to `end` of a document's text; shorter where the text ends. */
export async function readText(ctx: Context, documentId: string, version: string, start: number, end: number): Promise<string> {
  const { text, offset } = await readParts(ctx, documentId, version, start, end)
  return text.slice(start - offset, end - offset)
}

/** As `readText`, with where they stand in the file. */
export async function readPassage(
  ctx: Context,
  documentId: string,
  version: string,
  start: number,
  end: number,
): Promise<{ text: string } & Place> {
  const { text, pieces, offset } = await readParts(ctx, documentId, version, start, end)
  return { text: text.slice(start - offset, end - offset), ...placeIn(pieces, start, end, text, offset) }
}

/** The parts a range lies in, as one, and the number of their first character. */
async function readParts(ctx: Context, documentId: string, version: string, start: number, end: number) {
  const first = Math.floor(start / textPart)
  const rows = await store
    .from(ctx, 'memory_text')
    .select(['part', 'text', 'places'])
    .where('document_id', '=', documentId)
    .where('version', '=', version)
    .where('part', '>=', first)
    .where('part', '<=', Math.floor(Math.max(start, end - 1) / textPart))
    .orderBy('part')
    .execute()
  return {
    text: rows.map(row => row.text).join(''),
    pieces: rows.flatMap(({ places }) => (places === null ? [] : (JSON.parse(places) as PlacedPiece[]))),
    offset: first * textPart,
  }
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
