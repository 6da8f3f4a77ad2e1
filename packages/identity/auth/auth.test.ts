import { systemClock } from '@atom/kernel'
import { dialects, testContext } from '@atom/storage/testing'
import { getMigrations } from 'better-auth/db/migration'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookieOf, openWorld } from '../testing.ts'
import { createAuth } from './auth.ts'

for (const dialect of dialects)
  describe(`accounts on ${dialect.name}`, () => {
    let world: Awaited<ReturnType<typeof openWorld>>
    beforeAll(async () => {
      world = await openWorld(dialect)
    })
    afterAll(() => world.close())

    test('signing up signs in and makes a workspace the person owns', async () => {
      const { cookie, response } = await world.signUp('Ana')
      expect(response.status).toBe(200)
      const caller = await world.identity.authenticate(new Headers({ cookie }))
      expect(caller).toMatchObject({ role: 'owner', kind: 'session', person: { name: 'Ana', email: 'ana@example.test' } })
      const workspace = await world.storage.kysely
        .selectFrom('workspace')
        .selectAll()
        .where('id', '=', caller?.workspaceId)
        .executeTakeFirst()
      expect(workspace?.name).toBe('Ana’s workspace')
    })

    test('the cookie is out of reach of scripts and of other sites', async () => {
      const { response } = await world.signUp('Bea')
      expect(response.headers.get('set-cookie')).toMatch(/^atom\.session_token=.+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
    })

    test('the right password signs in, a wrong one answers 401', async () => {
      const { email } = await world.signUp('Cleo')
      expect((await world.post('sign-in/email', { email, password: 'Cleo has a password' })).status).toBe(200)
      expect((await world.post('sign-in/email', { email, password: 'Cleo has another' })).status).toBe(401)
    })

    test('a second account with the same e-mail in other letters is refused', async () => {
      await world.signUp('Dora')
      const again = await world.signUp('Dora', { email: 'DORA@example.test' })
      expect(again.response.status).toBe(422)
    })

    test('two sign-ups with the same e-mail at once make one account', async () => {
      const both = await Promise.all([world.signUp('Eva'), world.signUp('Eva')])
      expect(both.map(one => one.response.status).sort()).toEqual([200, 422])
    })

    test.each([
      ['no name', { name: ' ' }],
      ['no address', { email: 'nobody' }],
      ['a short password', { password: 'short' }],
      ['a name that is not text', { name: 7 }],
    ])('%s is refused with 400', async (_what, wrong) => {
      expect((await world.signUp('Fay', wrong)).response.status).toBe(400)
    })

    test('a page of another origin cannot sign up for a person', async () => {
      const response = await world.identity.handleAuth(
        new Request('http://localhost:5058/api/auth/sign-up/email', {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
          body: JSON.stringify({ name: 'Gus', email: 'gus@example.test', password: 'a password' }),
        }),
      )
      expect(response.status).toBe(403)
    })

    test('after signing out the cookie is worth nothing', async () => {
      const { cookie } = await world.signUp('Hana')
      expect((await world.identity.authenticate(new Headers({ cookie })))?.person.name).toBe('Hana')
      expect((await world.post('sign-out', {}, cookie)).status).toBe(200)
      expect(await world.identity.authenticate(new Headers({ cookie }))).toBeUndefined()
    })

    test('after the password was changed elsewhere the other sessions end at once', async () => {
      const { cookie, email } = await world.signUp('Ila')
      const second = cookieOf(await world.post('sign-in/email', { email, password: 'Ila has a password' }))
      expect((await world.identity.authenticate(new Headers({ cookie: second })))?.person.name).toBe('Ila')
      const passwords = { currentPassword: 'Ila has a password', newPassword: 'Ila has a better one', revokeOtherSessions: true }
      expect((await world.post('change-password', passwords, cookie)).status).toBe(200)
      expect(await world.identity.authenticate(new Headers({ cookie: second }))).toBeUndefined()
    })

    test('a name is changed by me.update alone', async () => {
      const { cookie } = await world.signUp('Jan')
      expect((await world.post('update-user', { name: 'Another' }, cookie)).status).toBe(404)
    })

    test('a cookie with a changed signature is worth nothing', async () => {
      const { cookie } = await world.signUp('Ida')
      const changed = cookie.replace(/.{6}$/, 'AAA%3D')
      expect(await world.identity.authenticate(new Headers({ cookie: changed }))).toBeUndefined()
    })

    test('a token names its person until it has expired', async () => {
      const { cookie } = await world.signUp('Jo')
      const { token } = (await (await world.get('token', cookie)).json()) as { token: string }
      const caller = await world.identity.authenticate(new Headers({ authorization: `Bearer ${token}` }))
      expect(caller).toMatchObject({ kind: 'token', role: 'owner', person: { name: 'Jo' } })
    })

    test('a token somebody else signed names nobody', async () => {
      const { SignJWT, generateKeyPair } = await import('jose')
      const { privateKey } = await generateKeyPair('EdDSA')
      const forged = await new SignJWT({})
        .setProtectedHeader({ alg: 'EdDSA', kid: 'x' })
        .setIssuer('urn:atom')
        .setAudience('urn:atom')
        .setSubject('x')
        .setExpirationTime('5m')
        .sign(privateKey)
      expect(await world.identity.authenticate(new Headers({ authorization: `Bearer ${forged}` }))).toBeUndefined()
    })

    test('a session is renewed once it is a day old, and its new cookie is handed on', async () => {
      const { cookie } = await world.signUp('Kim')
      const token = decodeURIComponent(cookie).split('=')[1]?.split('.')[0]
      const expiresAt = new Date(Date.now() + 28 * 86_400_000).toISOString()
      await world.storage.kysely.updateTable('session').set({ expiresAt }).where('token', '=', token).execute()
      const caller = await world.identity.authenticate(new Headers({ cookie }))
      expect(caller?.setCookie?.[0]).toMatch(/^atom\.session_token=/)
      expect((await world.identity.authenticate(new Headers({ cookie })))?.setCookie).toBeUndefined()
    })

    test('a session that is not renewed says so to nobody who listens for lost rights', async () => {
      const { email } = await world.signUp('Lou')
      const signedIn = await world.post('sign-in/email', { email, password: 'Lou has a password', rememberMe: false })
      let told = 0
      const stop = world.identity.onRightsChanged(() => told++)
      for (let i = 0; i < 3; i++) expect(await world.identity.authenticate(new Headers({ cookie: cookieOf(signedIn) }))).toBeDefined()
      stop()
      expect(told).toBe(0)
    })

    test('a session ends after thirty days', async () => {
      const { cookie } = await world.signUp('Lea')
      world.clock.advance(31 * 86_400_000)
      expect(await world.identity.authenticate(new Headers({ cookie }))).toBeUndefined()
      world.clock.advance(-31 * 86_400_000)
    })

    test('the tables are those better-auth wants', async () => {
      const config = { port: 5058, publicUrl: undefined, signUp: undefined }
      const systemContext = (workspaceId: string) => testContext(world.storage, { workspaceId })
      const auth = createAuth({ storage: world.storage, config, clock: systemClock, port: () => 5058, systemContext })
      const options = { ...auth.options, database: { db: world.storage.kysely, type: dialect.name } } as typeof auth.options
      const { toBeCreated, toBeAdded } = await getMigrations(options)
      expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] })
    })
  })

for (const dialect of dialects)
  describe(`who may sign up on ${dialect.name}`, () => {
    test('of eight first people at once one gets in and owns the instance', async () => {
      const world = await openWorld(dialect, { signUp: undefined })
      const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']
      const statuses = (await Promise.all(names.map(name => world.signUp(name)))).map(one => one.response.status)
      expect(statuses.filter(status => status === 200)).toHaveLength(1)
      expect(statuses.filter(status => status === 403)).toHaveLength(7)
      expect(await world.storage.kysely.selectFrom('user').select('id').execute()).toHaveLength(1)
      await world.close()
    })

    test('closed means closed, for the first too', async () => {
      const world = await openWorld(dialect, { signUp: 'closed' })
      expect((await world.signUp('Ana')).response.status).toBe(403)
      expect(await world.storage.kysely.selectFrom('instance').select('id').execute()).toEqual([])
      await world.close()
    })

    test('an invitation lets one person in, into its workspace', async () => {
      const world = await openWorld(dialect, { signUp: undefined })
      const ana = await world.person('Ana')
      const { token } = (await world.run(ana, 'members.invite', { role: 'viewer' })) as { token: string }
      const [bo, cy] = await Promise.all([world.signUp('Bo', { invitation: token }), world.signUp('Cy', { invitation: token })])
      expect([bo, cy].map(one => one.response.status).sort()).toEqual([200, 403])
      const joined = bo.response.ok ? bo : cy
      expect(await world.identity.authenticate(new Headers({ cookie: joined.cookie }))).toMatchObject({
        workspaceId: ana.workspaceId,
        role: 'viewer',
      })
      await world.close()
    })

    test('an invitation that was used, or never was one, makes no account, where anybody may make one too', async () => {
      const world = await openWorld(dialect, { signUp: 'open' })
      const ana = await world.person('Ana')
      const { token } = (await world.run(ana, 'members.invite', { role: 'viewer' })) as { token: string }
      expect((await world.signUp('Bo', { invitation: token })).response.status).toBe(200)
      for (const invitation of [token, 'bogus']) {
        const { response } = await world.signUp('Cy', { invitation })
        expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([403, 'INVITATION_UNUSABLE'])
      }
      expect((await world.signUp('Cy')).response.status).toBe(200)
      await world.close()
    })

    test('an invitation for one e-mail address lets nobody else in', async () => {
      const world = await openWorld(dialect, { signUp: 'invite' })
      const ana = await world.person('Ana')
      const { token } = (await world.run(ana, 'members.invite', { email: 'bo@example.test' })) as { token: string }
      expect((await world.signUp('Cy', { invitation: token })).response.status).toBe(403)
      expect((await world.signUp('Bo', { invitation: token })).response.status).toBe(200)
      await world.close()
    })

    test('the sign-in page learns whether accounts can be made', async () => {
      const world = await openWorld(dialect, { signUp: undefined })
      expect(await world.identity.instance()).toEqual({ signUp: 'open', empty: true })
      await world.signUp('Ana')
      expect(await world.identity.instance()).toEqual({ signUp: 'invite', empty: false })
      await world.close()
    })
  })
