import { setTimeout } from 'node:timers/promises'
import { type CompiledQuery, Kysely, PostgresAdapter, PostgresDialect, PostgresIntrospector, PostgresQueryCompiler, sql } from 'kysely'
import { Pool, type QueryResult, types } from 'pg'
import { boundHandle, type Spelling } from '../bound-handle.ts'
import { storageErrors } from '../errors.ts'
import { masterKey, rememberKey } from '../master-key.ts'
import { migrate } from '../migrate.ts'
import { checkOnlyReads, mayNotWrite } from '../only-reads.ts'
import type { Storage, StorageOptions } from '../storage.ts'
import { createUnitOfWork } from '../unit-of-work.ts'
import { openVault, type Vault } from '../vault.ts'
import { postgresBatch } from './batch.ts'
import { type HeldRole, holdRole } from './hold-role.ts'
import { prepared } from './prepared.ts'
import { resultOf } from './result-of.ts'
import { postgresRevision } from './revision.ts'
import { sendTogether } from './send-together.ts'
import { PostgresSignals } from './signals.ts'
import { discards, PostgresTransaction, wrote } from './transaction.ts'
import { unreachable } from './unreachable.ts'

// count(*) is a bigint; none of ours comes near 2^53, and SQLite answers numbers too.
types.setTypeParser(types.builtins.INT8, Number)

/** Milliseconds in which a server answers that is well; whoever asks how ATOM is waits no longer. */
const longestPing = 3_000
const longestToStart = 30_000

/** Opens the PostgreSQL at `databaseUrl` and brings it to this version. Backups of a server are its operator's. */
export async function openPostgres({
  dataDir,
  databaseUrl,
  masterKey: given,
  migrations,
  joining = false,
  rotating = false,
  replaced,
}: StorageOptions & { databaseUrl: string }): Promise<Storage> {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    // A server that is gone without a word ends no statement of its own accord.
    query_timeout: 70_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    pipeline: true,
  })
  // A connection that breaks fails the queries under way and is replaced by the pool; unheard, the event would end the process.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  const host = new URL(databaseUrl).host
  /** `limit`: milliseconds, those spent waiting for a connection too. */
  const ping = async (limit: number) => {
    const asked = new AbortController()
    try {
      const { rows } = await Promise.race([
        pool.query('show transaction_read_only'),
        setTimeout(limit, undefined, { signal: asked.signal }).then(() => {
          throw new Error(`no answer within ${limit / 1000} s`)
        }),
      ])
      if (rows[0]?.transaction_read_only === 'on') throw new Error('it takes no writes, as a standby does')
    } catch (cause) {
      throw storageErrors.database_unreachable(
        { host, reason: (cause as Error).message || (cause as { code?: string }).code || 'no answer' },
        { cause },
      )
    } finally {
      asked.abort()
    }
  }
  // biome-ignore lint/suspicious/noExplicitAny: each package types its own tables
  const kysely = new Kysely<any>({ dialect: new PostgresDialect({ pool }) })
  let vault: Vault
  let held: HeldRole | undefined
  try {
    await ping(longestToStart)
    if (replaced) held = await holdRole({ databaseUrl, role: 'server', lost: replaced })
    const key = await masterKey({ dataDir, given, kysely, joining, rotating })
    await migrate({ kysely, migrations, backups: 'your PostgreSQL backups', backup: async () => undefined, joining })
    await rememberKey(kysely, key)
    vault = await openVault(kysely, key)
  } catch (error) {
    await held?.release()
    await kysely.destroy()
    throw error
  }
  // biome-ignore lint/suspicious/noExplicitAny: see above
  const reader = boundHandle<any>(postgres, async query => {
    const asked = checkOnlyReads(query).certain ? pool.query(prepared(query.sql, query.parameters)) : readAlone(pool, query)
    return resultOf(
      await asked.catch(error => {
        throw unreachable(error) ?? (wrote(error) ? mayNotWrite(error) : error)
      }),
    )
  })
  const unitOfWork = createUnitOfWork({
    reader,
    transaction: work =>
      serialised(() =>
        inTransaction(pool, transaction => work(boundHandle(postgres, transaction.run), boundHandle(postgres, transaction.read))),
      ),
  })
  const signals = new PostgresSignals(databaseUrl)
  return {
    dialect: 'postgres',
    unitOfWork,
    vault,
    kysely,
    root: { kind: 'root', kysely: reader },
    batch: postgresBatch(pool),
    signals,
    revision: postgresRevision(pool),
    ping: () => ping(longestPing),
    // PostgreSQL's own autovacuum does it.
    reclaim: async () => false,
    async erased(tables) {
      for (const table of tables) await sql`vacuum ${sql.table(table)}`.execute(kysely)
    },
    async close() {
      await signals.close()
      await kysely.destroy()
      await held?.release()
    },
  }
}

/** A statement that is not certain to read, in a transaction of its own in which nothing can be written. */
async function readAlone(pool: Pool, { sql: text, parameters }: CompiledQuery): Promise<QueryResult> {
  const client = await pool.connect()
  sendTogether(client)
  const begun = client.query('begin read only')
  const asked = client.query(prepared(text, parameters))
  const [before, result, after] = await Promise.allSettled([begun, asked, client.query('rollback')])
  const broken = [before, after].find(other => other.status === 'rejected')
  client.release(broken?.reason ?? (result.status === 'rejected' ? discards(result.reason) : undefined))
  if (broken) throw broken.reason
  if (result.status === 'rejected') throw result.reason
  return result.value
}

const postgres: Spelling = {
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: db => new PostgresIntrospector(db),
}

async function inTransaction<T>(pool: Pool, work: (transaction: PostgresTransaction) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch(error => {
    throw unreachable(error) ?? error
  })
  const transaction = new PostgresTransaction(client)
  let broken: Error | undefined
  try {
    const result = await work(transaction)
    await transaction.commit()
    return result
  } catch (error) {
    broken = discards(error)
    await transaction.rollBack().catch((cause: Error) => {
      broken = cause
    })
    throw unreachable(error) ?? error
  } finally {
    client.release(broken)
  }
}

/** Of two transactions that change the same row the later one is refused and starts again on what the first left, so that no update is lost. */
const conflicts = new Set(['40001', '40P01'])
const mostTries = 30

async function serialised<T>(transaction: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction()
    } catch (error) {
      if (!conflicts.has((error as { code?: string })?.code ?? '')) throw error
      if (tries >= mostTries) throw storageErrors.busy({}, { cause: error })
      await setTimeout(Math.random() * Math.min(5 * tries, 100))
    }
  }
}
