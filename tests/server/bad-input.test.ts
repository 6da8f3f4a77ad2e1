import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, person } from '../harness/person.ts'
import { type Server, startServer } from '../harness/server.ts'

let server: Server
let ana: Person
let eve: Person

beforeAll(async () => {
  server = await startServer()
  ana = await person(server)
  eve = await person(server, 'Eve Stone')
})
afterAll(() => server?.stop())

const json = { 'content-type': 'application/json' }

describe('bad input is answered with a clear 4xx', () => {
  for (const [what, body] of [
    ['half an object', '{"title":'],
    ['a bare word', 'hello'],
  ] as const)
    test(`malformed JSON: ${what}`, async () => {
      const answer = await ana.api('/api/tasks', { method: 'POST', headers: json, body })
      expect(answer.status).toBe(400)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
      expect(answer.body.code).toBe('server.bad_json')
    })

  for (const [what, body, path] of [
    ['a number for a title', { title: 7 }, 'title'],
    ['no title', {}, 'title'],
    ['an unknown field', { title: 'x', colour: 'red' }, 'colour'],
    ['a day that does not exist', { title: 'x', due: '2026-02-30' }, 'due'],
    ['a priority nobody knows', { title: 'x', priority: 'someday' }, 'priority'],
    ['a list where one word belongs', { title: ['x'] }, 'title'],
  ] as const)
    test(`${what} names the field`, async () => {
      const answer = await ana.api('/api/tasks', { body })
      expect(answer.status).toBe(400)
      expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual([path])
    })

  test('a body of 10 MB is refused', async () => {
    const answer = await ana.api('/api/tasks', { body: { title: 'x'.repeat(10_000_000) } })
    expect(answer.status).toBe(413)
    expect(answer.body.code).toBe('server.too_large')
  })

  test('a query parameter nobody knows is refused', async () => {
    expect((await ana.api('/api/tasks?colour=red')).status).toBe(400)
  })

  for (const limit of ['0', '201', '-1', 'ten'])
    test(`limit=${limit} is refused`, async () => {
      expect((await ana.api(`/api/tasks?limit=${limit}`)).status).toBe(400)
    })

  test('a cursor that was made up is refused', async () => {
    expect((await ana.api('/api/tasks?cursor=abc')).status).toBe(400)
  })

  test('an address that does not exist is a problem, not a page', async () => {
    const answer = await ana.api('/api/nothing-here')
    expect(answer.status).toBe(404)
    expect(answer.body.status).toBe(404)
  })
})

describe('text is text', () => {
  const nasty = [
    `'; drop table task; --`,
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '{{ 7*7 }} #{7*7} %s %n',
    'naïve 🦊 \u202e\u0007 日本語',
    '"\\\u2028"',
  ]
  for (const text of nasty)
    test(`comes back as it was: ${JSON.stringify(text)}`, async () => {
      const made = await ana.api('/api/tasks', { body: { title: text, notes: text, labels: [text.slice(0, 20).trim()] } })
      expect(made.status).toBe(201)
      const got = await ana.api(`/api/tasks/${made.body.id}`)
      expect({ title: got.body.title, notes: got.body.notes }).toEqual({ title: text, notes: text })
      const found = await ana.api('/api/skills/tasks.search/invoke', { body: { query: text } })
      expect(found.status).toBe(200)
    })
})

describe('another workspace', () => {
  const records = [
    ['/api/tasks', { title: 'Secret' }, { title: 'Stolen' }],
    ['/api/calendar/events', { title: 'Secret', start: '2026-11-27T10:00' }, { title: 'Stolen' }],
    ['/api/notes', { body: 'Secret' }, { body: 'Stolen' }],
    ['/api/contacts', { name: 'Secret' }, { name: 'Stolen' }],
    ['/api/reminders', { title: 'Secret', due: '2026-11-27T10:00' }, { title: 'Stolen' }],
  ] as const
  for (const [path, body, change] of records)
    test(`${path}: its records are not found, not listed and not changed`, async () => {
      const made = await ana.api(path, { body })
      expect(made.status).toBe(201)
      const address = `${path}/${made.body.id}`
      const before = await ana.api(address)
      expect(before.status).toBe(200)
      expect((await eve.api(address)).status).toBe(404)
      expect((await eve.api(address, { method: 'PATCH', body: change })).status).toBe(404)
      expect((await eve.api(address, { method: 'DELETE' })).status).toBe(404)
      expect((await eve.api(path)).body.items).toEqual([])
      expect((await ana.api(address)).body).toEqual(before.body)
    })
})

describe('callers', () => {
  for (const path of [
    '/api/tasks',
    '/api/me',
    '/api/keys',
    '/api/audit',
    '/api/skills',
    '/api/stream',
    '/api/notifications',
    '/api/chat/sessions',
    '/api/approvals',
  ])
    test(`${path} is closed without a caller`, async () => {
      const answer = await server.request(path)
      expect(answer.status).toBe(401)
      expect(answer.body.code).toBe('server.unauthenticated')
    })

  test('a key that was made up, cut or revoked opens nothing', async () => {
    const made = await ana.browse('/api/keys', { body: { name: 'short-lived' } })
    const withKey = (key: string) => server.request('/api/tasks', { headers: { authorization: `Bearer ${key}` } })
    expect((await withKey(made.body.key)).status).toBe(200)
    expect((await withKey(made.body.key.slice(0, -1))).status).toBe(401)
    expect((await withKey('atom_made_up')).status).toBe(401)
    await ana.browse(`/api/keys/${made.body.id}`, { method: 'DELETE' })
    expect((await withKey(made.body.key)).status).toBe(401)
  })

  test('a cookie from a foreign page may not write', async () => {
    const answer = await ana.browse('/api/tasks', { body: { title: 'forged' }, headers: { origin: 'https://evil.example' } })
    expect(answer.status).toBe(403)
    expect((await ana.api('/api/skills/tasks.search/invoke', { body: { query: 'forged' } })).body.output.items).toEqual([])
  })

  test('200 wrong sign-ins at once let nobody in and break nothing', async () => {
    const attempt = (number: number) =>
      server.request('/api/auth/sign-in/email', {
        body: { email: ana.email, password: `wrong guess ${number}` },
        headers: { origin: server.url },
      })
    const statuses = await Promise.all(Array.from({ length: 200 }, (_, number) => attempt(number).then(answer => answer.status)))
    expect(statuses.filter(status => status !== 401 && status !== 429)).toEqual([])
    expect(statuses.filter(status => status === 429).length).toBeGreaterThan(100)
    expect((await ana.api('/api/tasks')).status).toBe(200)
  })

  test('no answer leaks a path, a query or a stack', async () => {
    const answers = await Promise.all([
      ana.api('/api/tasks/%00'),
      ana.api(`/api/tasks/${'x'.repeat(400)}`),
      ana.api('/api/skills/no.such/invoke', { body: {} }),
      ana.api('/api/chat', { body: { text: '' } }),
      ana.api('/api/chat', { body: { text: 'hi', sessionId: 'nobody' } }),
    ])
    expect(answers.map(({ status }) => Math.floor(status / 100))).toEqual([4, 4, 4, 4, 4])
    for (const { body } of answers) expect(JSON.stringify(body)).not.toMatch(/\/packages\/|node_modules|select |insert | at \w+ \(/i)
  })
})
