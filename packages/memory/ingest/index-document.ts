import { createHash } from 'node:crypto'
import { type Context, faultPoint, type Source, takeTurns, type UnitOfWork } from '@atom/kernel'
import { chunksOf } from '../chunk/chunk.ts'
import { embeddedHash, embeddedText } from '../chunk/embedded-text.ts'
import { removeText, writeText } from '../documents/text.ts'
import { memoryErrors } from '../errors.ts'
import type { Extract } from '../extract/extract.ts'
import type { Extracted } from '../extract/extracted.ts'
import type { Progress } from '../extract/process/protocol.ts'
import { type FileStore, sayBytes } from '../files/file-store.ts'
import { isZip } from '../files/unpack.ts'
import type { ChunkRow } from '../index/row.ts'
import type { WorkspaceIndex } from '../process/protocol.ts'
import { type DocumentTable, store } from '../store.ts'
import { termsOf } from '../text/analyse.ts'
import { languageOf } from '../text/language.ts'
import type { Gate } from './gate.ts'
import type { InnerFiles } from './inner-files.ts'
import type { Together } from './together.ts'

export interface IndexDeps {
  unitOfWork: UnitOfWork
  extract: Extract
  index: WorkspaceIndex
  files: FileStore
  inner: InnerFiles
  /** Passed while a document's content is in memory. */
  reading: Gate
  /** Vectors of passages, for all documents under way together. */
  vectors: Together<{ hash: string; text: string }, Float32Array>
  /** In a transaction: whether `index` is the one that serves. */
  serves(tx: Context): Promise<boolean>
  /** Writes chunks, for all documents under way together. */
  adding: Together<ChunkRow, ChunkRow>
}

/** Passages of one document that are embedded and written at once. */
const batch = 64

/**
 * Reads one document and puts it in the place of what was known of it. At any moment it may be cut off: until the last write the old content
 * counts, and doing it again does no harm. Content that is the same as before is not read again.
 * @param scanning given where its pictures are to be read too, which may take minutes: told how far that is
 * @returns false for one with pictures that have to be read, where `scanning` was not given: nothing was done yet
 * @throws whatever the source, the extraction or the embedder says
 */
export async function indexDocument(
  deps: IndexDeps,
  ctx: Context,
  source: Source,
  document: DocumentTable,
  scanning?: (how: Progress) => void,
): Promise<boolean> {
  const reading = () => readContent(deps, ctx, source, document, scanning)
  // Whoever reads pictures does so alone, and does not keep others from their turn.
  const read = await (scanning ? reading() : deps.reading.pass(reading))
  if (read === 'pictures') return false
  if (!read) {
    await settle(deps, ctx, document, {})
    return true
  }
  const { extracted, mediaType, contentHash, size } = read
  const title = extracted.title ?? document.title
  const version = sha256(JSON.stringify([extracted.text, extracted.blocks, title])).slice(0, 16)
  const language = languageOf(extracted.text)
  // A line of a task's text stands nowhere that a person could look.
  const isFile = document.category === 'document' || document.category === 'integration'
  await deps.unitOfWork.writing(ctx, tx => writeText(tx, document.id, version, isFile ? extracted : { ...extracted, blocks: [] }))
  await faultPoint('memory.text-written')

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
        hash: embeddedHash(embed),
        // Whoever wrote it is found by name as well.
        terms: termsOf(author === null ? embed : `${author}\n${embed}`, language),
        embed,
      }
    })
    const vectors = await deps.vectors.ask(rows.map(({ hash, embed }) => ({ hash, text: embed })))
    await deps.adding.ask(rows.map(({ embed: _, ...row }, i) => ({ ...row, vector: vectors[i] as Float32Array })))
    await takeTurns(ctx)
  }

  await faultPoint('memory.chunks-added')
  await settle(deps, ctx, document, {
    title,
    author,
    at,
    media_type: mediaType,
    size,
    content_hash: contentHash,
    version,
    language: language ?? null,
    chunks: chunks.length,
  })
  await faultPoint('memory.settled')
  if (document.version !== null && document.version !== version) await deps.index.remove(document.id, version)
  return true
}

/** Bytes of a content that is read; it is in memory as a whole. */
const mostRead = 256 * 1024 ** 2

/** What a document says; nothing where its content is the same as before, `pictures` as `indexDocument` has it. Its content is in memory no longer than this takes. */
async function readContent(
  deps: IndexDeps,
  ctx: Context,
  source: Source,
  document: DocumentTable,
  scanning: ((how: Progress) => void) | undefined,
) {
  const kept = await store.from(ctx, 'memory_file').selectAll('memory_file').where('id', '=', document.id).executeTakeFirst()
  const name = kept?.name ?? (/\.\w{1,8}$/.test(document.external_id) ? document.external_id : document.title)
  if (kept && document.content_hash === kept.hash && document.version !== null) return undefined
  if (kept && isZip(kept.media_type, kept.name)) {
    await deps.inner.ofZip(ctx, document, deps.files.pathOf(ctx.workspaceId, kept.hash))
    return { extracted: nothing, mediaType: kept.media_type, contentHash: kept.hash, size: kept.size }
  }
  if (kept && kept.size > mostRead) throw memoryErrors.too_large({ what: `more than ${sayBytes(mostRead)}` })
  const { content, mediaType } = kept
    ? { content: await deps.files.read(ctx.workspaceId, kept.hash), mediaType: kept.media_type }
    : await source.fetch(ctx, document.external_id)
  const contentHash = sha256(content)
  if (contentHash === document.content_hash && document.version !== null) return undefined
  const size = content.byteLength
  if (isZip(mediaType, name)) {
    await deps.inner.ofZip(ctx, document, Buffer.from(content.buffer, content.byteOffset, size))
    return { extracted: nothing, mediaType, contentHash, size }
  }
  const file = { content, mediaType, name }
  const read = await deps.extract.read(file, ctx.signal)
  if (read.scans && !scanning) return 'pictures'
  const extracted = read.scans ? await deps.extract.scan(file, read, ctx.signal, scanning) : read
  await deps.inner.of(ctx, document, extracted.inner ?? [])
  return { extracted, mediaType, contentHash, size }
}

/** A file that says nothing itself. */
const nothing: Extracted = { text: '', blocks: [] }

/** The document counts as read, unless it changed meanwhile, or another index took the place of this one: then it stays queued. */
function settle({ unitOfWork, serves }: IndexDeps, ctx: Context, document: DocumentTable, columns: Partial<DocumentTable>): Promise<void> {
  return unitOfWork.writing(ctx, async tx => {
    const now = ctx.clock.now().toISOString()
    const current = await store.from(tx, 'memory_document').select('source_version').where('id', '=', document.id).executeTakeFirst()
    if (!current) return
    const serving = await serves(tx)
    const same = serving && current.source_version === document.source_version
    const { title, ...others } = columns
    await store
      .update(tx, 'memory_document')
      // What it is called now was told with the change.
      .set({
        ...others,
        ...(same && title !== undefined ? { title } : {}),
        ...(serving ? {} : { content_hash: null }),
        status: same ? 'ready' : 'queued',
        error_code: null,
        error_message: null,
        indexed_at: now,
        updated_at: now,
      })
      .where('id', '=', document.id)
      .execute()
    if (columns.version) await removeText(tx, document.id, columns.version)
  })
}

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
