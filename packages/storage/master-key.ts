import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { storageErrors } from './errors.ts'

/** 32 bytes from ATOM_MASTER_KEY, or from the data folder's own file (0600), which is made at the first start. @throws storage.key_unusable */
export function masterKey(dataDir: string, given: string | undefined): Buffer {
  if (given) return check(Buffer.from(given, 'base64'), 'in ATOM_MASTER_KEY')
  const file = join(dataDir, 'master.key')
  if (!existsSync(file)) {
    const key = randomBytes(32)
    writeFileSync(file, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
    return key
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw storageErrors.key_unusable({ where: file, reason: `others may read it. Run: chmod 600 ${file}` })
  return check(Buffer.from(readFileSync(file, 'utf8').trim(), 'base64'), `in ${file}`)
}

function check(key: Buffer, where: string): Buffer {
  if (key.length !== 32) throw storageErrors.key_unusable({ where, reason: `it has ${key.length} bytes instead of 32` })
  return key
}
