import { expect, test } from 'vitest'
import { bsdMounts, isNetworkKind, kindIn, linuxMounts, mountKind } from './mount-kind.ts'

const linux = linuxMounts(
  [
    '25 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw',
    '40 25 0:40 / /home/ana/nas rw,nosuid shared:1 - nfs4 nas:/export rw,vers=4.2',
    '41 25 0:41 / /home/ana/far rw,nosuid - fuse.sshfs ana@far:/ rw,user_id=1000',
    '42 25 0:42 / /mnt/with\\040blank rw - ceph 10.0.0.1:/ rw',
    '43 25 8:17 / /mnt/usb rw - vfat /dev/sdb1 rw',
    '44 25 8:17 / /mnt/usb rw - fuseblk /dev/sdb1 rw',
    '45 25 0:45 / /mnt/shared rw - vboxsf shared rw',
  ].join('\n'),
)
const mac = bsdMounts(
  [
    '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)',
    '//ana@nas._smb._tcp.local/share on /Volumes/my share (smbfs, nodev, nosuid, mounted by ana)',
    'ana@far:/ on /Users/ana/far (macfuse, nodev, nosuid, synchronous, mounted by ana)',
  ].join('\n'),
)

test.each([
  ['/home/ana/data', linux, 'ext4', false],
  ['/home/ana/nas/data', linux, 'nfs4', true],
  ['/home/ana/nas2/data', linux, 'ext4', false],
  ['/home/ana/far', linux, 'fuse.sshfs', true],
  ['/mnt/with blank/data', linux, 'ceph', true],
  ['/mnt/usb/data', linux, 'fuseblk', false],
  ['/mnt/shared/data', linux, 'vboxsf', true],
  ['/Users/ana/data', mac, 'apfs', false],
  ['/Volumes/my share/data', mac, 'smbfs', true],
  ['/Users/ana/far/data', mac, 'macfuse', true],
] as const)('%s is on %3$s', (path, mounts, kind, network) => {
  expect(kindIn([...mounts], path)).toBe(kind)
  expect(isNetworkKind(kind)).toBe(network)
})

test.each(['nfs', 'cifs', 'smb3', '9p', 'ceph', 'lustre', 'gpfs', 'fuse.rclone', 'fuse.glusterfs', 'afs', 'webdav'])(
  '%s is refused',
  kind => expect(isNetworkKind(kind)).toBe(true),
)

test.each(['ext4', 'xfs', 'btrfs', 'zfs', 'overlay', 'tmpfs', 'virtiofs', 'fuse.gocryptfs', 'ufs', 'apfs'])('%s is not', kind =>
  expect(isNetworkKind(kind)).toBe(false),
)

test.runIf(process.platform === 'linux')('this machine says what a folder is on', () => {
  expect(mountKind('/proc')).toBe('proc')
  expect(mountKind('/no/such/folder')).toBeUndefined()
})
