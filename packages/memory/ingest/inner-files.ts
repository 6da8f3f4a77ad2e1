import { Readable } from 'node:stream'
import { type Context, takeTurns, type UnitOfWork } from '@atom/kernel'
import { forgetDocuments } from '../documents/forget.ts'
import { memoryErrors } from '../errors.ts'
import { fileName } from '../files/file-name.ts'
import type { FileStore } from '../files/file-store.ts'
import { insertFile } from '../files/insert-file.ts'
import { typeByName } from '../files/type-by-name.ts'
import { unpack } from '../files/unpack.ts'
import { type DocumentTable, store } from '../store.ts'
import { askIndex } from './index-job.ts'

interface Inside {
  name: string
  mediaType: string
  open(): Promise<Readable>
}

interface InnerDeps {
  unitOfWork: UnitOfWork
  files: FileStore
  /** Bytes one may have. */
  fileLimit: number
}

/** Files in files in files …: a ZIP that holds itself ends here. */
const deepest = 4

/**
 * Keeps what was found in a document as documents of their own that wait to be read: those that are known stay as they are, those that are
 * not in it any more go. Cut off, it is done again and goes on.
 */
export class InnerFiles {
  readonly #deps: InnerDeps

  constructor(deps: InnerDeps) {
    this.#deps = deps
  }

  /** @param zip where it lies, or its content. @throws as `unpack` */
  async ofZip(ctx: Context, document: DocumentTable, zip: string | Buffer): Promise<void> {
    await this.#keep(ctx, document, named(unpack(zip)))
  }

  async of(ctx: Context, document: DocumentTable, inner: { name: string; mediaType: string; content: Uint8Array }[]): Promise<void> {
    const files = inner.map(({ name, mediaType, content }) => ({ name, mediaType, open: async () => Readable.from([content]) }))
    await this.#keep(ctx, document, files)
  }

  async #keep(ctx: Context, document: DocumentTable, inside: AsyncIterable<Inside> | Iterable<Inside>): Promise<void> {
    const { unitOfWork, files, fileLimit } = this.#deps
    const known = await store.from(ctx, 'memory_file').select(['id', 'name', 'hash']).where('parent_id', '=', document.id).execute()
    const left = new Map(known.map(row => [`${row.name}\n${row.hash}`, row.id]))
    let checked = false
    for await (const file of inside) {
      ctx.signal.throwIfAborted()
      if (!checked && (await depthOf(ctx, document.id)) >= deepest)
        throw memoryErrors.too_large({ what: `more than ${deepest} files one in the other` })
      checked = true
      const name = fileName(file.name)
      const received = await files.receive(ctx.workspaceId, await file.open(), fileLimit)
      try {
        const key = `${name}\n${received.hash}`
        if (left.delete(key)) continue
        await unitOfWork.writing(ctx, async tx => {
          const there = await store.from(tx, 'memory_document').select('id').where('id', '=', document.id).executeTakeFirst()
          if (!there) return
          const { source_id: sourceId, category } = document
          const createdBy = ctx.person.id
          const id = await insertFile(tx, files, {
            received,
            name,
            mediaType: file.mediaType,
            sourceId,
            category,
            parent: document.id,
            createdBy,
          })
          await seenLike(tx, document, id)
          await askIndex(tx)
        })
      } finally {
        await files.settle(received)
      }
      await takeTurns(ctx)
    }
    if (left.size > 0) await unitOfWork.writing(ctx, tx => forgetDocuments(tx, [...left.values()]))
  }
}

async function* named(entries: ReturnType<typeof unpack>): AsyncGenerator<Inside> {
  for await (const { name, open } of entries) yield { name, mediaType: typeByName(name), open }
}

/** In how many files a document lies. */
async function depthOf(ctx: Context, id: string): Promise<number> {
  for (let [depth, at] = [0, id]; ; depth++) {
    const row = await store.from(ctx, 'memory_file').select('parent_id').where('id', '=', at).executeTakeFirst()
    if (row?.parent_id == null) return depth
    at = row.parent_id
  }
}

/** Who may see a document may see what is in it. */
async function seenLike(tx: Context, document: DocumentTable, id: string): Promise<void> {
  const rows = await store.from(tx, 'memory_access').select('principal').where('document_id', '=', document.id).execute()
  for (const { principal } of rows)
    await store.insert(tx, 'memory_access', { source_id: document.source_id, document_id: id, principal }).execute()
}
