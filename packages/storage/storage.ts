import type { Context, UnitOfWork } from '@atom/kernel'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Batch } from './batch.ts'
import type { Handle } from './handle.ts'
import type { Vault } from './vault.ts'

/** How the processes of one database wake each other. A signal may get lost with a connection, so nothing rests on it alone. */
export interface Signals {
  /** Sent when the context's transaction is durable, at once outside of one. At most 8,000 bytes. */
  send(ctx: Context, text: string): Promise<void>
  /** Hears what any process sends, this one too; `undefined` when some may have been missed. @returns how to stop */
  hear(listener: (text: string | undefined) => void): () => void
}

/** The open database with what belongs to it. Both databases give the same. */
export interface Storage {
  dialect: 'sqlite' | 'postgres'
  unitOfWork: UnitOfWork
  vault: Vault
  /** For those who bring their own transactions: better-auth and the migrator. Unscoped. */
  // biome-ignore lint/suspicious/noExplicitAny: each package types its own tables
  kysely: Kysely<any>
  /** Hot statements in a transaction of their own; see `Batch`. */
  batch: Batch
  /** Where several processes may share the database: PostgreSQL. */
  signals?: Signals
  /** What a new context starts with. */
  root: Handle
  /**
   * Names the state of the whole database: the same twice only if nothing was committed between the two, by anybody. What was read after a
   * revision is asked for may be as new as the next one, never older.
   */
  revision(): Promise<string>
  /** Resolves when the database answers and takes writes. @throws storage.database_unreachable, storage.full, … */
  ping(): Promise<void>
  /** Gives at most a megabyte of what is no longer used back to the disk, in its turn at the writer. @returns whether there is more */
  reclaim(): Promise<boolean>
  /**
   * After rows of these tables were deleted: nothing of them is left on the disk. On PostgreSQL their room is given free; until other rows
   * take it, and in the server's own log, they can still be read by who reads the disk. @throws storage.busy
   */
  erased(tables: string[]): Promise<void>
  close(): Promise<void>
}

export interface StorageOptions {
  dataDir: string
  databaseUrl?: string | undefined
  masterKey?: string | undefined
  migrations: Record<string, Migration>
  /** A further process of an ATOM that another one serves: it makes no master key and changes no table. PostgreSQL only. */
  joining?: boolean
  /** This process changes the master key; see `rotateVault`. */
  rotating?: boolean
  /**
   * This process is the one server of its database. Told, with a sentence, when another has taken its place while the connection was lost: then it
   * must end. PostgreSQL only; a SQLite file belongs to one process by its folder.
   */
  replaced?: (error: unknown) => void
}
