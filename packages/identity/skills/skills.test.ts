import { type Context, serverTimeZone } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { membersAmong } from '../members-among.ts'
import { notify } from '../notify.ts'
import { personRef } from '../refs/person.ts'
import { codeOf, openWorld, type World } from '../testing.ts'

for (const dialect of dialects)
  describe(`people on ${dialect.name}`, () => {
    let world: World
    let ana: Context
    let zoe: Context
    let other: Context
    beforeAll(async () => {
      world = await openWorld(dialect)
      ana = await world.person('Ana')
      zoe = await world.join(ana, 'Zoë Ross', 'member')
      other = await world.person('Otto')
    })
    afterAll(() => world.close())

    test('a profile starts with the server’s zone and remembers what it is told', async () => {
      const bea = await world.person('Bea')
      expect(await world.run(bea, 'me.get')).toEqual({
        ...bea.person,
        timeZone: serverTimeZone(),
        locale: 'en-GB',
        role: 'owner',
        workspace: { id: bea.workspaceId, name: 'Bea’s workspace', createdAt: expect.any(String) },
        workspaces: [{ id: bea.workspaceId, name: 'Bea’s workspace', role: 'owner' }],
        ownsInstance: false,
      })
      await world.run(bea, 'me.update', { timeZone: 'Asia/Tokyo' })
      expect(await world.run(bea, 'me.update', { name: 'Beatrix', locale: 'de-de' })).toMatchObject({
        name: 'Beatrix',
        timeZone: 'Asia/Tokyo',
        locale: 'de-DE',
      })
    })

    test('whatever Settings show is told when it changes: keys and profiles to their person alone, no name of a key', async () => {
      const told = async (work: () => Promise<unknown>) => {
        world.events.length = 0
        await work()
        return world.events.map(({ name, data }) => [name, data])
      }
      const mine = { personId: ana.person.id }
      const key = (await world.run(ana, 'keys.create', { name: 'deploy' })) as { id: string }
      expect(world.events.at(-1)).toEqual({ name: 'key.created', data: { ...mine, id: key.id } })
      expect(await told(() => world.run(ana, 'keys.revoke', { id: key.id }))).toEqual([['key.revoked', { ...mine, id: key.id }]])
      expect(await told(() => world.run(ana, 'me.update', { timeZone: 'Europe/Berlin' }))).toEqual([
        ['profile.updated', { ...mine, id: ana.person.id }],
      ])
      expect((await told(() => world.run(ana, 'me.update', { name: 'Ana' }))).at(-1)).toEqual(['member.renamed', { id: ana.person.id }])
      expect(await told(() => world.run(ana, 'workspace.update', { name: 'Acme' }))).toEqual([
        ['workspace.updated', { id: ana.workspaceId, name: 'Acme' }],
      ])
      await world.run(ana, 'workspace.update', { name: 'Ana’s workspace' })
      const { rules } = (await world.run(ana, 'policies.get')) as { rules: unknown[] }
      expect(await told(() => world.run(ana, 'policies.set', { rules }))).toEqual([['policy.changed', {}]])
      const invited = (await world.run(ana, 'members.invite', { role: 'viewer' })) as { id: string }
      expect(world.events.at(-1)).toEqual({ name: 'invitation.created', data: { id: invited.id } })
      expect(await told(() => world.run(ana, 'invitations.revoke', { id: invited.id }))).toEqual([
        ['invitation.revoked', { id: invited.id }],
      ])
      const third = await world.person('Third')
      world.events.length = 0
      const { token } = (await world.run(third, 'members.invite', { role: 'viewer' })) as { token: string }
      await world.signUp('Fourth', { invitation: token })
      expect(world.events.at(-1)).toEqual({ name: 'member.joined', data: { id: expect.any(String), role: 'viewer' } })
    })

    test('who joins and cannot be told of has not joined: the invitation still stands, for a new account and for one that has no workspace', async () => {
      const host = await world.person('Host')
      const invitation = async () => ((await world.run(host, 'members.invite', { role: 'member' })) as { token: string }).token
      const names = async () => ((await world.run(host, 'members.list')) as { items: { name: string }[] }).items.map(({ name }) => name)
      const failing = () =>
        vi.spyOn(world.events, 'push').mockImplementationOnce(() => {
          throw new Error('The disk is full.')
        })
      const token = await invitation()
      failing()
      expect((await world.signUp('Guest', { invitation: token })).response.status).toBe(500)
      expect(await names()).toEqual(['Host'])
      const { response, email } = await world.signUp('Guest', { invitation: token })
      expect([response.status, await names()]).toEqual([200, ['Host', 'Guest']])

      const [, guest] = ((await world.run(host, 'members.list')) as { items: { id: string }[] }).items
      await world.run(host, 'members.remove', { id: guest?.id })
      const again = { email, password: 'Guest has a password', invitation: await invitation() }
      failing()
      expect((await world.post('sign-in/email', again)).status).toBe(500)
      expect(await names()).toEqual(['Host'])
      expect([(await world.post('sign-in/email', again)).status, await names()]).toEqual([200, ['Host', 'Guest']])
      vi.restoreAllMocks()
    })

    test('the first account owns the instance', async () => {
      expect(await world.run(ana, 'me.get')).toMatchObject({ ownsInstance: true })
    })

    test('an unknown zone or language is refused and changes nothing', async () => {
      expect(await codeOf(world.run(ana, 'me.update', { name: 'X', timeZone: 'Mars/Base' }))).toBe('identity.time_zone_unknown')
      expect(await codeOf(world.run(ana, 'me.update', { name: 'X', locale: 'not a language' }))).toBe('identity.locale_unknown')
      expect(await world.run(ana, 'me.get')).toMatchObject({ name: 'Ana' })
    })

    test('markup in a name is kept as text', async () => {
      const name = `<script>alert('x')</script>'; drop table user; --`
      const eve = await world.person('Eve')
      expect(await world.run(eve, 'me.update', { name })).toMatchObject({ name })
    })

    test('members are those of the workspace, in the order they joined', async () => {
      const { items } = (await world.run(ana, 'members.list')) as { items: { name: string; role: string }[] }
      expect(items.map(({ name, role }) => ({ name, role }))).toEqual([
        { name: 'Ana', role: 'owner' },
        { name: 'Zoë Ross', role: 'member' },
      ])
    })

    test('an admin invites no owner, and a member nobody', async () => {
      expect(await codeOf(world.run({ ...ana, role: 'admin' }, 'members.invite', { role: 'owner' }))).toBe('kernel.forbidden')
      expect(await codeOf(world.run(zoe, 'members.invite', {}))).toBe('kernel.forbidden')
    })

    test('the workspace has a name its admins may change', async () => {
      expect(await world.run(ana, 'workspace.update', { name: 'House' })).toMatchObject({ id: ana.workspaceId, name: 'House' })
      expect(await codeOf(world.run(zoe, 'workspace.update', { name: 'Mine' }))).toBe('kernel.forbidden')
      expect(await world.run(zoe, 'workspace.get')).toMatchObject({ name: 'House' })
      expect(await world.run(other, 'workspace.get')).toMatchObject({ name: 'Otto’s workspace' })
    })

    test.each([
      ['me', 'ana'],
      ['ana', 'ana'],
      ['ANA@example.test', 'ana'],
      ['zoe', 'zoe'],
      ['@Zoë', 'zoe'],
      ['zoe ross', 'zoe'],
      ['Ross', 'Ross'],
      ['Otto', 'Otto'],
    ])('“%s” names %s', async (words, who) => {
      const ids: Record<string, string> = { ana: ana.person.id, zoe: zoe.person.id }
      expect(await personRef.resolve(ana, words, { effect: 'write', unknown: 'text' })).toBe(ids[who] ?? who)
    })

    test('a person nobody knows is nobody where they must exist', async () => {
      expect(await personRef.resolve(ana, 'Otto', { effect: 'write', unknown: 'refuse' })).toBeUndefined()
      expect(await personRef.resolve(ana, other.person.id, { effect: 'write', unknown: 'refuse' })).toBeUndefined()
    })

    test('of two with one first name neither is meant, unless named in full', async () => {
      const kim = await world.person('Kim Ash')
      await world.join(kim, 'Kim Birk', 'member')
      const mode = { effect: 'read', unknown: 'text' } as const
      expect(await codeOf(personRef.resolve(kim, 'Kim', mode))).toBe('kernel.ambiguous')
      expect(await personRef.resolve(kim, 'kim ash', mode)).toBe(kim.person.id)
    })

    test('a picker offers whose name or address fits', async () => {
      expect(await personRef.suggest(ana, 'zo')).toEqual([{ id: zoe.person.id, title: 'Zoë Ross' }])
    })

    test('of some ids only members are found', async () => {
      const found = await membersAmong(ana, [zoe.person.id, other.person.id, 'Sam'])
      expect([...found.values()]).toEqual([zoe.person])
    })

    test('a person has a hundred keys that open something, and no more until one is revoked or over', async () => {
      const kim = await world.join(ana, 'Kim', 'member')
      const make = (more = {}) => world.run(kim, 'keys.create', { name: 'k', ...more }) as Promise<{ id: string }>
      await make({ expiresInDays: 1 })
      const { id } = await make()
      for (let n = 2; n < 100; n++) await make()
      expect(await codeOf(make())).toBe('identity.too_many_keys')
      await world.run(ana, 'keys.create', { name: 'another person’s' })
      world.clock.advance(2 * 86_400_000)
      await make()
      expect(await codeOf(make())).toBe('identity.too_many_keys')
      world.clock.advance(-2 * 86_400_000)
      await world.run(kim, 'keys.revoke', { id })
      world.clock.advance(2 * 86_400_000)
      await make()
      world.clock.advance(-2 * 86_400_000)
    })

    describe('notifications', () => {
      const send = (title: string, personId = zoe.person.id) =>
        world.storage.unitOfWork.writing(ana, tx => notify(tx, { personId, kind: 'reminder', title, link: '/tasks' }))
      const titles = async (ctx: Context, input = {}) =>
        ((await world.run(ctx, 'notifications.list', input)) as { items: { title: string }[] }).items.map(one => one.title)

      test('one reaches its person, newest first, and tells open pages', async () => {
        await send('first')
        const { id } = await send('second')
        expect(await titles(zoe)).toEqual(['second', 'first'])
        expect(await titles(ana)).toEqual([])
        expect(world.events.at(-1)).toMatchObject({
          name: 'notification.created',
          data: { id, personId: zoe.person.id, title: 'second' },
        })
      })

      test('one is marked as read and unread again, by its person alone', async () => {
        const { id } = await send('third')
        expect(await world.run(zoe, 'notifications.read', { id, read: true })).toMatchObject({ id, readAt: expect.any(String) })
        expect(await titles(zoe, { unread: true })).not.toContain('third')
        await world.run(zoe, 'notifications.read', { id, read: false })
        expect(await titles(zoe, { unread: true })).toContain('third')
        expect(await codeOf(world.run(ana, 'notifications.read', { id, read: true }))).toBe('identity.notification_not_found')
        expect(await codeOf(world.run(other, 'notifications.read', { id, read: true }))).toBe('identity.notification_not_found')
      })

      test('open pages hear that one was read, or is unread again, or all were, and of nothing that changed nothing', async () => {
        const { id } = await send('fourth')
        const mine = { personId: zoe.person.id }
        await world.run(zoe, 'notifications.read-all')
        world.events.length = 0
        for (const read of [true, false, false, true]) await world.run(zoe, 'notifications.read', { id, read })
        await world.run(zoe, 'notifications.read-all')
        await world.run(zoe, 'notifications.read', { id, read: false })
        await world.run(zoe, 'notifications.read-all')
        expect(world.events).toEqual([
          { name: 'notification.unread', data: { ...mine, id } },
          { name: 'notification.read', data: { ...mine, id } },
          { name: 'notification.unread', data: { ...mine, id } },
          { name: 'notification.all-read', data: { ...mine, read: 1 } },
        ])
      })

      test('all are marked as read at once', async () => {
        await send('for Ana', ana.person.id)
        await world.run(zoe, 'notifications.read-all')
        expect(await titles(zoe, { unread: true })).toEqual([])
        expect(await titles(ana, { unread: true })).toEqual(['for Ana'])
      })
    })
  })
