import pg from 'pg'
import { expect, test } from 'vitest'

test('tests have a real PostgreSQL with UTF-8 and the C collation', async () => {
  const client = new pg.Client({ connectionString: process.env.ATOM_TEST_POSTGRES })
  await client.connect()
  const { rows } = await client.query(
    `select current_setting('server_encoding') as encoding, datcollate as collation from pg_database where datname = current_database()`,
  )
  await client.end()
  expect(rows).toEqual([{ encoding: 'UTF8', collation: 'C.UTF-8' }])
})
