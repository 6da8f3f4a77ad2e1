import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookieOf, type Person, person } from '../harness/person.ts'
import type { Anything } from '../harness/server.ts'
import { databases, expectProblem, startWorld, type World } from './world.ts'

const fresh = 'a fresh long password'

// A stream asks every 25 s whether its caller is still allowed; at once is sooner.
for (const database of databases)
  describe(`who belongs to a workspace on ${database.name}`, { timeout: 20_000 }, () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld({ database })
    })
    afterAll(() => world?.stop())

    const idOf = async (one: Person): Promise<string> => (await one.api('/api/me')).body.id
    const joins = async (name: string, role: string) => {
      const invited = await world.ana.api('/api/invitations', { body: { role } })
      return person(world.server, name, invited.body.token)
    }
    const signIn = (one: Person, password = one.password, more = {}) =>
      world.server.request('/api/auth/sign-in/email', { body: { email: one.email, password, ...more } })
    /** An open stream; `ended` resolves when the server ends it. */
    const streamOf = async (headers: Record<string, string>) => {
      const answer = await fetch(`${world.server.url}/api/stream`, { headers })
      expect(answer.status).toBe(200)
      return { ended: answer.text() }
    }

    test('an owner changes roles; what is no role, no member or the last owner is refused, and nothing changes', async () => {
      const { ana, max, eve } = world
      const id = await idOf(max)
      const change = (who: Person, whose: string, body: object) => who.api(`/api/members/${whose}`, { method: 'PATCH', body })
      const changed = await change(ana, id, { role: 'admin' })
      expect([changed.status, changed.body]).toEqual([
        200,
        { id, name: max.name, email: max.email, role: 'admin', joinedAt: expect.any(String) },
      ])
      expect((await max.api('/api/me')).body.role).toBe('admin')
      expectProblem(await change(ana, id, { role: 'king' }), 400, 'kernel.invalid_input')
      expectProblem(await change(ana, id, {}), 400, 'kernel.invalid_input')
      expectProblem(await change(ana, await idOf(eve), { role: 'viewer' }), 404, 'identity.member_not_found')
      expectProblem(await change(eve, id, { role: 'viewer' }), 404, 'identity.member_not_found')
      expectProblem(await change(ana, await idOf(ana), { role: 'member' }), 409, 'identity.last_owner')
      expectProblem(await change(max, await idOf(ana), { role: 'member' }), 403, 'identity.member_above_you')
      expectProblem(await change(max, id, { role: 'owner' }), 403, 'kernel.forbidden')
      expect((await ana.api(`/api/members/${id}`, { method: 'PATCH', body: { role: 'member' } })).body.role).toBe('member')
      expectProblem(await change(max, id, { role: 'admin' }), 403, 'kernel.forbidden')
    })

    test('whom an owner removes is out at once: session, key, token and open streams; and it stands in the log', async () => {
      const { ana, server } = world
      const gone = await joins('Gone Tomorrow', 'member')
      const id = await idOf(gone)
      const { token } = (await gone.browse('/api/auth/token')).body
      const streams = [await streamOf({ cookie: gone.cookie }), await streamOf({ authorization: `Bearer ${gone.key}` })]
      const stays = await streamOf({ cookie: ana.cookie })
      expectProblem(await world.eve.api(`/api/members/${id}`, { method: 'DELETE' }), 404, 'identity.member_not_found')
      expectProblem(await world.max.api(`/api/members/${id}`, { method: 'DELETE' }), 403, 'kernel.forbidden')
      const removed = await ana.browse(`/api/members/${id}`, { method: 'DELETE' })
      expect([removed.status, removed.body]).toEqual([200, { id }])
      const had: Record<string, string>[] = [
        { cookie: gone.cookie },
        { authorization: `Bearer ${gone.key}` },
        { authorization: `Bearer ${token}` },
      ]
      for (const headers of had) expectProblem(await server.request('/api/me', { headers }), 401, 'server.unauthenticated')
      await Promise.all(streams.map(stream => stream.ended))
      expect(await Promise.race([stays.ended, 'goes on'])).toBe('goes on')
      expect((await ana.api('/api/members')).body.items.map((one: Anything) => one.id)).not.toContain(id)
      expectProblem(await ana.api(`/api/members/${id}`, { method: 'DELETE' }), 404, 'identity.member_not_found')
      expect((await ana.api('/api/audit')).body.items).toContainEqual(
        expect.objectContaining({ skill: 'members.remove', effect: 'destructive', target: id, who: 'Ana Reyes', outcome: 'done' }),
      )
      const refused = await signIn(gone)
      expect([refused.status, refused.body.code]).toEqual([403, 'NO_WORKSPACE'])
      const { body: invitation } = await ana.api('/api/invitations', { body: { role: 'viewer' } })
      const back = await signIn(gone, gone.password, { invitation: invitation.token })
      expect((await server.request('/api/me', { headers: { cookie: cookieOf(back) } })).body.role).toBe('viewer')
      expectProblem(await server.request('/api/me', { headers: { authorization: `Bearer ${gone.key}` } }), 401)
    })

    test('a member leaves by themselves; the last owner and who would remove themselves do not', async () => {
      const { ana } = world
      const leaver = await joins('Lea Ver', 'viewer')
      const id = await idOf(leaver)
      expectProblem(await ana.api('/api/workspace/leave', { body: {} }), 409, 'identity.last_owner')
      expectProblem(await ana.api(`/api/members/${await idOf(ana)}`, { method: 'DELETE' }), 409, 'identity.not_yourself')
      expect((await leaver.browse('/api/workspace/leave', { body: {} })).body).toEqual({ id })
      expectProblem(await leaver.browse('/api/me'), 401, 'server.unauthenticated')
      expectProblem(await leaver.api('/api/me'), 401, 'server.unauthenticated')
    })

    test('one’s password changes with the right one alone; the other sessions end, this one goes on', async () => {
      const paul = await joins('Paul Word', 'member')
      const other = cookieOf(await signIn(paul))
      const change = (currentPassword: string, newPassword: string) =>
        paul.browse('/api/auth/change-password', { body: { currentPassword, newPassword, revokeOtherSessions: true } })
      expect((await change('not the password', fresh)).status).toBe(400)
      expect((await change(paul.password, 'short')).status).toBe(400)
      expect((await world.server.request('/api/me', { headers: { cookie: other } })).status).toBe(200)
      const stream = await streamOf({ cookie: other })
      const changed = await change(paul.password, fresh)
      expect(changed.status).toBe(200)
      await stream.ended
      expectProblem(await world.server.request('/api/me', { headers: { cookie: other } }), 401)
      expect((await world.server.request('/api/me', { headers: { cookie: cookieOf(changed) } })).status).toBe(200)
      expect((await signIn(paul)).status).toBe(401)
    })

    test('one sees where one is signed in and ends the others, and nobody else’s', async () => {
      const { max, eve, server } = world
      const phone = cookieOf(
        await server.request('/api/auth/sign-in/email', {
          body: { email: max.email, password: max.password },
          headers: { 'user-agent': 'A phone' },
        }),
      )
      const list = async (one: Person): Promise<Anything[]> => (await one.browse('/api/auth/list-sessions')).body
      const onPhone = (await list(max)).find(session => session.userAgent === 'A phone')
      expect(onPhone).toMatchObject({ id: expect.any(String), token: expect.any(String), createdAt: expect.any(String) })
      await eve.browse('/api/auth/revoke-session', { body: { token: onPhone.token } })
      expect((await server.request('/api/me', { headers: { cookie: phone } })).status).toBe(200)
      await max.browse('/api/auth/revoke-session', { body: { token: onPhone.token } })
      expectProblem(await server.request('/api/me', { headers: { cookie: phone } }), 401)
      await signIn(max)
      await max.browse('/api/auth/revoke-other-sessions', { body: {} })
      expect(await list(max)).toHaveLength(1)
      expect((await max.browse('/api/me')).status).toBe(200)
    })

    test('a link for a forgotten password works once, and is in the log when made and when used', async () => {
      const { ana, eve, max, server } = world
      const flo = await joins('Flo Rgot', 'member')
      const id = await idOf(flo)
      const make = (who: Person, whose: string) => who.api(`/api/members/${whose}/reset-link`, { body: {} })
      const made = await make(ana, id)
      expect([made.status, made.body]).toEqual([201, { token: expect.stringMatching(/^\S{40,}$/), expiresAt: expect.any(String) }])
      expectProblem(await make(eve, id), 404, 'identity.member_not_found')
      expectProblem(await make(max, id), 403, 'kernel.forbidden')
      expectProblem(await make(ana, await idOf(ana)), 409, 'identity.reset_of_yourself')
      const { token } = made.body
      const check = async (given: unknown) => (await server.request('/api/reset-links/check', { body: { token: given } })).body
      expect(await check(token)).toEqual({ usable: true, name: flo.name, email: flo.email })
      expect(await check('made up')).toEqual({ usable: false })
      expectProblem(await server.request('/api/reset-links/check', { body: {} }), 400, 'kernel.invalid_input')
      const use = (given: string, newPassword = fresh) =>
        server.request('/api/auth/reset-password', { body: { token: given, newPassword } })
      expect([(await use('made up')).status, (await use(token, 'short')).status]).toEqual([400, 400])
      const twice = await Promise.all([use(token), use(token)])
      expect(twice.map(({ status }) => status).sort()).toEqual([200, 400])
      expect((await use(token)).body.code).toBe('INVALID_TOKEN')
      expect(await check(token)).toEqual({ usable: false })
      expectProblem(await server.request('/api/me', { headers: { cookie: flo.cookie } }), 401)
      expect([(await signIn(flo)).status, (await signIn(flo, fresh)).status]).toEqual([401, 200])
      const log = (await ana.api('/api/audit?limit=200')).body.items.filter((item: Anything) => item.target === id)
      const lines = log.map(({ skill, outcome }: Anything) => `${skill} ${outcome}`)
      expect(lines).toEqual(
        expect.arrayContaining(['members.reset-link done', 'account.reset-password done', 'account.reset-password failed']),
      )
      expect(JSON.stringify(log)).not.toContain(token)
    })

    test('the page of an invitation learns what it is worth before anything is typed', async () => {
      const { ana, server } = world
      const check = async (token: string) => (await server.request('/api/invitations/check', { body: { token } })).body
      const { body: invited } = await ana.api('/api/invitations', { body: { role: 'viewer', email: 'only.she@example.com' } })
      const { name } = (await ana.api('/api/workspace')).body
      expect(await check(invited.token)).toEqual({ usable: true, workspace: name, email: 'only.she@example.com' })
      expect(await check('made up')).toEqual({ usable: false })
      const { body: used } = await ana.api('/api/invitations', { body: {} })
      await person(server, 'Una Used', used.token)
      expect(await check(used.token)).toEqual({ usable: false })
    })

    test('npm run reset-link lets in whoever has the machine', { timeout: 90_000 }, async () => {
      const run = (...given: string[]) =>
        new Promise<{ code: number | null; said: string }>(resolve => {
          const { PATH = '' } = process.env
          const env = { PATH, ...world.env, ATOM_DATA_DIR: world.server.dataDir }
          const child = spawn(process.execPath, [join(import.meta.dirname, '../../apps/server/main.ts'), 'reset-link', ...given], { env })
          let said = ''
          for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += chunk))
          child.once('close', code => resolve({ code, said }))
        })
      expect(await run()).toEqual({ code: 1, said: expect.stringContaining('Say for whom') })
      // One process has the file of SQLite; on PostgreSQL ATOM goes on meanwhile.
      if (database.name === 'sqlite') {
        expect(await run(world.eve.email)).toEqual({ code: 1, said: expect.stringContaining('Stop it first') })
        await world.server.kill9()
      }
      expect(await run('nobody@example.com')).toEqual({ code: 1, said: 'Nobody here signs in as “nobody@example.com”.\n' })
      const { code, said } = await run(world.eve.email)
      const token = /\/reset-password#(\S+)\n/.exec(said)?.[1]
      expect([code, token]).toEqual([0, expect.any(String)])
      if (database.name === 'sqlite') await world.server.restart()
      expect((await world.server.request('/api/auth/reset-password', { body: { token, newPassword: fresh } })).status).toBe(200)
      expect((await signIn(world.eve, fresh)).status).toBe(200)
    })
  })
