import { createHash, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
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
  /** This process changes the key: the database has one, and may be on the way to the next. */
  rotating?: boolean
}

const fileIn = (dataDir: string) => join(dataDir, 'master.key')
const nextFileIn = (dataDir: string) => join(dataDir, 'master.key.next')

/**
 * 32 bytes from ATOM_MASTER_KEY, or from the data folder's own file (0600), which is made when there is neither key nor data. The key must be
 * the one this database was written with: with another, or a new one, what is stored under it would be lost without a word.
 * @throws storage.key_unusable, storage.key_missing, storage.key_lost, storage.key_differs, storage.key_unwritten, storage.key_rotating
 */
export async function masterKey({ dataDir, given, kysely, joining = false, rotating = false }: MasterKeyOptions): Promise<Buffer> {
  const file = fileIn(dataDir)
  const { known, next } = await knownKeys(kysely)
  if (next !== undefined && !rotating) throw storageErrors.key_rotating()
  if (known === undefined && rotating) throw storageErrors.nothing_to_rotate()
  const key = given ? check(Buffer.from(given, 'base64'), 'in ATOM_MASTER_KEY') : readKey(file)
  if (key === undefined) {
    if (joining) throw storageErrors.key_missing()
    if (known !== undefined) throw storageErrors.key_lost({ file, known })
    return makeKey(file)
  }
  const id = keyIdOf(key)
  if (known !== undefined && known !== id && !given && nextIs(dataDir, known))
    return joining ? keyIn(nextFileIn(dataDir)) : adoptNextKey(dataDir)
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

/**
 * The key a rotation goes to: that of one that was cut off, or a new one, which is on the disk before anything is encrypted with it. `next` is
 * the id of the one the database is on the way to. @throws storage.next_key_lost
 */
export function nextKey(dataDir: string, current: string, next: string | undefined): Buffer {
  const file = nextFileIn(dataDir)
  if (next !== undefined && !nextIs(dataDir, next)) throw storageErrors.next_key_lost({ file, next })
  const left = existsSync(file) && !nextIs(dataDir, current) ? readKey(file) : undefined
  return left ?? makeKey(file)
}

/** Puts the next key in the place of the one before, which stays beside it under its id: backups from before need it. */
export function adoptNextKey(dataDir: string): Buffer {
  const file = fileIn(dataDir)
  const old = `${file}.${keyIdOf(keyIn(file))}`
  if (!existsSync(old)) linkSync(file, old)
  renameSync(nextFileIn(dataDir), file)
  syncFolder(dataDir)
  return keyIn(file)
}

const nextIs = (dataDir: string, id: string): boolean => {
  const key = readKey(nextFileIn(dataDir))
  return key !== undefined && keyIdOf(key) === id
}

function keyIn(file: string): Buffer {
  const key = readKey(file)
  if (!key) throw storageErrors.key_unusable({ where: file, reason: 'it is not there' })
  return key
}

interface KnownKeys {
  /** Id of the key the database is written with. */
  known: string | undefined
  /** Id of that which a rotation that has not ended goes to. */
  next: string | undefined
}

/** A database from before `master_key` tells by its secrets. */
// biome-ignore lint/suspicious/noExplicitAny: see above
async function knownKeys(kysely: Kysely<any>): Promise<KnownKeys> {
  const tables = new Set((await kysely.introspection.getTables()).map(table => table.name))
  for (const table of ['master_key', 'secret']) {
    const row = tables.has(table) ? await kysely.selectFrom(table).selectAll().limit(1).executeTakeFirst() : undefined
    if (row) return { known: row.key_id, next: row.next_key_id ?? undefined }
  }
  return { known: undefined, next: undefined }
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
