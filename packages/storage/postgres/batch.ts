import type { Pool, QueryResult } from 'pg'
import { type Batch, type BatchRow, checkExpected, numberedSql, type Statement } from '../batch.ts'
import { prepared } from './prepared.ts'
import { sendTogether } from './send-together.ts'
import { discards } from './transaction.ts'
import { unreachable } from './unreachable.ts'

/** Batches on connections of the pool: all statements go out together, and `commit` when each met the rows it expects. */
export const postgresBatch =
  (pool: Pool): Batch =>
  async statements => {
    const client = await pool.connect().catch(error => {
      throw unreachable(error) ?? error
    })
    let broken: Error | undefined
    try {
      sendTogether(client)
      const begun = client.query('begin')
      const sent = statements.map(({ sql, parameters }) => client.query<BatchRow>(prepared(numberedSql(sql), parameters)))
      // Awaited together, so that no failure goes unheard; the first is the cause of the others.
      await Promise.all([begun, ...sent])
      const results = await Promise.all(sent)
      const rows = results.map((result, at) => rowsOf(result, statements[at] as Statement))
      await client.query('commit')
      return rows
    } catch (error) {
      broken = discards(error)
      await client.query('rollback').catch((cause: Error) => {
        broken = cause
      })
      throw unreachable(error) ?? error
    } finally {
      client.release(broken)
    }
  }

function rowsOf({ rows, rowCount }: QueryResult<BatchRow>, { expect }: Statement): BatchRow[] {
  checkExpected(expect, rows.length, rowCount ?? 0)
  return rows
}
