import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { boundHandle, noStream, type Spelling } from '../bound-handle.ts'
import { storageErrors } from '../errors.ts'
import { checkOnlyReads, mayNotWrite } from '../only-reads.ts'
import { type GroupCommit, translate } from './group-commit.ts'
import type { Statements } from './statements.ts'

/** SQLite changes tables inside transactions as well as rows; Kysely's own adapter does not use it. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

const sqlite: Spelling = {
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createAdapter: () => new TransactionalAdapter(),
  createIntrospector: db => new SqliteIntrospector(db),
}

const nothing = async () => {}

/** A handle on one connection and, for a write, for the life of one transaction: late queries are refused instead of landing in the next one. */
export const sqliteHandle = <T>(statements: Statements, life: { over: boolean }): Kysely<T> =>
  boundHandle(sqlite, async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
    if (life.over) throw storageErrors.outside_transaction()
    try {
      return statements.run<R>(query)
    } catch (error) {
      throw translate(error)
    }
  })

/**
 * The same for who may only read. On the connection that writes, a statement that is not certain to read runs under `query_only`, which nobody
 * else meets: statements are synchronous. (Measured: 2 µs.)
 */
export const sqliteReadingHandle = <T>(statements: Statements, life: { over: boolean }): Kysely<T> =>
  boundHandle(sqlite, async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
    if (life.over) throw storageErrors.outside_transaction()
    const { certain } = checkOnlyReads(query)
    try {
      return certain ? statements.run<R>(query) : statements.runReadOnly<R>(query)
    } catch (error) {
      // SQLITE_READONLY by itself: with a file or folder that takes no writes it comes with a reason.
      throw (error as { errcode?: number })?.errcode === 8 ? mayNotWrite(error) : translate(error)
    }
  })

interface OpenConnection extends DatabaseConnection {
  finish?: { commit: () => void; rollBack: () => void; durable: Promise<void> }
}

const rolledBack = Symbol('rolled back')
const readsOnly = /^\s*(select|explain|pragma\s+\w+(\(.*\))?\s*;?\s*$)/i

/**
 * The handle for those who bring their own transactions (the migrator, better-auth): reads go to the reader, single writes and
 * whole transactions wait their turn at the one writer.
 */
export function openHandle<T>(writer: Statements, reader: Statements, commits: GroupCommit): Kysely<T> {
  const acquire = async (): Promise<OpenConnection> => {
    const connection: OpenConnection = {
      executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
        if (connection.finish) return writer.run<R>(query)
        if (readsOnly.test(query.sql)) return reader.run<R>(query)
        return commits.run(async () => writer.run<R>(query))
      },
      streamQuery: noStream,
    }
    return connection
  }
  return new Kysely<T>({
    dialect: {
      ...sqlite,
      createDriver: () => ({
        init: nothing,
        acquireConnection: acquire,
        releaseConnection: nothing,
        destroy: nothing,
        beginTransaction: connection => begin(connection as OpenConnection, commits),
        commitTransaction: async connection => {
          const { finish } = connection as OpenConnection
          finish?.commit()
          await finish?.durable
          delete (connection as OpenConnection).finish
        },
        rollbackTransaction: async connection => {
          const { finish } = connection as OpenConnection
          finish?.rollBack()
          await finish?.durable.catch(error => {
            if (error !== rolledBack) throw error
          })
          delete (connection as OpenConnection).finish
        },
      }),
    },
  })
}

function begin(connection: OpenConnection, commits: GroupCommit): Promise<void> {
  return new Promise((ready, failed) => {
    const durable = commits.run(
      () =>
        new Promise<void>((commit, reject) => {
          connection.finish = { commit, rollBack: () => reject(rolledBack), durable }
          ready()
        }),
    )
    durable.catch(failed)
  })
}
