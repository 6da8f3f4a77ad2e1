import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { storageErrors } from './errors.ts'
import { isNetworkKind, mountKind } from './mount-kind.ts'

/** What only looks like a folder: the kernel's own views. (Making a folder below /proc never returns in Node 24.) */
const pseudoKinds = new Set([0x9fa0, 0x62656572, 0x63677270, 0x1cd1])

export interface DataDir {
  path: string
  /** Others on this machine may look into the folder. It is the person's own, so its mode is left alone. */
  readableByOthers: boolean
  /** Gives the folder free for the next process. */
  release(): void
}

/**
 * Makes the folder (0700) if it is missing, and makes sure it is ours alone: writable, local where SQLite needs it, not used by another process.
 * `joining`: a further process of the ATOM that uses it may do so beside that one.
 * @throws storage.folder_unusable, storage.network_folder, storage.in_use
 */
export function claimDataDir(folder: string, { sqlite, joining = false }: { sqlite: boolean; joining?: boolean }): DataDir {
  const path = resolve(folder)
  if (pseudoKinds.has(statfsSync(nearestFolder(path)).type))
    throw storageErrors.folder_unusable({ folder: path, reason: 'nothing can be kept there' })
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    accessSync(path, constants.W_OK)
  } catch (cause) {
    throw unusable(path, cause)
  }
  const kind = mountKind(path)
  if (kind && isNetworkKind(kind) && sqlite) throw storageErrors.network_folder({ folder: path, kind })
  const readableByOthers = process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0
  return { path, readableByOthers, release: joining ? () => {} : takeLock(path) }
}

const nearestFolder = (path: string): string => (existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path)))

/**
 * Holds `atom.lock` as SQLite locks its files: the system itself takes the lock back when the process dies, so there is none to find stale, and
 * of two starts at the same moment one gets it. `atom.pid` is only for the sentence. @returns how to give it back
 */
function takeLock(folder: string): () => void {
  const pidFile = join(folder, 'atom.pid')
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(join(folder, 'atom.lock'))
    lock.exec('begin exclusive')
    writeFileSync(pidFile, String(process.pid), { mode: 0o600 })
  } catch (cause) {
    lock?.close()
    if ((cause as { errcode?: number }).errcode === 5) throw storageErrors.in_use({ pid: pidIn(pidFile), folder }, { cause })
    throw unusable(folder, cause)
  }
  const mine = lock
  held.add(mine)
  return () => {
    rmSync(pidFile, { force: true })
    held.delete(mine)
    mine.close()
  }
}

/** A connection that nobody holds is closed by the garbage collector, and its lock goes with it. */
const held = new Set<DatabaseSync>()

function pidIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim() || 'unknown'
  } catch {
    return 'unknown'
  }
}

function unusable(folder: string, cause: unknown) {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  const reasons: Record<string, string> = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not change it',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    EFBIG: 'the disk is full',
    EDQUOT: 'the disk is full',
    ENOTDIR: 'a part of the path is a file',
    EEXIST: 'it is a file',
  }
  const reason = reasons[code] ?? (cause as { errstr?: string }).errstr ?? code
  return storageErrors.folder_unusable({ folder, reason }, { cause })
}
