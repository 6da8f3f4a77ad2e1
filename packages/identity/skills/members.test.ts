import type { Context } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callers } from '../callers.ts'
import { codeOf, cookieOf, openWorld, type World } from '../testing.ts'

for (const dialect of dialects)
  describe(`who belongs to a workspace on ${dialect.name}`, () => {
    let world: World
    let root: Context
    let ana: Context
    beforeAll(async () => {
      world = await openWorld(dialect)
      root = await world.person('Root')
      ana = await world.person('Ana')
    })
    afterAll(() => world.close())

    const rolesIn = async (ctx: Context) => {
      const { items } = (await world.run(ctx, 'members.list')) as { items: { name: string; role: string }[] }
      return Object.fromEntries(items.map(({ name, role }) => [name, role]))
    }
    const caller = (cookie: string) => world.identity.authenticate(new Headers({ cookie }))
    /** Somebody who joined, with the cookie of their browser. */
    const joins = async (owner: Context, name: string, role: string) => {
      const { token } = (await world.run(owner, 'members.invite', { role })) as { token: string }
      const signed = await world.signUp(name, { invitation: token })
      return { ...signed, ctx: await world.context({ cookie: signed.cookie }) }
    }

    test('a role changes from the next request on, and is told to open pages', async () => {
      const bo = await joins(ana, 'Bo', 'viewer')
      expect(await world.run(ana, 'members.update', { id: bo.ctx.person.id, role: 'admin' })).toMatchObject({ name: 'Bo', role: 'admin' })
      expect((await caller(bo.cookie))?.role).toBe('admin')
      expect(world.events.at(-1)).toMatchObject({ name: 'member.changed', data: { id: bo.ctx.person.id, role: 'admin' } })
    })

    test('the last owner is not demoted, not removed and cannot leave; with a second one they can', async () => {
      const cy = await world.person('Cy')
      const me = cy.person.id
      expect(await codeOf(world.run(cy, 'members.update', { id: me, role: 'member' }))).toBe('identity.last_owner')
      expect(await codeOf(world.run(cy, 'workspace.leave'))).toBe('identity.last_owner')
      expect(await codeOf(world.run(cy, 'members.remove', { id: me }))).toBe('identity.not_yourself')
      const { ctx: second } = await joins(cy, 'Cy Second', 'member')
      await world.run(cy, 'members.update', { id: second.person.id, role: 'owner' })
      await world.run(cy, 'workspace.leave')
      expect(await rolesIn(second)).toEqual({ 'Cy Second': 'owner' })
    })

    test('of two owners who demote each other at once one stays', async () => {
      const di = await world.person('Di')
      const { ctx: ed } = await joins(di, 'Ed', 'member')
      await world.run(di, 'members.update', { id: ed.person.id, role: 'owner' })
      const demote = (ctx: Context, other: Context) => codeOf(world.run(ctx, 'members.update', { id: other.person.id, role: 'member' }))
      const both = await Promise.all([demote(di, { ...ed, role: 'owner' }), demote({ ...ed, role: 'owner' }, di)])
      expect(both.sort()).toEqual(['identity.last_owner', 'no error'])
      expect(Object.values(await rolesIn(di)).sort()).toEqual(['member', 'owner'])
    })

    test('an admin neither makes an owner nor touches one; a member changes nobody', async () => {
      const fay = await world.person('Fay')
      const { ctx: admin } = await joins(fay, 'Gil', 'admin')
      const { ctx: member } = await joins(fay, 'Hal', 'member')
      const id = member.person.id
      expect(await codeOf(world.run(admin, 'members.update', { id, role: 'owner' }))).toBe('kernel.forbidden')
      expect(await codeOf(world.run(admin, 'members.update', { id: fay.person.id, role: 'viewer' }))).toBe('identity.member_above_you')
      expect(await codeOf(world.run(admin, 'members.remove', { id: fay.person.id }))).toBe('identity.member_above_you')
      for (const [skill, input] of [
        ['members.update', { id: admin.person.id, role: 'viewer' }],
        ['members.remove', { id: admin.person.id }],
        ['members.reset-link', { id: admin.person.id }],
      ] as const)
        expect(await codeOf(world.run(member, skill, input))).toBe('kernel.forbidden')
      expect(await rolesIn(fay)).toEqual({ Fay: 'owner', Gil: 'admin', Hal: 'member' })
    })

    test('nobody reaches into another workspace', async () => {
      const ivy = await world.person('Ivy')
      const id = ivy.person.id
      for (const [skill, input] of [
        ['members.update', { id, role: 'viewer' }],
        ['members.remove', { id }],
        ['members.reset-link', { id }],
      ] as const)
        expect(await codeOf(world.run(ana, skill, input))).toBe('identity.member_not_found')
    })

    test('who is removed is out at once, with their keys, and comes back by an invitation alone, without the old keys', async () => {
      const jo = await joins(ana, 'Jo', 'member')
      const { key } = (await world.run(jo.ctx, 'keys.create', { name: 'x' })) as { key: string }
      const byKey = () => world.identity.authenticate(new Headers({ authorization: `Bearer ${key}` }))
      const { token: jwt } = (await (await world.get('token', jo.cookie)).json()) as { token: string }
      const byToken = () => world.identity.authenticate(new Headers({ authorization: `Bearer ${jwt}` }))
      expect([await byKey(), await byToken(), await caller(jo.cookie)].every(Boolean)).toBe(true)
      let asked = 0
      const stop = callers.onForget(() => asked++)
      await world.run(ana, 'members.remove', { id: jo.ctx.person.id })
      stop()
      expect(asked).toBeGreaterThan(0)
      expect([await byKey(), await byToken(), await caller(jo.cookie)]).toEqual([undefined, undefined, undefined])

      const signIn = (invitation?: string) =>
        world.post('sign-in/email', { email: jo.email, password: 'Jo has a password', ...(invitation ? { invitation } : {}) })
      const refused = await signIn()
      expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([403, 'NO_WORKSPACE'])
      expect(await caller(cookieOf(refused))).toBeUndefined()
      expect((await signIn('made up')).status).toBe(403)
      const { token } = (await world.run(ana, 'members.invite', { role: 'viewer' })) as { token: string }
      expect(await caller(cookieOf(await signIn(token)))).toMatchObject({ workspaceId: ana.workspaceId, role: 'viewer' })
      expect(await byKey()).toBeUndefined()
      expect(await world.identity.invitation(token)).toEqual({ usable: false })
    })

    test('invitations that can still be used are listed without their tokens, and one that is revoked lets nobody in', async () => {
      const max = await world.person('Max')
      const { ctx: admin } = await joins(max, 'Ned', 'admin')
      const { ctx: member } = await joins(max, 'Oda', 'member')
      const invite = async (by: Context, input = {}) => (await world.run(by, 'members.invite', input)) as { id: string; token: string }
      const open = async () => ((await world.run(max, 'invitations.list')) as { items: { id: string }[] }).items
      expect(await open()).toEqual([])
      const one = await invite(max, { email: 'pia@example.test', role: 'viewer' })
      const two = await invite(admin)
      const high = await invite(max, { role: 'owner' })
      const times = { createdAt: expect.any(String), expiresAt: expect.any(String) }
      expect(await open()).toEqual([
        { id: high.id, role: 'owner', createdBy: max.person.id, ...times },
        { id: two.id, role: 'member', createdBy: admin.person.id, ...times },
        { id: one.id, role: 'viewer', email: 'pia@example.test', createdBy: max.person.id, ...times },
      ])

      expect(await codeOf(world.run(member, 'invitations.list'))).toBe('kernel.forbidden')
      expect(await codeOf(world.run(member, 'invitations.revoke', { id: one.id }))).toBe('kernel.forbidden')
      expect(await codeOf(world.run(admin, 'invitations.revoke', { id: high.id }))).toBe('kernel.forbidden')
      expect(await codeOf(world.run(ana, 'invitations.revoke', { id: one.id }))).toBe('identity.invitation_not_found')
      await world.run(admin, 'invitations.revoke', { id: one.id })
      expect(await world.identity.invitation(one.token)).toEqual({ usable: false })
      expect((await world.signUp('Pia', { invitation: one.token })).response.status).toBe(403)
      expect(await codeOf(world.run(max, 'invitations.revoke', { id: one.id }))).toBe('identity.invitation_not_found')
      const { items } = (await world.run(max, 'audit.list')) as { items: { skill: string; target?: string; outcome: string }[] }
      expect(items.find(({ outcome }) => outcome === 'done')).toMatchObject({ skill: 'invitations.revoke', target: one.id })

      // One that was used is no longer open, and cannot be revoked.
      await world.signUp('Quin', { invitation: two.token })
      expect(await codeOf(world.run(max, 'invitations.revoke', { id: two.id }))).toBe('identity.invitation_not_found')
      expect((await open()).map(({ id }) => id)).toEqual([high.id])
    })

    test('the links that who is removed had made end with them', async () => {
      const rae = await world.person('Rae')
      const { ctx: admin } = await joins(rae, 'Sol', 'admin')
      const { token } = (await world.run(admin, 'members.invite')) as { token: string }
      const { token: kept } = (await world.run(rae, 'members.invite')) as { token: string }
      await world.run(rae, 'members.remove', { id: admin.person.id })
      expect(await world.identity.invitation(token)).toEqual({ usable: false })
      expect(await world.identity.invitation(kept)).toMatchObject({ usable: true })
    })

    test('an account that has a workspace does not use up an invitation into another', async () => {
      const kim = await world.signUp('Kim')
      const { token } = (await world.run(ana, 'members.invite', {})) as { token: string }
      const answer = await world.post('sign-in/email', { email: kim.email, password: 'Kim has a password', invitation: token })
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([409, 'IN_A_WORKSPACE'])
      expect(await world.identity.invitation(token)).toEqual({ usable: true, workspace: 'Ana’s workspace' })
    })

    test('a link gives a new password once, ends every session, and is stored as a hash alone', async () => {
      const lea = await joins(ana, 'Lea', 'member')
      const make = async () => ((await world.run(ana, 'members.reset-link', { id: lea.ctx.person.id })) as { token: string }).token
      const [earlier, token] = [await make(), await make()]
      const rows = await world.storage.kysely.selectFrom('verification').selectAll().where('value', '=', lea.ctx.person.id).execute()
      expect(rows).toHaveLength(1)
      expect(JSON.stringify(rows)).not.toContain(token)
      const reset = (given: string, newPassword: string) => world.post('reset-password', { token: given, newPassword })
      expect(await world.identity.resetLink(token)).toMatchObject({ usable: true, name: 'Lea', email: lea.email })
      expect((await reset(earlier, 'a fresh long password')).status).toBe(400)
      expect((await reset(token, 'short')).status).toBe(400)
      expect((await reset(token, 'a fresh long password')).status).toBe(200)
      expect(await caller(lea.cookie)).toBeUndefined()
      expect((await reset(token, 'another long password')).status).toBe(400)
      expect(await world.identity.resetLink(token)).toEqual({ usable: false })
      expect((await world.post('sign-in/email', { email: lea.email, password: 'Lea has a password' })).status).toBe(401)
      expect((await world.post('sign-in/email', { email: lea.email, password: 'a fresh long password' })).status).toBe(200)
    })

    test('a link runs out after an hour', async () => {
      const { ctx, email } = await joins(ana, 'Mia', 'member')
      const { token } = (await world.run(ana, 'members.reset-link', { id: ctx.person.id })) as { token: string }
      const ranOut = { expiresAt: '2020-01-01T00:00:00.000Z' }
      await world.storage.kysely.updateTable('verification').set(ranOut).where('value', '=', ctx.person.id).execute()
      expect(await world.identity.resetLink(token)).toEqual({ usable: false })
      expect((await world.post('reset-password', { token, newPassword: 'a fresh long password' })).status).toBe(400)
      expect((await world.post('sign-in/email', { email, password: 'Mia has a password' })).status).toBe(200)
    })

    test('nobody makes a link for themselves, for whoever runs this ATOM, or above them', async () => {
      const { ctx: admin } = await joins(root, 'Nils', 'admin')
      const { ctx: peer } = await joins(root, 'Olga', 'admin')
      const link = (ctx: Context, of: Context) => codeOf(world.run(ctx, 'members.reset-link', { id: of.person.id }))
      expect(await link(ana, ana)).toBe('identity.reset_of_yourself')
      expect(await link(admin, peer)).toBe('identity.reset_above_you')
      expect(await link(admin, root)).toBe('identity.reset_above_you')
      await world.run(root, 'members.update', { id: peer.person.id, role: 'owner' })
      expect(await link({ ...peer, role: 'owner' }, root)).toBe('identity.reset_of_instance_owner')
      expect(await link(root, peer)).toBe('no error')
    })

    test('whoever has the machine makes a link for anybody who has an account', async () => {
      const pia = await world.signUp('Pia')
      const { token } = await world.identity.makeResetToken(` ${pia.email.toUpperCase()}`)
      expect((await world.post('reset-password', { token, newPassword: 'a fresh long password' })).status).toBe(200)
      expect(await codeOf(world.identity.makeResetToken('nobody@example.test'))).toBe('identity.no_such_account')
      const ctx = await world.context({
        cookie: cookieOf(await world.post('sign-in/email', { email: pia.email, password: 'a fresh long password' })),
      })
      const { items } = (await world.run(ctx, 'audit.list')) as { items: object[] }
      expect(items).toContainEqual(expect.objectContaining({ skill: 'account.reset-link', target: ctx.person.id, outcome: 'done' }))
    })
  })
