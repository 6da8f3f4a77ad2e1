import type { DocumentStatus, FileFolder, FileText, StoredFile } from '@atom/contracts'
import { type Context, inZone, kernelErrors } from '@atom/kernel'
import { type Page, type PageRequest, paginate } from '@atom/storage'
import { sql } from 'kysely'
import { readText, textLength } from '../documents/text.ts'
import { visibleTo } from '../documents/visible.ts'
import { store } from '../store.ts'

export interface FileFilter {
  status?: DocumentStatus | undefined
  /** Of this source; uploaded files without. */
  source?: string | undefined
  /** Below this folder; '' for all. */
  folder?: string | undefined
  /** In the folder itself, not in one below it or in another file. */
  directly?: boolean | undefined
  /** Found in this file. */
  parent?: string | undefined
  /** Whose name or title has these words. */
  query?: string | undefined
}

/** Documents the person may see, with what is known of their files. */
async function seen(ctx: Context) {
  const { sources, documents } = await visibleTo(ctx)
  return store
    .from(ctx, 'memory_document')
    .leftJoin('memory_file', join =>
      join.onRef('memory_file.workspace_id', '=', 'memory_document.workspace_id').onRef('memory_file.id', '=', 'memory_document.id'),
    )
    .innerJoin('memory_source', join =>
      join
        .onRef('memory_source.workspace_id', '=', 'memory_document.workspace_id')
        .onRef('memory_source.id', '=', 'memory_document.source_id'),
    )
    .select([
      'memory_document.id as id',
      'memory_document.title as title',
      'memory_document.status as status',
      'memory_document.error_code as error_code',
      'memory_document.error_message as error_message',
      'memory_document.media_type as media_type',
      'memory_document.size as size',
      'memory_document.source_id as source_id',
      'memory_document.external_id as external_id',
      'memory_document.chunks as chunks',
      'memory_document.version as version',
      'memory_document.language as language',
      'memory_document.uri as uri',
      'memory_document.created_at as created_at',
      'memory_document.indexed_at as indexed_at',
      'memory_file.name as file_name',
      'memory_file.hash as hash',
      'memory_file.media_type as file_type',
      'memory_file.parent_id as parent_id',
      'memory_source.kind as source_kind',
      'memory_source.name as source_name',
    ])
    .where(eb =>
      eb.or([
        ...(sources.length === 0 ? [] : [eb('memory_document.source_id', 'in', sources)]),
        ...(documents.length === 0 ? [] : [eb('memory_document.id', 'in', documents)]),
        ...(sources.length + documents.length === 0 ? [eb.lit(false)] : []),
      ]),
    )
}

type Row = Awaited<ReturnType<Awaited<ReturnType<typeof seen>>['executeTakeFirstOrThrow']>>

const nameOf = (row: Row): string => row.file_name ?? (row.source_kind === 'folder' ? row.external_id : row.title)

function shown(ctx: Context, row: Row): StoredFile {
  const zone = ctx.person.timeZone
  return {
    id: row.id,
    name: nameOf(row),
    title: row.title,
    status: row.status,
    ...(row.error_message === null ? {} : { error: row.error_message }),
    ...(row.error_code === null ? {} : { errorCode: row.error_code }),
    mediaType: row.media_type,
    size: row.size,
    source: row.source_id,
    ...(row.parent_id === null ? {} : { parent: row.parent_id }),
    passages: row.chunks,
    ...(row.language === null ? {} : { language: row.language }),
    uri: row.uri,
    download: row.hash !== null,
    createdAt: inZone(row.created_at, zone),
    ...(row.indexed_at === null ? {} : { readAt: inZone(row.indexed_at, zone) }),
  }
}

/** The latest first. */
export async function pageOfFiles(ctx: Context, filter: FileFilter, page: PageRequest): Promise<Page<StoredFile>> {
  let query = await seen(ctx)
  query =
    filter.source === undefined
      ? query.where('memory_source.kind', '=', 'upload')
      : query.where('memory_document.source_id', '=', filter.source)
  if (filter.status) query = query.where('memory_document.status', '=', filter.status)
  if (filter.parent) query = query.where('memory_file.parent_id', '=', filter.parent)
  const below = filter.folder ? `${escaped(filter.folder.replace(/\/+$/, ''))}/` : ''
  const name = sql.ref('memory_file.name')
  if (below) query = query.where(likes(name, `${below}%`))
  if (filter.directly) query = query.where(sql<boolean>`not ${likes(name, `${below}%/%`)}`).where('memory_file.parent_id', 'is', null)
  if (filter.query) {
    const words = `%${escaped(filter.query.toLowerCase())}%`
    query = query.where(eb =>
      eb.or([likes(sql`lower(memory_document.title)`, words), likes(sql`lower(coalesce(memory_file.name, ''))`, words)]),
    )
  }
  const found = await paginate(query, page, [
    { column: 'memory_document.created_at', order: 'desc' },
    { column: 'memory_document.id', order: 'desc' },
  ])
  return { items: found.items.map(row => shown(ctx, row)), nextCursor: found.nextCursor }
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
const likes = (what: ReturnType<typeof sql>, pattern: string) => sql<boolean>`${what} like ${pattern} escape '\\'`

async function findRow(ctx: Context, id: string): Promise<Row> {
  const row = await (await seen(ctx)).where('memory_document.id', '=', id).executeTakeFirst()
  if (!row) throw kernelErrors.not_found({ what: 'file', words: id })
  return row
}

/** @throws kernel.not_found, also for what this person may not see */
export const findFile = async (ctx: Context, id: string): Promise<StoredFile> => shown(ctx, await findRow(ctx, id))

/** Characters of text around a place, before it and after. */
const around = 4000
/** Characters given at once. */
const mostGiven = 40_000

/**
 * The text that was taken out of a document, around the characters `start` to `end`; its beginning without them.
 * @throws kernel.not_found, also for what this person may not see
 */
export async function textOfFile(ctx: Context, id: string, place: { start: number; end?: number | undefined }): Promise<FileText> {
  const { version } = await findRow(ctx, id)
  if (version === null) return { from: 0, text: '', length: 0 }
  const from = Math.max(0, place.start - around)
  const to = Math.min(from + mostGiven, Math.max(place.end ?? place.start, place.start) + around)
  const [text, length] = await Promise.all([readText(ctx, id, version, from, to), textLength(ctx, id, version)])
  return { from, text, length }
}

/** Folders of uploaded files the person may see that lie in another, '' for the outermost. In the order of their names. */
export async function foldersIn(ctx: Context, folder: string): Promise<FileFolder[]> {
  const rows = await (await seen(ctx))
    .clearSelect()
    // What stands before the last slash: all that is no slash is taken off the end.
    .select(sql<string>`rtrim(memory_file.name, replace(memory_file.name, '/', ''))`.as('path'))
    .select(eb => eb.fn.countAll<number>().as('files'))
    .where('memory_source.kind', '=', 'upload')
    .where('memory_file.parent_id', 'is', null)
    .groupBy('path')
    .execute()
  const start = folder === '' ? '' : `${folder.replace(/\/+$/, '')}/`
  const counts = new Map<string, number>()
  for (const { path, files } of rows) {
    if (!path.startsWith(start) || path === start) continue
    const name = path.slice(start.length, path.indexOf('/', start.length))
    counts.set(name, (counts.get(name) ?? 0) + Number(files))
  }
  return [...counts].map(([name, files]) => ({ name, path: start + name, files })).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** A file with where it comes from. @throws kernel.not_found */
export async function fileAndSource(ctx: Context, id: string): Promise<{ file: StoredFile; sourceKind: string; sourceName: string }> {
  const row = await findRow(ctx, id)
  return { file: shown(ctx, row), sourceKind: row.source_kind, sourceName: row.source_name }
}

/** What is needed to give the original back. @throws kernel.not_found where ATOM has none, or for what this person may not see */
export async function findContent(ctx: Context, id: string): Promise<{ hash: string; name: string; mediaType: string; size: number }> {
  const row = await findRow(ctx, id)
  if (row.hash === null) throw kernelErrors.not_found({ what: 'file', words: id })
  return { hash: row.hash, name: nameOf(row), mediaType: row.file_type ?? row.media_type, size: row.size }
}
