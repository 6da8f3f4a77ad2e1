import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { storageErrors } from './errors.ts'

/** `f_type` of file systems on which SQLite's locks or syncs cannot be trusted. */
const networkKinds: Record<number, string> = {
  26985: 'NFS',
  20859: 'SMB',
  4283649346: 'CIFS',
  4266872130: 'SMB 2',
  1397113167: 'AFS',
  16914839: '9P',
}

/** What only looks like a folder: the kernel's own views. (Making a folder below /proc never returns in Node 24.) */
const pseudoKinds = new Set([0x9fa0, 0x62656572, 0x63677270, 0x1cd1])

export interface DataDir {
  path: string
  /** Gives the folder free for the next process. */
  release(): void
}

/**
 * Makes the folder (0700), and makes sure it is ours alone: writable, local where SQLite needs it, not used by another process.
 * @throws storage.folder_unusable, storage.network_folder, storage.in_use
 */
export function claimDataDir(folder: string, { sqlite }: { sqlite: boolean }): DataDir {
  const path = resolve(folder)
  if (pseudoKinds.has(statfsSync(nearestFolder(path)).type))
    throw storageErrors.folder_unusable({ folder: path, reason: 'nothing can be kept there' })
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    accessSync(path, constants.W_OK)
    chmodSync(path, 0o700)
  } catch (cause) {
    throw unusable(path, cause)
  }
  const kind = networkKinds[statfsSync(path).type]
  if (kind && sqlite) throw storageErrors.network_folder({ folder: path, kind })
  const lock = join(path, 'atom.pid')
  takeLock(lock, path)
  return { path, release: () => rmSync(lock, { force: true }) }
}

const nearestFolder = (path: string): string => (existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path)))

function takeLock(lock: string, folder: string, again = true): void {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw unusable(folder, cause)
    const pid = Number(readFileSync(lock, 'utf8'))
    if (!again || (pid && pid !== process.pid && isAlive(pid))) throw storageErrors.in_use({ pid, folder })
    // Left behind by a process that was killed.
    rmSync(lock, { force: true })
    takeLock(lock, folder, false)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  // The number may have gone to another program since; only a Node process can be an ATOM. Where /proc is missing the number has to do.
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('node') || readFileSync(`/proc/${pid}/comm`, 'utf8').includes('node')
  } catch {
    return true
  }
}

function unusable(folder: string, cause: unknown) {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  const reasons: Record<string, string> = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not change it',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'a part of the path is a file',
    EEXIST: 'it is a file',
  }
  return storageErrors.folder_unusable({ folder, reason: reasons[code] ?? code }, { cause })
}
