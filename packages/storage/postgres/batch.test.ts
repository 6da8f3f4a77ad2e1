import { newId } from '@atom/kernel'
import { Client, Pool } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { postgresBatch } from './batch.ts'

const admin = process.env.ATOM_TEST_POSTGRES

describe.runIf(admin)('batches that come together', () => {
  const name = `batch_${newId().replaceAll('-', '')}`
  const url = new URL(admin ?? 'postgres://nowhere')
  url.pathname = `/${name}`
  let client: Client
  let pool: Pool
  beforeAll(async () => {
    client = new Client({ connectionString: admin })
    await client.connect()
    await client.query(`create database ${name} template template0`)
    pool = new Pool({ connectionString: url.href, max: 10, pipeline: true })
    pool.on('error', () => {})
    await pool.query('create table thing (id integer primary key, rank bigint)')
  })
  afterEach(() => pool.query('delete from thing'))
  afterAll(async () => {
    await pool?.end()
    await client?.query(`drop database ${name} with (force)`)
    await client?.end()
  })
  /** `rank`: the transaction that wrote it. */
  const insert = (id: number) => [{ sql: 'insert into thing values (?, txid_current()) returning id', parameters: [id], expect: 1 }]

  test('share a transaction', async () => {
    const batch = postgresBatch(pool)
    const written = await Promise.all(Array.from({ length: 40 }, (_, id) => batch(insert(id))))
    expect(written).toEqual(Array.from({ length: 40 }, (_, id) => [[{ id }]]))
    const { rows } = await pool.query('select count(*)::integer as things, count(distinct rank)::integer as transactions from thing')
    expect(rows).toEqual([{ things: 40, transactions: 1 }])
  })

  test('are kept all but the one that failed, which is told why', async () => {
    const batch = postgresBatch(pool)
    await batch(insert(7))
    const all = await Promise.allSettled(Array.from({ length: 20 }, (_, id) => batch(insert(id))))
    expect(all.flatMap(({ status }, id) => (status === 'rejected' ? [id] : []))).toEqual([7])
    expect(all[7]).toMatchObject({ reason: { code: '23505' } })
    expect((await pool.query('select id from thing order by id')).rows.map(({ id }) => id)).toEqual(
      Array.from({ length: 20 }, (_, id) => id),
    )
  })

  test('do not wait for the one whose row somebody else has locked', async () => {
    const batch = postgresBatch(pool)
    await batch(insert(0))
    const other = await pool.connect()
    await other.query('begin')
    await other.query('update thing set rank = 1 where id = 0')
    let waited = true
    const locked = batch([{ sql: 'update thing set rank = 2 where id = 0', parameters: [], expect: 1 }]).then(() => (waited = false))
    await Promise.all([1, 2, 3].map(id => batch(insert(id))))
    expect(waited).toBe(true)
    await other.query('commit')
    other.release()
    await locked
    expect((await pool.query('select rank from thing where id = 0')).rows).toEqual([{ rank: '2' }])
  })
})
