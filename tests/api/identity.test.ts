import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookieOf, person } from '../harness/person.ts'
import { type Anything, send } from '../harness/server.ts'
import { databases, eventually, expectProblem, startWorld, type World } from './world.ts'

const metricsToken = 'metrics-token-of-the-test'

for (const database of databases)
  describe(`identity on ${database.name}`, () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld({ database, env: database.name === 'sqlite' ? { ATOM_METRICS_TOKEN: metricsToken } : {} })
    })
    afterAll(() => world?.stop())
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

    describe('accounts', () => {
      test('signing up signs in and makes a workspace, for a page and for a program that sends no Origin', async () => {
        for (const headers of [{ origin: world.server.url }, {}] as Record<string, string>[]) {
          const email = `new.${Object.keys(headers).length}@example.com`
          const signedUp = await world.server.request('/api/auth/sign-up/email', {
            headers,
            body: { name: 'New', email, password: 'long enough for us' },
          })
          expect([signedUp.status, signedUp.body.user.email]).toEqual([200, email])
          const cookie = cookieOf(signedUp)
          const me = await world.server.request('/api/me', { headers: { cookie } })
          expect(me.body).toMatchObject({ name: 'New', email, role: 'owner', workspace: { name: expect.any(String) } })
          expect((await world.server.request('/api/tasks', { headers: { cookie } })).body).toEqual({ items: [], nextCursor: null })
        }
      })

      test('the session cookie is for this site and for no script', async () => {
        const signedIn = await world.server.request('/api/auth/sign-in/email', {
          body: { email: world.ana.email, password: world.ana.password },
        })
        expect(signedIn.status).toBe(200)
        const [cookie] = signedIn.headers.getSetCookie()
        expect(cookie).toMatch(/^atom\.session_token=.+; HttpOnly/)
        expect(cookie).toMatch(/SameSite=Lax/)
      })

      test('signing out ends the session for good', async () => {
        const signedIn = await world.server.request('/api/auth/sign-in/email', {
          body: { email: world.max.email, password: world.max.password },
        })
        const cookie = cookieOf(signedIn)
        expect((await world.server.request('/api/me', { headers: { cookie } })).status).toBe(200)
        expect((await world.server.request('/api/auth/sign-out', { method: 'POST', headers: { cookie } })).status).toBe(200)
        expectProblem(await world.server.request('/api/me', { headers: { cookie } }), 401, 'server.unauthenticated')
      })

      test('a wrong password, an unknown address, a short password and a taken address are told apart only where that gives nothing away', async () => {
        const { server, ana } = world
        const signIn = (email: string, password: string) => server.request('/api/auth/sign-in/email', { body: { email, password } })
        const [wrong, unknown] = [await signIn(ana.email, 'not the password'), await signIn('nobody@example.com', 'not the password')]
        expect([wrong.status, unknown.status]).toEqual([401, 401])
        expect(wrong.body).toEqual(unknown.body)
        const signUp = (body: object) =>
          server.request('/api/auth/sign-up/email', {
            body: { name: 'X', email: 'x1@example.com', password: 'long enough for us', ...body },
          })
        expect((await signUp({ password: 'short' })).status).toBe(400)
        expect((await signUp({ email: 'no address' })).status).toBe(400)
        expect((await signUp({ name: '' })).status).toBe(400)
        expect((await signUp({ email: ana.email.toUpperCase() })).status).toBe(422)
      })

      test('an invitation lets one person in, once, with the role it names', async () => {
        const { ana, server } = world
        const invited = await ana.api('/api/invitations', { body: { role: 'member' } })
        expect([invited.status, invited.body]).toEqual([
          201,
          { id: expect.any(String), role: 'member', token: expect.any(String), expiresAt: expect.any(String) },
        ])
        const joined = await person(server, 'Jo Ined', invited.body.token)
        const theirs = (await joined.api('/api/me')).body
        expect([theirs.role, theirs.workspace.id]).toEqual(['member', (await ana.api('/api/me')).body.workspace.id])
        await expect(person(server, 'Late Comer', invited.body.token)).rejects.toThrow('INVITATION_UNUSABLE')
      })
    })

    describe('keys', () => {
      test('POST /api/keys answers 201 with the key, once; the list has everything but the key', async () => {
        const made = await world.ana.browse('/api/keys', { body: { name: 'robot' } })
        expect([made.status, made.body]).toEqual([
          201,
          {
            id: expect.any(String),
            name: 'robot',
            key: expect.stringMatching(/^atom_\S{40,}$/),
            hint: expect.any(String),
            createdAt: expect.any(String),
          },
        ])
        const { key, ...rest } = made.body
        const listed = (await world.ana.browse('/api/keys')).body
        expect(listed.items).toContainEqual(rest)
        expect(JSON.stringify(listed)).not.toContain(key)
      })

      test('a key works in its own workspace; revoked, expired, cut or made-up ones open nothing, and say no more than that', async () => {
        const { ana, server } = world
        const made = (await ana.browse('/api/keys', { body: { name: 'short-lived', expiresInDays: 1 } })).body
        expect(made.expiresAt).toEqual(expect.any(String))
        const withKey = (key: string, headers = {}) => server.request('/api/tasks', { headers: { ...bearer(key), ...headers } })
        expect((await withKey(made.key)).status).toBe(200)
        const revoked = (await ana.browse('/api/keys', { body: { name: 'revoked' } })).body
        expect((await withKey(revoked.key)).status).toBe(200)
        expect((await ana.browse(`/api/keys/${revoked.id}`, { method: 'DELETE' })).status).toBe(200)
        for (const key of [revoked.key, made.key.slice(0, -1), `${made.key}x`, 'atom_', 'atom_made_up', 'x', `${made.key} ${made.key}`])
          expectProblem(await withKey(key), 401, 'server.unauthenticated')
        // A bad key is not helped by a good cookie.
        expectProblem(await withKey('atom_made_up', { cookie: ana.cookie }), 401, 'server.unauthenticated')
        expectProblem(await ana.browse(`/api/keys/${revoked.id}`, { method: 'DELETE' }), 404, 'identity.key_not_found')
        for (const value of ['Basic YTpi', 'Bearer', 'Bearer ', 'atom_x', `bearer\t${made.key}`])
          expectProblem(await server.request('/api/tasks', { headers: { authorization: value } }), 401, 'server.unauthenticated')
      })

      if (database.name === 'sqlite')
        test('an expired key opens nothing', async () => {
          const made = (await world.ana.browse('/api/keys', { body: { name: 'old', expiresInDays: 1 } })).body
          const db = new DatabaseSync(join(world.server.dataDir, 'atom.sqlite'))
          db.exec(`pragma busy_timeout = 5000; update api_key set expires_at = '2020-01-01T00:00:00.000Z' where id = '${made.id}'`)
          db.close()
          expectProblem(await world.server.request('/api/tasks', { headers: bearer(made.key) }), 401, 'server.unauthenticated')
        })

      test('nobody sees or revokes the keys of a colleague', async () => {
        const hers = (await world.ana.browse('/api/keys', { body: { name: 'hers' } })).body
        expect((await world.max.api('/api/keys')).body.items.map((key: { id: string }) => key.id)).not.toContain(hers.id)
        expectProblem(await world.max.api(`/api/keys/${hers.id}`, { method: 'DELETE' }), 404, 'identity.key_not_found')
      })
    })

    describe('tokens', () => {
      test('GET /api/auth/token gives a JWT that works as Bearer; changed, cut or unsigned ones do not', async () => {
        const { ana, server } = world
        const { body } = await ana.browse('/api/auth/token')
        const [head, payload, signature] = body.token.split('.') as [string, string, string]
        const withToken = (token: string) => server.request('/api/me', { headers: bearer(token) })
        expect((await withToken(body.token)).body.email).toBe(ana.email)
        const made = await send(`${server.url}/api/tasks`, { headers: bearer(body.token), body: { title: 'by token' } })
        expect(made.status).toBe(201)
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
        const forged = (changes: object) => Buffer.from(JSON.stringify({ ...claims, ...changes })).toString('base64url')
        const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
        for (const token of [
          `${head}.${forged({ sub: 'somebody else' })}.${signature}`,
          `${head}.${forged({ exp: claims.exp + 1_000_000 })}.${signature}`,
          `${unsigned}.${payload}.`,
          `${head}.${payload}.${signature.slice(0, -2)}`,
          `${head}.${payload}`,
          'a.b.c',
        ])
          expectProblem(await withToken(token), 401, 'server.unauthenticated')
        expect(claims.exp - claims.iat).toBe(900)
      })

      test('there is none without a session', async () => {
        expect((await world.server.request('/api/auth/token')).status).toBe(401)
      })
    })

    describe('/api/me', () => {
      test('gives the caller, and PATCH changes name, zone and language, each checked', async () => {
        const { eve } = world
        const { body: before } = await eve.api('/api/me')
        expect(before).toEqual({
          id: expect.any(String),
          name: 'Eve Stone',
          email: eve.email,
          timeZone: expect.any(String),
          locale: 'en-GB',
          role: 'owner',
          workspace: { id: expect.any(String), name: expect.any(String), createdAt: expect.any(String) },
          workspaces: [{ id: before.workspace.id, name: before.workspace.name, role: 'owner' }],
          ownsInstance: false,
        })
        const change = (body: object) => eve.api('/api/me', { method: 'PATCH', body })
        expect((await change({ name: 'Eve S.', timeZone: 'Asia/Kolkata', locale: 'de-de' })).body).toEqual({
          ...before,
          name: 'Eve S.',
          timeZone: 'Asia/Kolkata',
          locale: 'de-DE',
        })
        expectProblem(await change({ timeZone: 'Mars/Olympus' }), 400, 'identity.time_zone_unknown')
        expectProblem(await change({ timeZone: '' }), 400, 'kernel.invalid_input')
        expectProblem(await change({ locale: 'no such language!' }), 400, 'identity.locale_unknown')
        expectProblem(await change({ email: 'other@example.com' }), 400, 'kernel.invalid_input')
        expectProblem(await change({ role: 'owner' }), 400, 'kernel.invalid_input')
        expect((await eve.api('/api/me')).body).toMatchObject({ name: 'Eve S.', timeZone: 'Asia/Kolkata', locale: 'de-DE' })
      })
    })

    describe('/api/audit', () => {
      test('says who did what to which record, by names of fields and never by values', async () => {
        const { ana } = world
        const secret = 'a title only its readers know'
        const { body: task } = await ana.api('/api/tasks', { body: { title: secret, notes: secret } })
        await ana.browse(`/api/tasks/${task.id}`, { method: 'PATCH', body: { priority: 'high' } })
        await ana.api('/api/tasks/01a00000-0000-7000-8000-000000000000', { method: 'DELETE' })
        await world.vic.api('/api/tasks', { body: { title: secret } })
        const log = await ana.api('/api/audit?limit=200')
        expect(log.status).toBe(200)
        expect(JSON.stringify(log.body)).not.toContain(secret)
        const mine = (await ana.api('/api/me')).body.id
        const at = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.+Z$/)
        expect(log.body.items).toContainEqual({
          id: expect.any(String),
          at,
          actor: expect.stringMatching(/^key:/),
          who: 'Ana Reyes, key “tests”',
          via: 'api',
          skill: 'tasks.create',
          effect: 'write',
          target: task.id,
          fields: ['title', 'notes'],
          outcome: 'done',
        })
        expect(log.body.items).toContainEqual(
          expect.objectContaining({
            actor: `person:${mine}`,
            who: 'Ana Reyes',
            skill: 'tasks.update',
            target: task.id,
            outcome: 'done',
            fields: expect.arrayContaining(['priority']),
          }),
        )
        expect(log.body.items).toContainEqual(
          expect.objectContaining({ skill: 'tasks.delete', effect: 'destructive', outcome: 'failed', error: 'kernel.not_found' }),
        )
        expect(log.body.items).toContainEqual(
          expect.objectContaining({ skill: 'tasks.create', outcome: 'denied', error: 'kernel.forbidden' }),
        )
      })

      test('tells of accounts: who signed up, in and out, and whose password was changed or tried', async () => {
        const { server } = world
        const { email, password, browse, api } = await person(server, 'Una Udit')
        const { id } = (await api('/api/me')).body
        const signIn = (given: string) => server.request('/api/auth/sign-in/email', { body: { email, password: given } })
        const change = (currentPassword: string) =>
          browse('/api/auth/change-password', { body: { currentPassword, newPassword: 'a newer long password' } })
        expect((await change('not the password')).status).toBe(400)
        expect((await change(password)).status).toBe(200)
        const cookie = cookieOf(await signIn('a newer long password'))
        await server.request('/api/auth/sign-out', { method: 'POST', headers: { cookie, origin: server.url } })
        const log = (await api('/api/audit')).body.items.filter(({ skill }: Anything) => skill.startsWith('account.'))
        expect(log.map(({ actor, target, skill, outcome, error }: Anything) => [actor, target, skill, outcome, error])).toEqual(
          [
            ['account.sign-out', 'done', undefined],
            ['account.sign-in', 'done', undefined],
            ['account.change-password', 'done', undefined],
            ['account.change-password', 'failed', 'auth.invalid_password'],
            ['account.sign-up', 'done', undefined],
          ].map(line => [`person:${id}`, id, ...line]),
        )
        expect(JSON.stringify(log)).not.toMatch(/long password|session_token/)
      })

      test('tells of sign-ins that failed, for the account that was tried', async () => {
        const { email, api } = await person(world.server, 'Uwe Unsure')
        const { id } = (await api('/api/me')).body
        const body = { email: email.toUpperCase(), password: 'not the password' }
        expect((await world.server.request('/api/auth/sign-in/email', { body })).status).toBe(401)
        const { actor, target, outcome, error } = await eventually(async () =>
          (await api('/api/audit')).body.items.find(({ skill }: Anything) => skill === 'account.sign-in'),
        )
        expect([actor, target, outcome, error]).toEqual(['system', id, 'failed', 'auth.invalid_email_or_password'])
      })

      test('is for admins, and for their own workspace', async () => {
        expectProblem(await world.max.api('/api/audit'), 403, 'kernel.forbidden')
        expectProblem(await world.vic.api('/api/audit'), 403, 'kernel.forbidden')
        const hers = (await world.ana.api('/api/audit?limit=200')).body.items.map((item: { id: string }) => item.id)
        const theirs = (await world.eve.api('/api/audit?limit=200')).body.items.map((item: { id: string }) => item.id)
        expect(theirs.filter((id: string) => hers.includes(id))).toEqual([])
      })
    })

    describe('health, metrics, notifications', () => {
      test('/health says ready to anybody', async () => {
        const answer = await world.server.request('/health')
        expect([answer.status, answer.body]).toEqual([200, { status: 'ready' }])
      })

      test('a reminder that comes due becomes a notification of its person alone, which can be read', async () => {
        const { max, ana } = world
        await max.api('/api/reminders', { body: { title: 'Ring the bell', due: new Date(Date.now() + 300).toISOString() } })
        const item = await eventually(async () => (await max.api('/api/notifications')).body.items[0])
        expect(item).toEqual({
          id: expect.any(String),
          kind: 'reminder',
          title: 'Ring the bell',
          link: expect.any(String),
          createdAt: expect.any(String),
        })
        expect((await ana.api('/api/notifications')).body.items).toEqual([])
        expectProblem(
          await ana.api(`/api/notifications/${item.id}`, { method: 'PATCH', body: { read: true } }),
          404,
          'identity.notification_not_found',
        )
        const read = await max.api(`/api/notifications/${item.id}`, { method: 'PATCH', body: { read: true } })
        expect(read.body).toEqual({ ...item, readAt: expect.any(String) })
        expect((await max.api('/api/notifications?unread=true')).body.items).toEqual([])
      })
    })

    test('/metrics is open on this machine, and to whom a proxy passes on only with the token, if there is one', async () => {
      const ask = (headers: Record<string, string> = {}) => world.server.request('/metrics', { headers })
      const open = await ask()
      expect([open.status, open.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain')])
      expect(open.body).toContain('atom_http_request_duration_seconds')
      const passedOn = { 'x-forwarded-for': '203.0.113.9' }
      const strangers: Record<string, string>[] = [
        passedOn,
        { forwarded: 'for=203.0.113.9' },
        { ...passedOn, authorization: 'Bearer ' },
        { ...passedOn, authorization: `Bearer ${metricsToken.toUpperCase()}` },
        { ...passedOn, authorization: `Bearer ${world.ana.key}` },
      ]
      for (const headers of strangers) expectProblem(await ask(headers), 401, 'server.unauthenticated')
      const withToken = await ask({ ...passedOn, authorization: `Bearer ${metricsToken}` })
      expect(withToken.status).toBe(database.name === 'sqlite' ? 200 : 401)
    })

    test.each([
      ['localhost:80', 200],
      ['127.0.0.1', 200],
      ['[::1]:5058', 200],
      ['evil.example:80', 401],
      ['127.0.0.1.evil.example', 401],
    ])('/metrics asked for under the name %s is answered %i', async (host, status) => {
      const asked = request(`${world.server.url}/metrics`, { headers: { host } }).end()
      const [answer] = (await once(asked, 'response')) as [IncomingMessage]
      answer.resume()
      expect(answer.statusCode).toBe(status)
    })

    describe('/api/stream', () => {
      interface Heard {
        id: string
        event: string
        data: Anything
      }
      /** Listens until enough was heard. */
      async function listen(
        headers: Record<string, string>,
        enough: (heard: Heard[]) => boolean,
        meanwhile = async () => {},
      ): Promise<Heard[]> {
        const abort = new AbortController()
        const answer = await fetch(`${world.server.url}/api/stream`, {
          headers,
          signal: AbortSignal.any([abort.signal, AbortSignal.timeout(8000)]),
        })
        expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
        await meanwhile()
        const heard: Heard[] = []
        let text = ''
        for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
          text += Buffer.from(chunk).toString()
          for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(text.slice(0, end))?.[1]
            if (field('data'))
              heard.push({ id: field('id') as string, event: field('event') as string, data: JSON.parse(field('data') as string) })
            text = text.slice(end + 2)
          }
          if (enough(heard)) break
        }
        abort.abort()
        return heard
      }
      const ofTasks = (heard: Heard[]) => heard.filter(({ event }) => event === 'task.created').map(({ data }) => data.data.title)

      test('tells what happens in the workspace as it happens, and nothing of another', async () => {
        const { ana, eve } = world
        const heard = await listen(
          bearer(ana.key),
          all => ofTasks(all).includes('two'),
          async () => {
            await ana.api('/api/tasks', { body: { title: 'one' } })
            await eve.api('/api/tasks', { body: { title: 'elsewhere' } })
            await ana.api('/api/tasks', { body: { title: 'two' } })
          },
        )
        expect(ofTasks(heard)).toEqual(['one', 'two'])
        expect(heard[0]?.data).toEqual({
          id: heard[0]?.id,
          name: 'task.created',
          data: expect.objectContaining({ id: expect.any(String) }),
          at: expect.any(String),
        })
      })

      test('with Last-Event-ID it begins with what was missed, each once and in order', async () => {
        const { ana } = world
        const before = await listen(
          bearer(ana.key),
          all => ofTasks(all).length === 1,
          async () => void (await ana.api('/api/tasks', { body: { title: 'seen' } })),
        )
        const last = before.at(-1)?.id as string
        for (const title of ['missed 1', 'missed 2']) await ana.api('/api/tasks', { body: { title } })
        const after = await listen(
          { ...bearer(ana.key), 'last-event-id': last },
          all => ofTasks(all).includes('live'),
          async () => void (await ana.api('/api/tasks', { body: { title: 'live' } })),
        )
        expect(ofTasks(after)).toEqual(['missed 1', 'missed 2', 'live'])
      })

      test('an unknown Last-Event-ID does no harm', async () => {
        const { ana } = world
        for (const id of ['junk', '00000000-0000-0000-0000-000000000000', `'; drop table event; --`]) {
          const heard = await listen(
            { ...bearer(ana.key), 'last-event-id': id },
            all => ofTasks(all).includes(id),
            async () => void (await ana.api('/api/tasks', { body: { title: id } })),
          )
          expect(ofTasks(heard)).toContain(id)
        }
      })

      test('what concerns one person alone is not told to a colleague', async () => {
        const { ana, max } = world
        const heard = await listen(
          bearer(ana.key),
          all => ofTasks(all).includes('after the chat'),
          async () => {
            await max.chat('hello')
            await max.api('/api/tasks', { body: { title: 'after the chat' } })
          },
        )
        expect(heard.filter(({ event }) => event.startsWith('chat.'))).toEqual([])
      })
    })
  })
