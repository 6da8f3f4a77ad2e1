import type { DocumentStatus, memoryCategories } from '@atom/contracts'
import { tablesOf } from '@atom/storage'

/** What kind of thing a document is, as filters and facets name it. */
export type Category = (typeof memoryCategories)[number]

/** Somewhere documents come from. Times are UTC ISO 8601. */
export interface SourceTable {
  workspace_id: string
  id: string
  /** Which kind of source reads it, such as `upload` or `folder`. */
  kind: string
  name: string
  /** JSON: what the kind needs to find it, such as a path. */
  config: string
  /** Opaque to all but the kind: where the last sync got to. */
  checkpoint: string | null
  status: 'idle' | 'syncing' | 'paused' | 'failed'
  error_code: string | null
  error_message: string | null
  synced_at: string | null
  /** Minutes after which it is compared again by itself; null where something else says when. */
  every_minutes: number | null
  created_by: string
  created_at: string
  updated_at: string
}

export interface DocumentTable {
  workspace_id: string
  id: string
  source_id: string
  /** Its id at the source. */
  external_id: string
  title: string
  uri: string
  media_type: string
  category: Category
  author: string | null
  /** JSON array. */
  tags: string
  /** Bytes of the content. */
  size: number
  /** As the source tells it; another means the content may have changed. */
  source_version: string
  /** SHA-256 of the content last read. */
  content_hash: string | null
  /** Names the text and chunks that count: those of others are left over from a change. Null until it was read once. */
  version: string | null
  status: DocumentStatus
  error_code: string | null
  error_message: string | null
  language: string | null
  chunks: number
  /** When what it says was written. */
  at: string
  indexed_at: string | null
  created_at: string
  updated_at: string
}

/** A document's text, in parts, so that a passage is read without the rest. */
export interface TextTable {
  workspace_id: string
  document_id: string
  version: string
  /** 0 for the first. Each holds `textPart` characters, the last one what remains. */
  part: number
  text: string
  /** JSON `PlacedPiece[]`: the lines or cells its pieces stand at; null where its file has neither. */
  places: string | null
}

/** One that may see a source, or one document of it. */
export interface AccessTable {
  workspace_id: string
  source_id: string
  /** '' for every document of the source. */
  document_id: string
  /** `workspace` for all its members, `person:<id>`, or `group:<name>`. */
  principal: string
}

/** A document whose content ATOM keeps itself: it was uploaded, or found in another file. */
export interface FileTable {
  workspace_id: string
  /** The document's. */
  id: string
  /** With its folders, apart by `/`. */
  name: string
  /** SHA-256 of the content, which is also where it lies. */
  hash: string
  size: number
  media_type: string
  /** The document it was found in. */
  parent_id: string | null
  created_by: string
  created_at: string
}

/** A file that comes in piece by piece; its bytes so far lie on the disk. */
export interface UploadTable {
  workspace_id: string
  id: string
  /** With its folders, apart by `/`. */
  name: string
  media_type: string
  /** Bytes it will have. */
  size: number
  /** The file it became. */
  file_id: string | null
  created_by: string
  created_at: string
  expires_at: string
}

/** Work as people watch it: one row for reading what is queued (`index`) and one for each source (`sync.<id>`), one for embedding anew (`reembed`), of its last run. */
export interface MemoryJobTable {
  workspace_id: string
  id: string
  kind: 'sync' | 'index' | 'reembed'
  source_id: string | null
  status: 'queued' | 'running' | 'done' | 'cancelled' | 'failed'
  done: number
  total: number | null
  note: string | null
  error_message: string | null
  started_at: string | null
  finished_at: string | null
  updated_at: string
}

/** What a workspace's index was made with; without a row nothing was read yet. */
export interface IndexTable {
  workspace_id: string
  /** As `EmbedderSpace`. */
  embedder: string
  dimension: number
  /** As `IndexSpace`. */
  generation: number
  /** JSON of the `IndexSpace` before it, as long as its table is there. */
  former: string | null
  updated_at: string
}

export interface MemoryTables {
  memory_source: SourceTable
  memory_document: DocumentTable
  memory_text: TextTable
  memory_access: AccessTable
  memory_file: FileTable
  memory_upload: UploadTable
  memory_job: MemoryJobTable
  memory_index: IndexTable
}

export const store = tablesOf<MemoryTables>()
