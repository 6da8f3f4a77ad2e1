import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { person } from '../harness/person.ts'
import { type Server, startServer } from '../harness/server.ts'
import { requestAt } from '../harness/speak.ts'

const many = (status: number, count: number) => Array.from({ length: count }, () => status)

describe('guesses at a password', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server?.stop())

  test.each([
    'sign-in\\email',
    'sign-in%2Femail',
    'sign-in%5Cemail',
    './sign-in/email',
    'x/../sign-in/email',
    'x/%2e%2e/sign-in/email',
    'sign%2Din/email',
    '/sign-in/email',
    'sign-in/email#x',
  ])('an address that only some readers take for that of the sign-in is none: %s', async path => {
    const ana = await person(server)
    const { email, password } = ana
    const signIn = (address: string) => requestAt(server.url, address, { method: 'POST', body: { email, password } })
    expect(await signIn(`/api/auth/${path}`)).toBe(404)
    expect(await signIn('/api/auth/sign-in/email')).toBe(200)
  })

  test('they are counted however the address of the sign-in may be written', async () => {
    const { email, password } = await person(server)
    const statuses: number[] = []
    for (const [n, address] of [...many(0, 14).keys()].map(
      n => [n, n % 2 ? '/api/auth/sign-in/email/' : '/api/auth/sign-in/email?x'] as const,
    ))
      statuses.push(await requestAt(server.url, address, { method: 'POST', body: { email, password: `wrong guess ${n}` } }))
    expect(statuses).toEqual([...many(401, 10), ...many(429, 4)])
    expect(await requestAt(server.url, '/api/auth/sign-in/email', { method: 'POST', body: { email, password } })).toBe(429)
  })

  test.each([
    ['change-password', (guess: string) => ({ currentPassword: guess, newPassword: 'another long one' })],
    ['verify-password', (guess: string) => ({ password: guess })],
  ])('within a session they are counted too, whoever they are said to be for: %s', async (path, body) => {
    const { browse, password } = await person(server)
    const statuses: number[] = []
    for (let n = 0; n < 13; n++)
      statuses.push((await browse(`/api/auth/${path}`, { body: { ...body(`wrong guess ${n}`), email: `${n}@example.com` } })).status)
    expect(statuses).toEqual([...many(400, 10), ...many(429, 3)])
    expect((await browse(`/api/auth/${path}`, { body: body(password) })).status).toBe(429)
  })

  test('the right password does not count', async () => {
    const { browse, password } = await person(server)
    for (let n = 0; n < 15; n++) expect((await browse('/api/auth/verify-password', { body: { password } })).status).toBe(200)
  })
})

describe('an address written in another way is the same address', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer({ env: { ATOM_RATE_LIMIT: '20' } })
  })
  afterAll(() => server?.stop())
  const written = ['/%61pi/tasks', '/api/%74asks', '/api/tasks/', 'http://localhost/api/tasks', '/%61pi/nothing', 'http://x/api/nothing']

  test.each(written)('%s: nobody gets in without a key', async address => {
    expect(await requestAt(server.url, address)).toBe(401)
  })

  test('it answers as written plainly, and its requests are counted with those that made the key', async () => {
    const { key } = await person(server)
    const headers = { authorization: `Bearer ${key}` }
    const statuses: number[] = []
    for (let n = 0; n < 21; n++) statuses.push(await requestAt(server.url, written[n % 4] as string, { headers }))
    expect(statuses).toEqual([...many(200, 19), 429, 429])
    expect(server.log).not.toContain('    at ')
  })
})
