import { kernelErrors } from '@atom/kernel'
import type { SourceKind } from '../sources/source-kind.ts'
import { store } from '../store.ts'
import type { FileStore } from './file-store.ts'

/** Uploaded files: each is written down when it comes in, so there is nothing to list. */
export const uploadSource = (files: FileStore): SourceKind => ({
  kind: 'upload',
  title: 'Files',
  category: 'document',
  builtIn: true,
  open: () => ({
    id: 'upload',
    async *list() {
      yield { items: [], failures: [], checkpoint: '' }
    },
    async fetch(ctx, id) {
      const row = await store.from(ctx, 'memory_file').select(['hash', 'media_type']).where('id', '=', id).executeTakeFirst()
      if (!row) throw kernelErrors.not_found({ what: 'file', words: id })
      return { content: await files.read(ctx.workspaceId, row.hash), mediaType: row.media_type }
    },
  }),
})
