import { newId } from '@atom/kernel'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { holdRole } from './hold-role.ts'

const admin = process.env.ATOM_TEST_POSTGRES

describe.runIf(admin)('the role of the server', () => {
  const name = `role_${newId().replaceAll('-', '')}`
  const url = new URL(admin ?? 'postgres://nowhere')
  url.pathname = `/${name}`
  let client: Client
  beforeAll(async () => {
    client = new Client({ connectionString: admin })
    await client.connect()
    await client.query(`create database ${name} template template0`)
  })
  afterAll(async () => {
    await client?.query(`drop database ${name} with (force)`)
    await client?.end()
  })
  const hold = (lost: (error: unknown) => void = () => {}) => holdRole({ databaseUrl: url.href, role: 'server', lost })
  const holders = async (): Promise<number[]> =>
    (
      await client.query(
        `select pid from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = $1)`,
        [name],
      )
    ).rows.map(row => row.pid)

  test('is one process’s: a second is refused with who has it, until the first gives it back', async () => {
    const first = await hold()
    await expect(hold()).rejects.toMatchObject({
      code: 'storage.role_taken',
      message: expect.stringMatching(
        new RegExp(`^Another ATOM server \\(.*:${process.pid}( at .*)?\\) uses this PostgreSQL database\\. Stop it first, or give`),
      ),
    })
    await first.release()
    await (await hold()).release()
    expect(await holders()).toEqual([])
  })

  test('is taken again when its connection broke, as when PostgreSQL was started anew', async () => {
    const told: unknown[] = []
    const held = await hold(error => told.push(error))
    const [pid] = await holders()
    await client.query('select pg_terminate_backend($1)', [pid])
    let now: number[] = []
    while (now.length === 0 || now[0] === pid) now = await holders()
    expect([now.length, told]).toEqual([1, []])
    await held.release()
    expect(await holders()).toEqual([])
  })
})
