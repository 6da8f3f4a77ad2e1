import { createHash } from 'node:crypto'
import { createReadStream, type ReadStream, rmSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { faultPoint, newId } from '@atom/kernel'
import { memoryErrors } from '../errors.ts'

/** Content that has come in and belongs to nothing yet. */
export interface Received {
  workspaceId: string
  /** SHA-256. */
  hash: string
  /** Bytes. */
  size: number
  /** Where it lies meanwhile. */
  path: string
  /** Whoever offers it removes it, so what is not kept may be offered again. */
  stays?: true
}

/** Below the folder of files; emptied at every start, for nobody waits for what is in it. */
const incoming = '.incoming'
/** Milliseconds after which content that no file names is left over from a crash. */
const leftAfter = 3_600_000

/**
 * Contents of files, each once a workspace under its SHA-256. They come in by `receive`, are there for good by `keep`, which belongs inside the
 * transaction that writes the row naming them, and go by `remove`, when no row does. Readable by their owner alone.
 */
export class FileStore {
  readonly #folder: string
  /** By workspace and hash: received, and to be kept. The same may come in several times at once. */
  readonly #waiting = new Map<string, Set<Received>>()
  /** Contents received so far. */
  #received = 0

  /** @param folder holds a folder a workspace */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Streams content to the disk. @param most bytes. @throws memory.file_too_large when there is more, and nothing of it stays */
  async receive(workspaceId: string, content: Readable, most: number): Promise<Received> {
    const folder = join(this.#folder, incoming)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const path = join(folder, newId())
    const hash = createHash('sha256')
    let size = 0
    // Opened before anything can go wrong: a file that is still being made cannot be removed.
    const file = await open(path, 'wx', 0o600)
    try {
      await pipeline(
        content,
        async function* (chunks) {
          for await (const chunk of chunks as AsyncIterable<Buffer>) {
            size += chunk.length
            if (size > most) throw tooLarge(most)
            hash.update(chunk)
            yield chunk
          }
        },
        file.createWriteStream({ flush: true }),
      )
    } catch (error) {
      await file.close().catch(() => {})
      await rm(path, { force: true })
      throw error
    }
    await faultPoint('memory.received')
    const received = { workspaceId, hash: hash.digest('hex'), size, path }
    this.offer(received)
    return received
  }

  /** Lets content wait to be kept. `settle` must follow. */
  offer(received: Received): void {
    this.#received++
    this.#waiting.set(keyOf(received), (this.#waiting.get(keyOf(received)) ?? new Set()).add(received))
  }

  /** What was received with this hash and waits to be kept. */
  waiting(workspaceId: string, hash: string): Received | undefined {
    return this.#waiting.get(`${workspaceId} ${hash}`)?.values().next().value
  }

  /** Makes received content last. It may be done again. */
  async keep(received: Received): Promise<void> {
    const place = this.#placeOf(received.workspaceId, received.hash)
    const folder = join(place, '..')
    await mkdir(folder, { recursive: true, mode: 0o700 })
    try {
      await rename(received.path, place)
    } catch (error) {
      // A transaction that was begun again finds it kept.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      await stat(place)
    }
    await syncFolder(folder)
  }

  /** Forgets what was received: it is kept, or nobody wants it. */
  async settle(received: Received): Promise<void> {
    const same = this.#waiting.get(keyOf(received))
    same?.delete(received)
    if (same?.size === 0) this.#waiting.delete(keyOf(received))
    if (!received.stays) await rm(received.path, { force: true })
  }

  /** @throws ENOENT where there is none */
  read(workspaceId: string, hash: string): Promise<Buffer> {
    return readFile(this.#placeOf(workspaceId, hash))
  }

  stream(workspaceId: string, hash: string): ReadStream {
    return createReadStream(this.#placeOf(workspaceId, hash))
  }

  /** Where the content lies, for those who read it piece by piece. */
  pathOf(workspaceId: string, hash: string): string {
    return this.#placeOf(workspaceId, hash)
  }

  /** Removes content that no row names, unless the same comes in just now. @param named whether a row names it, asked outside of a transaction */
  async remove(workspaceId: string, hash: string, named: () => Promise<boolean>): Promise<void> {
    for (;;) {
      const before = this.#received
      if (this.waiting(workspaceId, hash) || (await named())) return
      if (before !== this.#received) continue
      rmSync(this.#placeOf(workspaceId, hash), { force: true })
      return
    }
  }

  /** Hashes of what has lain here for an hour, in parts. */
  async *hashes(workspaceId: string): AsyncGenerator<string[]> {
    const folder = join(this.#folder, workspaceId)
    for (const part of await readdir(folder).catch(() => [] as string[])) {
      const old: string[] = []
      for (const hash of await readdir(join(folder, part)))
        if (Date.now() - (await stat(join(folder, part, hash))).mtimeMs > leftAfter) old.push(hash)
      yield old
    }
  }

  /** At the start: what a crash left half received goes. */
  async sweep(): Promise<void> {
    await rm(join(this.#folder, incoming), { recursive: true, force: true })
  }

  #placeOf(workspaceId: string, hash: string): string {
    return join(this.#folder, workspaceId, hash.slice(0, 2), hash)
  }
}

const keyOf = ({ workspaceId, hash }: Received): string => `${workspaceId} ${hash}`

export const tooLarge = (most: number) => memoryErrors.file_too_large({ limit: sayBytes(most) })

/** “1 GB”, “20 MB”. */
export function sayBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB']
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  return `${Math.round((bytes / 1024 ** power) * 10) / 10} ${units[power]}`
}

/** A name in a folder is only there after a crash when the folder was written too. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
