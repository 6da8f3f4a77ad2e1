import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { type Context, inZone, kernelErrors, newId, type UnitOfWork } from '@atom/kernel'
import { type Page, type PageRequest, paginate } from '@atom/storage'
import { memoryErrors } from '../errors.ts'
import { store, type UploadTable } from '../store.ts'
import { fileName } from './file-name.ts'
import { type Received, sayBytes, tooLarge } from './file-store.ts'
import { usedByFiles } from './usage.ts'

export const expireUploadJobKind = 'memory.expire-upload'
/** Milliseconds without a byte after which what has come in so far goes. */
const keptFor = 48 * 3_600_000

/** A file that comes in piece by piece, over several requests and restarts. */
export interface Upload {
  id: string
  name: string
  mediaType: string
  /** Bytes it will have. */
  size: number
  /** Bytes that have come in. */
  received: number
  expiresAt: string
  /** The file it became. */
  fileId: string | undefined
}

interface UploadsOptions {
  /** Holds a file an upload. */
  folder: string
  unitOfWork: UnitOfWork
  /** Bytes one file may have. */
  fileLimit: number
  /** Bytes the files of a workspace may have together. */
  filesLimit: number | undefined
}

/**
 * Files on their way in pieces. The row says what is to come, the file on the disk how much is here: its length is what the sender goes on
 * from, also after a crash. Each is its sender's alone.
 */
export class Uploads {
  readonly #options: UploadsOptions
  /** By id: the request whose body is being written. */
  readonly #writing = new Map<string, { content: Readable; ended: Promise<unknown> }>()

  constructor(options: UploadsOptions) {
    this.#options = options
  }

  /** @throws memory.file_too_large, memory.files_full */
  async begin(ctx: Context, { name, mediaType, size }: Pick<Upload, 'name' | 'mediaType' | 'size'>): Promise<Upload> {
    const { fileLimit, filesLimit, unitOfWork } = this.#options
    if (size > fileLimit) throw tooLarge(fileLimit)
    const row = {
      id: newId(),
      name: fileName(name),
      media_type: mediaType,
      size,
      file_id: null,
      created_by: ctx.person.id,
      created_at: ctx.clock.now().toISOString(),
      expires_at: this.#expiry(ctx),
    }
    await unitOfWork.writing(ctx, async tx => {
      if (filesLimit !== undefined && (await usedByFiles(tx)).bytes + (await onTheWay(tx)) + size > filesLimit)
        throw memoryErrors.files_full({ limit: sayBytes(filesLimit) })
      await store.insert(tx, 'memory_upload', row).execute()
      await tx.jobs.enqueue(tx, expireJobOf(row.id, row.expires_at))
    })
    return shown(row, 0)
  }

  /** One of the caller's own; a request that is still sending to it is ended, for its sender has begun anew. @throws kernel.not_found */
  async find(ctx: Context, id: string): Promise<Upload> {
    const row = await this.#row(ctx, id)
    await this.#interrupt(id)
    return shown(row, row.file_id === null ? await this.#received(id) : row.size)
  }

  /**
   * Writes what comes, from `offset` on. What has come in before the sender hung up stays. @returns bytes that are there now
   * @throws memory.upload_offset where another offset is next, memory.upload_longer when more comes than was said; then nothing of it stays
   */
  async receive(ctx: Context, id: string, offset: number, content: Readable): Promise<number> {
    let upload = await this.find(ctx, id)
    // Whoever else came in meanwhile is ended too: only one writes.
    while (this.#writing.has(id)) upload = await this.find(ctx, id)
    const { size, received } = upload
    if (offset !== received) throw memoryErrors.upload_offset({ received })
    const writing = this.#write(id, content, received, size)
    const held = { content, ended: writing.catch(() => {}) }
    this.#writing.set(id, held)
    try {
      return await writing
    } finally {
      if (this.#writing.get(id) === held) this.#writing.delete(id)
      const expires_at = this.#expiry(ctx)
      await this.#options.unitOfWork.writing({ ...ctx, signal: new AbortController().signal }, tx =>
        store.update(tx, 'memory_upload').set({ expires_at }).where('id', '=', id).execute(),
      )
    }
  }

  async #write(id: string, content: Readable, from: number, size: number): Promise<number> {
    await mkdir(this.#options.folder, { recursive: true, mode: 0o700 })
    const file = await open(this.#pathOf(id), 'a', 0o600)
    let received = from
    try {
      for await (const chunk of content as AsyncIterable<Buffer>) {
        if (received + chunk.length > size) {
          await file.truncate(from)
          throw memoryErrors.upload_longer({ size: sayBytes(size) })
        }
        await file.appendFile(chunk)
        received += chunk.length
      }
    } finally {
      await file.sync()
      await file.close()
    }
    return received
  }

  /** All of it as content that waits to be kept. @throws memory.upload_offset while some is missing */
  async complete(ctx: Context, id: string): Promise<Received> {
    const { size, received } = await this.find(ctx, id)
    if (received !== size) throw memoryErrors.upload_offset({ received })
    const path = this.#pathOf(id)
    if (size === 0) await (await open(path, 'a', 0o600)).close()
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
    return { workspaceId: ctx.workspaceId, hash: hash.digest('hex'), size, path, stays: true }
  }

  /** It became a file. Kept for as long as its sender may ask what became of it. */
  async became(ctx: Context, id: string, fileId: string): Promise<void> {
    await this.#options.unitOfWork.writing(ctx, tx =>
      store.update(tx, 'memory_upload').set({ file_id: fileId }).where('id', '=', id).execute(),
    )
    await rm(this.#pathOf(id), { force: true })
  }

  /** Ends one, with what has come in. @throws kernel.not_found */
  async end(ctx: Context, id: string): Promise<void> {
    await this.#row(ctx, id)
    await this.#interrupt(id)
    await this.#remove(ctx, id)
  }

  /** Those of the caller that are not complete, the latest first. */
  async unfinished(ctx: Context, page: PageRequest): Promise<Page<Upload>> {
    const { items, nextCursor } = await paginate(
      own(ctx).where('memory_upload.file_id', 'is', null).where('memory_upload.expires_at', '>', ctx.clock.now().toISOString()),
      page,
      [
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ],
    )
    return {
      items: await Promise.all(
        items.map(async row => {
          const upload = shown(row, await this.#received(row.id))
          return { ...upload, expiresAt: inZone(upload.expiresAt, ctx.person.timeZone) }
        }),
      ),
      nextCursor,
    }
  }

  /** Of the job that comes when one may have expired. */
  async expire(ctx: Context, id: string): Promise<void> {
    const row = await store.from(ctx, 'memory_upload').select('expires_at').where('id', '=', id).executeTakeFirst()
    if (!row) return
    if (row.expires_at <= ctx.clock.now().toISOString()) return this.#remove(ctx, id)
    await this.#options.unitOfWork.writing(ctx, tx => tx.jobs.enqueue(tx, expireJobOf(id, row.expires_at)))
  }

  /** At the start: what lies here without a row is left over from a crash. */
  async sweep(ctx: Context): Promise<void> {
    for (const id of await readdir(this.#options.folder).catch(() => [] as string[])) {
      const row = await store.db(ctx).selectFrom('memory_upload').select('id').where('id', '=', id).executeTakeFirst()
      if (!row) await rm(this.#pathOf(id), { force: true })
    }
  }

  /** The content first: a row without it says that nothing came in, content without a row says nothing. */
  async #remove(ctx: Context, id: string): Promise<void> {
    await rm(this.#pathOf(id), { force: true })
    await this.#options.unitOfWork.writing(ctx, tx => store.remove(tx, 'memory_upload').where('id', '=', id).execute())
  }

  async #row(ctx: Context, id: string): Promise<UploadTable> {
    const row = await own(ctx).where('memory_upload.id', '=', id).executeTakeFirst()
    if (!row || row.expires_at <= ctx.clock.now().toISOString()) throw kernelErrors.not_found({ what: 'upload', words: id })
    return row
  }

  async #interrupt(id: string): Promise<void> {
    const writing = this.#writing.get(id)
    writing?.content.destroy()
    await writing?.ended
  }

  async #received(id: string): Promise<number> {
    const found = await stat(this.#pathOf(id)).catch(() => undefined)
    return found?.size ?? 0
  }

  #expiry(ctx: Context): string {
    return new Date(ctx.clock.now().getTime() + keptFor).toISOString()
  }

  #pathOf(id: string): string {
    return join(this.#options.folder, id)
  }
}

const own = (ctx: Context) =>
  store.from(ctx, 'memory_upload').selectAll('memory_upload').where('memory_upload.created_by', '=', ctx.person.id)

/** Bytes the workspace's unfinished uploads will have. */
async function onTheWay(ctx: Context): Promise<number> {
  const { bytes } = await store
    .from(ctx, 'memory_upload')
    .select(eb => eb.fn.sum<number>('size').as('bytes'))
    .where('file_id', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(bytes ?? 0)
}

/** Looks whether an upload has expired by then. */
export const expireJobOf = (id: string, runAt: string) => ({ kind: expireUploadJobKind, payload: { id }, key: `upload.${id}`, runAt })

const shown = (row: Omit<UploadTable, 'workspace_id'>, received: number): Upload => ({
  id: row.id,
  name: row.name,
  mediaType: row.media_type,
  size: Number(row.size),
  received,
  expiresAt: row.expires_at,
  fileId: row.file_id ?? undefined,
})
