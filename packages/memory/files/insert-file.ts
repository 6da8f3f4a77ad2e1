import { type Context, newId } from '@atom/kernel'
import { newDocument } from '../documents/take-in.ts'
import { type Category, store } from '../store.ts'
import type { FileStore, Received } from './file-store.ts'

export interface NewFile {
  received: Received
  /** With its folders, apart by `/`. */
  name: string
  mediaType: string
  sourceId: string
  category: Category
  /** The document it was found in. */
  parent?: string
  createdBy: string
}

/** In a transaction: keeps received content as a document that waits to be read. @returns its id */
export async function insertFile(tx: Context, files: FileStore, file: NewFile): Promise<string> {
  const { received, name, mediaType, sourceId, category, parent, createdBy } = file
  const id = newId()
  const now = tx.clock.now().toISOString()
  await files.keep(received)
  await store
    .insert(tx, 'memory_file', {
      id,
      name,
      hash: received.hash,
      size: received.size,
      media_type: mediaType,
      parent_id: parent ?? null,
      created_by: createdBy,
      created_at: now,
    })
    .execute()
  await store
    .insert(tx, 'memory_document', {
      ...newDocument(
        {
          title: name.slice(name.lastIndexOf('/') + 1),
          uri: `/files?id=${id}`,
          source_version: received.hash,
          at: now,
          updated_at: now,
          source_id: sourceId,
          external_id: id,
          category,
        },
        id,
      ),
      media_type: mediaType,
      size: received.size,
    })
    .execute()
  return id
}
