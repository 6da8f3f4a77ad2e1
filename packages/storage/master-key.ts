import { createHash, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Kysely } from 'kysely'
import { storageErrors } from './errors.ts'

/** Names a key without telling it: the first eight hex digits of its hash. */
export const keyIdOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8)

interface MasterKeyOptions {
  dataDir: string
  /** ATOM_MASTER_KEY. */
  given: string | undefined
  // biome-ignore lint/suspicious/noExplicitAny: asked before the tables are those of today
  kysely: Kysely<any>
  /** Another process serves this database: its key is needed, not a new one. */
  joining?: boolean
}

/**
 * 32 bytes from ATOM_MASTER_KEY, or from the data folder's own file (0600), which is made when there is neither key nor data. The key must be
 * the one this database was written with: with another, or a new one, what is stored under it would be lost without a word.
 * @throws storage.key_unusable, storage.key_missing, storage.key_lost, storage.key_differs, storage.key_unwritten
 */
export async function masterKey({ dataDir, given, kysely, joining = false }: MasterKeyOptions): Promise<Buffer> {
  const file = join(dataDir, 'master.key')
  const known = await knownKeyId(kysely)
  const key = given ? check(Buffer.from(given, 'base64'), 'in ATOM_MASTER_KEY') : readKey(file)
  if (key === undefined) {
    if (joining) throw storageErrors.key_missing()
    if (known !== undefined) throw storageErrors.key_lost({ file, known })
    return makeKey(file)
  }
  const id = keyIdOf(key)
  if (known !== undefined && known !== id)
    throw storageErrors.key_differs({ where: given ? 'in ATOM_MASTER_KEY' : `in ${file}`, given: id, known })
  return key
}

/** Keeps which key the database is written with, once it has its tables; the first one stays. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export async function rememberKey(kysely: Kysely<any>, key: Buffer): Promise<void> {
  await kysely
    .insertInto('master_key')
    .values({ id: 'master', key_id: keyIdOf(key), created_at: new Date().toISOString() })
    .onConflict(c => c.column('id').doNothing())
    .execute()
}

/** A database from before `master_key` tells by its secrets. */
// biome-ignore lint/suspicious/noExplicitAny: see above
async function knownKeyId(kysely: Kysely<any>): Promise<string | undefined> {
  const tables = new Set((await kysely.introspection.getTables()).map(table => table.name))
  for (const table of ['master_key', 'secret']) {
    const row = tables.has(table) ? await kysely.selectFrom(table).select('key_id').limit(1).executeTakeFirst() : undefined
    if (row) return row.key_id as string
  }
  return undefined
}

function readKey(file: string): Buffer | undefined {
  if (!existsSync(file)) return undefined
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw storageErrors.key_unusable({ where: file, reason: `others may read it. Run: chmod 600 ${file}` })
  return check(Buffer.from(readFileSync(file, 'utf8').trim(), 'base64'), `in ${file}`)
}

/** Under its name there is the whole key or nothing, whatever happens meanwhile; and it is on the disk before anything is encrypted with it. */
function makeKey(file: string): Buffer {
  const key = randomBytes(32)
  const unfinished = `${file}.${process.pid}`
  try {
    writeFileSync(unfinished, `${key.toString('base64')}\n`, { mode: 0o600, flush: true })
    renameSync(unfinished, file)
    syncFolder(dirname(file))
  } catch (cause) {
    rmSync(unfinished, { force: true })
    const { code = '' } = cause as NodeJS.ErrnoException
    const full = ['ENOSPC', 'EFBIG', 'EDQUOT'].includes(code)
    throw storageErrors.key_unwritten({ file, reason: full ? 'the disk is full' : code }, { cause })
  }
  return key
}

/** A rename is durable when its folder is; Windows has no such thing. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

function check(key: Buffer, where: string): Buffer {
  if (key.length !== 32) throw storageErrors.key_unusable({ where, reason: `it has ${key.length} bytes instead of 32` })
  return key
}
