import { createHash } from 'node:crypto'
import type { Pool, PoolClient, QueryResult } from 'pg'
import { type Batch, type BatchRow, checkExpected, numberedSql, type Statement } from '../batch.ts'

/** Batches on connections of the pool, each statement planned once per connection. */
export const postgresBatch =
  (pool: Pool): Batch =>
  async statements => {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query('begin')
      const results: BatchRow[][] = []
      for (const statement of statements) results.push(await run(client, statement))
      await client.query('commit')
      return results
    } catch (error) {
      await client.query('rollback').catch((cause: Error) => {
        broken = cause
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

async function run(client: PoolClient, { sql, parameters, expect }: Statement): Promise<BatchRow[]> {
  const { rows, rowCount }: QueryResult<BatchRow> = await client.query({
    name: nameOf(sql),
    text: numberedSql(sql),
    values: [...parameters],
  })
  checkExpected(expect, rows.length, rowCount ?? 0)
  return rows
}

const names = new Map<string, string>()
/** PostgreSQL cuts names at 63 bytes. */
function nameOf(sql: string): string {
  let name = names.get(sql)
  if (!name) {
    name = createHash('sha1').update(sql).digest('hex')
    names.set(sql, name)
  }
  return name
}
