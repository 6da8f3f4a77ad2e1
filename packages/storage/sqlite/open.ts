import { DatabaseSync } from 'node:sqlite'

/**
 * Opens the file with the settings durability rests on, and makes sure they took.
 * `auto_vacuum` only works before the first table, so it comes first. `synchronous=FULL`: what was acknowledged survives a power cut.
 */
export function openWriter(file: string): DatabaseSync {
  const db = new DatabaseSync(file)
  db.exec('pragma auto_vacuum = incremental')
  db.exec('pragma journal_mode = wal')
  db.exec('pragma synchronous = full')
  // What is deleted is overwritten with zeros.
  db.exec('pragma secure_delete = on')
  prepareConnection(db)
  assertDurable(db)
  return db
}

/** A second connection that only reads: long lists do not wait for the writer, nor the writer for them. */
export function openReader(file: string): DatabaseSync {
  const db = new DatabaseSync(file)
  db.exec('pragma query_only = on')
  prepareConnection(db)
  return db
}

function prepareConnection(db: DatabaseSync) {
  db.exec('pragma foreign_keys = on')
  db.exec('pragma busy_timeout = 5000')
  db.exec('pragma cache_size = -16000')
  db.exec('pragma temp_store = memory')
  // SQLite's own lower() knows ASCII only; PostgreSQL's knows every letter.
  db.function('lower', { deterministic: true }, text => (typeof text === 'string' ? text.toLowerCase() : text))
}

/** @throws when the connection would acknowledge what a power cut could take back */
export function assertDurable(db: DatabaseSync): void {
  const value = (name: string) => Object.values(db.prepare(`pragma ${name}`).get() ?? {})[0]
  if (value('synchronous') !== 2) throw new Error('This SQLite writer is not synchronous=FULL.')
  if (value('journal_mode') !== 'wal') throw new Error('This SQLite file is not in WAL mode.')
}
