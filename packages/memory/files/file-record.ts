import type { DocumentStatus, StoredFile } from '@atom/contracts'
import { type Context, inZone, kernelErrors } from '@atom/kernel'
import { type Page, type PageRequest, paginate } from '@atom/storage'
import { sql } from 'kysely'
import { visibleTo } from '../documents/visible.ts'
import { store } from '../store.ts'

export interface FileFilter {
  status?: DocumentStatus | undefined
  /** Of this source; uploaded files without. */
  source?: string | undefined
  /** Below this folder. */
  folder?: string | undefined
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
  if (filter.folder) query = query.where(likes(sql.ref('memory_file.name'), `${escaped(filter.folder.replace(/\/+$/, ''))}/%`))
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
