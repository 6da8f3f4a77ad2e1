import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, person } from '../harness/person.ts'
import { type Postgres, startPostgres } from '../harness/postgres.ts'
import { type Server, startServer } from '../harness/server.ts'

let postgres: Postgres
let server: Server
let ana: Person

beforeAll(async () => {
  postgres = await startPostgres()
  server = await startServer({ env: { ATOM_DATABASE_URL: postgres.url } })
  ana = await person(server)
})
afterAll(() => server.stop())

test('while PostgreSQL is away calls are refused with a sentence and when to come again', async () => {
  expect((await ana.api('/api/tasks', { body: { title: 'before' } })).status).toBe(201)
  await postgres.stop()
  const calls = [
    await ana.api('/api/tasks'),
    await ana.api('/api/tasks', { body: { title: 'away' } }),
    await ana.api('/api/chat', { body: { text: 'hello' } }),
  ]
  const refused = {
    status: 503,
    code: 'storage.unreachable',
    detail: 'The database cannot be reached at the moment. Try again in a few seconds.',
    again: '5',
  }
  expect(
    calls.map(({ status, body, headers }) => ({ status, code: body.code, detail: body.detail, again: headers.get('retry-after') })),
  ).toEqual([refused, refused, refused])
})
