import { execFileSync } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'

/** Name of the file system a path is on (`ext4`, `nfs4`, `fuse.sshfs`), or nothing where this system does not say. */
export function mountKind(path: string): string | undefined {
  try {
    const real = realpathSync(path)
    if (process.platform === 'linux') return kindIn(linuxMounts(readFileSync('/proc/self/mountinfo', 'utf8')), real)
    if (process.platform === 'win32') return undefined
    return kindIn(bsdMounts(execFileSync('mount', { encoding: 'utf8', timeout: 5000 })), real)
  } catch {
    return undefined
  }
}

interface Mount {
  at: string
  kind: string
}

/** Lines of proc(5)'s mountinfo: the fifth field is the place, the one after ` - ` the kind; blanks are written `\040`. */
export const linuxMounts = (text: string): Mount[] =>
  text.split('\n').flatMap(line => {
    const at = line.split(' ')[4]?.replace(/\\(\d{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
    const kind = / - (\S+) /.exec(line)?.[1]
    return at && kind ? [{ at, kind }] : []
  })

/** Lines of `mount` on macOS and the BSDs: `//ana@nas/share on /Volumes/share (smbfs, nodev, nosuid)`. */
export const bsdMounts = (text: string): Mount[] =>
  text.split('\n').flatMap(line => {
    const [, at, kind] = / on (\/.*) \(([^,)]+)/.exec(line) ?? []
    return at && kind ? [{ at, kind }] : []
  })

/** The deepest mount that holds the path; of two at the same place the later one covers the earlier. */
export function kindIn(mounts: Mount[], path: string): string | undefined {
  let found: Mount | undefined
  for (const mount of mounts) {
    const within = path === mount.at || path.startsWith(mount.at.endsWith('/') ? mount.at : `${mount.at}/`)
    if (within && mount.at.length >= (found?.at.length ?? 0)) found = mount
  }
  return found?.kind
}

/** Kinds whose files lie on another machine, or whose locks and syncs do not reach the disk. */
const networkKinds = new Set([
  ...['nfs', 'nfs3', 'nfs4', 'cifs', 'smb2', 'smb3', 'smbfs', 'afpfs', 'webdav', 'ncpfs'],
  ...['afs', 'coda', '9p', 'ceph', 'lustre', 'gpfs', 'beegfs', 'pvfs2', 'orangefs', 'glusterfs', 'pnfs'],
  ...['vboxsf', 'prl_fs', 'vmhgfs', 'macfuse', 'osxfuse', 'fusefs', 'fuse'],
])

/** Programs behind FUSE that keep their files on a disk of this machine. Of all others (sshfs, rclone, s3fs, …) that cannot be said. */
const localFuse = new Set([
  'fuse.bindfs',
  'fuse.cryfs',
  'fuse.encfs',
  'fuse.fuse-overlayfs',
  'fuse.gocryptfs',
  'fuse.mergerfs',
  'fuse.ntfs-3g',
])

/** May SQLite lose data there? */
export const isNetworkKind = (kind: string): boolean => networkKinds.has(kind) || (kind.startsWith('fuse.') && !localFuse.has(kind))
