import type { Pool, QueryResult } from 'pg'
import { type Batch, type BatchRow, checkExpected, numberedSql, type Statement } from '../batch.ts'
import { prepared } from './prepared.ts'
import { sendTogether } from './send-together.ts'
import { discards } from './transaction.ts'
import { unreachable } from './unreachable.ts'

interface Waiting {
  statements: readonly Statement[]
  resolve(rows: BatchRow[][]): void
  reject(error: unknown): void
}

/** Transactions of batches under way, and statements one of them takes at most: what waits meanwhile shares the next. */
const mostUnderWay = 3
const mostStatements = 300
/** Milliseconds the batches of one transaction wait for a row somebody else has locked; then each goes alone, so that only one waits. */
const patience = 100

/**
 * Batches on connections of the pool. Those that come while others are under way share a transaction, so that the batches of hundreds of runs
 * pay for few commits; where one of them fails, all are taken back and made again, each in a transaction of its own.
 */
export function postgresBatch(pool: Pool): Batch {
  let waiting: Waiting[] = []
  let underWay = 0
  let asked = false

  return statements =>
    new Promise<BatchRow[][]>((resolve, reject) => {
      waiting.push({ statements, resolve, reject })
      ask()
    })

  /** One turn of the loop later: what comes in the same turn joins. */
  function ask(): void {
    if (asked || underWay >= mostUnderWay) return
    asked = true
    setImmediate(() => {
      asked = false
      while (waiting.length > 0 && underWay < mostUnderWay) void write(take())
    })
  }

  function take(): Waiting[] {
    let statements = 0
    let count = 0
    while (count < waiting.length && (count === 0 || statements < mostStatements)) statements += waiting[count++]?.statements.length ?? 0
    const taken = waiting.slice(0, count)
    waiting = waiting.slice(count)
    return taken
  }

  async function write(group: Waiting[]): Promise<void> {
    underWay++
    let failure: { error: unknown } | undefined
    try {
      const results = await inTransaction(pool, group)
      for (const [at, { resolve }] of group.entries()) resolve(results[at] as BatchRow[][])
    } catch (error) {
      failure = { error }
    }
    underWay--
    ask()
    if (!failure) return
    const { error } = failure
    // Of a connection that broke nobody knows what was kept, and the next would break too: whoever sent a batch decides.
    if (group.length === 1 || unreachable(error)) for (const { reject } of group) reject(unreachable(error) ?? error)
    else for (const one of group) void alone(one)
  }

  async function alone(one: Waiting): Promise<void> {
    try {
      one.resolve((await inTransaction(pool, [one]))[0] as BatchRow[][])
    } catch (error) {
      one.reject(unreachable(error) ?? error)
    }
  }
}

/** All statements go out together, and `commit` when each met the rows it expects. @throws what PostgreSQL said first */
async function inTransaction(pool: Pool, group: readonly Waiting[]): Promise<BatchRow[][][]> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    sendTogether(client)
    const begun = [client.query('begin')]
    if (group.length > 1) begun.push(client.query(`set local lock_timeout = ${patience}`))
    const sent = group.map(({ statements }) =>
      statements.map(({ sql, parameters }) => client.query<BatchRow>(prepared(numberedSql(sql), parameters))),
    )
    // Awaited together, so that no failure goes unheard; the first is the cause of the others.
    await Promise.all([...begun, ...sent.flat()])
    const results = await Promise.all(sent.map(of => Promise.all(of)))
    const rows = results.map((of, batch) => of.map((result, at) => rowsOf(result, group[batch]?.statements[at] as Statement)))
    await client.query('commit')
    return rows
  } catch (error) {
    broken = discards(error)
    await client.query('rollback').catch((cause: Error) => {
      broken = cause
    })
    throw error
  } finally {
    client.release(broken)
  }
}

function rowsOf({ rows, rowCount }: QueryResult<BatchRow>, { expect }: Statement): BatchRow[] {
  checkExpected(expect, rows.length, rowCount ?? 0)
  return rows
}
