import { afterEach, describe, expect, test } from 'vitest'
import { freePort } from '../harness/postgres.ts'
import { send, startServer } from '../harness/server.ts'
import { eventually, expectProblem } from './world.ts'

const account = (name: string, more: object = {}) => ({ name, email: `${name}@example.com`, password: 'long enough for us', ...more })

let stop: (() => Promise<unknown>) | undefined
afterEach(() => stop?.())

describe('one installation', { timeout: 60_000 }, () => {
  test('takes its first account from anybody, and later ones by invitation', async () => {
    const server = await startServer({ env: { ATOM_SIGN_UP: '' } })
    stop = server.stop
    const signUp = (name: string, more?: object) => server.request('/api/auth/sign-up/email', { body: account(name, more) })
    expect((await server.request('/api/instance')).body).toEqual({ signUp: 'open', empty: true })
    const first = await signUp('first')
    expect(first.status).toBe(200)
    expect((await server.request('/api/instance')).body).toEqual({ signUp: 'invite', empty: false })
    expect((await signUp('second')).status).toBe(403)
    expect((await signUp('second', { invitation: 'made up' })).status).toBe(403)
    const cookie = first.headers.getSetCookie()[0]?.split(';')[0] as string
    const me = (await server.request('/api/me', { headers: { cookie } })).body
    expect([me.ownsInstance, me.role]).toEqual([true, 'owner'])
    const { token } = (await server.request('/api/invitations', { body: {}, headers: { cookie } })).body
    expect((await signUp('second', { invitation: token })).status).toBe(200)
    expect((await signUp('third', { invitation: token })).status).toBe(403)
  })

  test('behind ATOM_PUBLIC_URL takes its pages for its own, and keeps cookies and connections secure', async () => {
    const port = await freePort()
    const publicUrl = 'https://atom.example'
    const server = await startServer({
      env: { ATOM_PORT: String(port), ATOM_PUBLIC_URL: publicUrl, ATOM_TRUST_PROXY: 'true' },
      awaitReady: false,
    })
    stop = server.stop
    const at = (path: string) => `http://127.0.0.1:${port}${path}`
    await eventually(
      () =>
        send(at('/health')).then(
          answer => (answer.status === 200 ? true : undefined),
          () => undefined,
        ),
      45,
    )
    const proxied = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https', origin: publicUrl }
    const signedUp = await send(at('/api/auth/sign-up/email'), { body: account('first'), headers: proxied })
    expect(signedUp.status).toBe(200)
    expect(signedUp.headers.get('strict-transport-security')).toBe('max-age=31536000')
    const [set] = signedUp.headers.getSetCookie()
    expect(set).toMatch(/; Secure/)
    const cookie = set?.split(';')[0] as string
    expect((await send(at('/api/tasks'), { body: { title: 'x' }, headers: { ...proxied, cookie } })).status).toBe(201)
    expectProblem(
      await send(at('/api/tasks'), { body: { title: 'x' }, headers: { cookie, origin: 'http://atom.example' } }),
      403,
      'server.foreign_origin',
    )
    expect((await send(at('/api/auth/sign-out'), { method: 'POST', headers: { ...proxied, cookie } })).status).toBe(200)
    expectProblem(await send(at('/api/me'), { headers: { cookie } }), 401)
  })
})
