import { tablesOf } from '@atom/storage'

export const documentStatuses = ['queued', 'processing', 'ready', 'failed'] as const
export type DocumentStatus = (typeof documentStatuses)[number]

/** What kind of thing a document is, as filters and facets name it. */
export const categories = ['conversation', 'document', 'user', 'workflow', 'integration', 'record'] as const
export type Category = (typeof categories)[number]

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

export interface MemoryTables {
  memory_source: SourceTable
  memory_document: DocumentTable
  memory_text: TextTable
  memory_access: AccessTable
}

export const store = tablesOf<MemoryTables>()
