import { createHash } from 'node:crypto'
import { type Context, type Source, takeTurns, type UnitOfWork } from '@atom/kernel'
import { chunksOf } from '../chunk/chunk.ts'
import { embeddedText } from '../chunk/embedded-text.ts'
import { removeText, writeText } from '../documents/text.ts'
import type { Extract } from '../extract/extract.ts'
import type { ChunkRow } from '../index/row.ts'
import type { MemoryProcess } from '../process/memory-process.ts'
import type { WorkspaceIndex } from '../process/protocol.ts'
import { type DocumentTable, store } from '../store.ts'
import { termsOf } from '../text/analyse.ts'
import { languageOf } from '../text/language.ts'

export interface IndexDeps {
  unitOfWork: UnitOfWork
  extract: Extract
  index: WorkspaceIndex
  embed: MemoryProcess['embed']
}

/** Texts that are embedded at once. */
const batch = 32

/**
 * Reads one document and puts it in the place of what was known of it. At any moment it may be cut off: until the last write the old content
 * counts, and doing it again does no harm. Content that is the same as before is not read again.
 * @throws whatever the source, the extraction or the embedder says
 */
export async function indexDocument(deps: IndexDeps, ctx: Context, source: Source, document: DocumentTable): Promise<void> {
  const { content, mediaType } = await source.fetch(ctx, document.external_id)
  const contentHash = sha256(content)
  if (contentHash === document.content_hash && document.version !== null) {
    await settle(deps, ctx, document, {})
    return
  }
  const extracted = await deps.extract({ content, mediaType, name: document.title }, ctx.signal)
  const title = extracted.title ?? document.title
  const version = sha256(JSON.stringify([extracted.text, extracted.blocks, title])).slice(0, 16)
  const language = languageOf(extracted.text)
  await deps.unitOfWork.writing(ctx, tx => writeText(tx, document.id, version, extracted.text))

  const at = extracted.at ?? document.at
  const author = extracted.author ?? document.author
  const chunks = chunksOf(extracted)
  for (let from = 0; from < chunks.length; from += batch) {
    ctx.signal.throwIfAborted()
    const rows = chunks.slice(from, from + batch).map((chunk, i): Omit<ChunkRow, 'vector'> & { embed: string } => {
      const embed = embeddedText(extracted.text, chunk, title)
      return {
        id: `${document.id}:${version}:${from + i}`,
        document: document.id,
        source: document.source_id,
        version,
        position: from + i,
        start: chunk.start,
        end: chunk.end,
        page: chunk.page ?? 0,
        sheet: chunk.sheet ?? '',
        headings: chunk.headings.join('\n'),
        category: document.category,
        author: (author ?? '').toLowerCase(),
        at,
        language: language ?? '',
        hash: sha256(embed),
        terms: termsOf(embed, language),
        embed,
      }
    })
    const known = await deps.index.vectorsOf([...new Set(rows.map(row => row.hash))])
    const fresh = rows.filter((row, i) => !known.has(row.hash) && rows.findIndex(other => other.hash === row.hash) === i)
    const vectors = await deps.embed(
      fresh.map(row => row.embed),
      ctx.signal,
    )
    for (const [i, row] of fresh.entries()) known.set(row.hash, vectors[i] as Float32Array)
    await deps.index.add(rows.map(({ embed: _, ...row }) => ({ ...row, vector: known.get(row.hash) as Float32Array })))
    await takeTurns(ctx)
  }

  await settle(deps, ctx, document, {
    title,
    author,
    at,
    media_type: mediaType,
    size: content.byteLength,
    content_hash: contentHash,
    version,
    language: language ?? null,
    chunks: chunks.length,
  })
  await deps.index.remove(document.id, version)
}

/** The document counts as read, unless it changed meanwhile: then it stays queued. */
function settle({ unitOfWork }: IndexDeps, ctx: Context, document: DocumentTable, columns: Partial<DocumentTable>): Promise<void> {
  return unitOfWork.writing(ctx, async tx => {
    const now = ctx.clock.now().toISOString()
    const current = await store.from(tx, 'memory_document').select('source_version').where('id', '=', document.id).executeTakeFirst()
    if (!current) return
    const same = current.source_version === document.source_version
    await store
      .update(tx, 'memory_document')
      .set({ ...columns, status: same ? 'ready' : 'queued', error_code: null, error_message: null, indexed_at: now, updated_at: now })
      .where('id', '=', document.id)
      .execute()
    if (columns.version) await removeText(tx, document.id, columns.version)
  })
}

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
