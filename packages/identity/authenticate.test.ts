import type { Context } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callers } from './callers.ts'
import { codeOf, openWorld, type World } from './testing.ts'

for (const dialect of dialects)
  describe(`callers on ${dialect.name}`, () => {
    let world: World
    let ana: Context
    const bearer = (key: string, more: Record<string, string> = {}) =>
      world.identity.authenticate(new Headers({ authorization: `Bearer ${key}`, ...more }))
    const newKey = async (ctx: Context, input: Record<string, unknown> = {}) =>
      (await world.run(ctx, 'keys.create', { name: 'script', ...input })) as { id: string; key: string; hint: string }
    beforeAll(async () => {
      world = await openWorld(dialect)
      ana = await world.person('Ana')
    })
    afterAll(() => world.close())

    test('a key acts for its person in its workspace', async () => {
      const { id, key } = await newKey(ana)
      expect(key).toMatch(/^atom_[\w-]{43}$/)
      expect(await bearer(key)).toEqual({
        workspaceId: ana.workspaceId,
        person: ana.person,
        role: 'owner',
        actor: `key:${id}`,
        kind: 'key',
      })
    })

    test('the key itself is stored nowhere', async () => {
      const { key } = await newKey(ana)
      const rows = await world.storage.kysely.selectFrom('api_key').selectAll().execute()
      expect(JSON.stringify(rows)).not.toContain(key)
    })

    test('a revoked key is worth nothing at once, and cannot be revoked twice', async () => {
      const { id, key } = await newKey(ana)
      expect((await bearer(key))?.kind).toBe('key')
      await world.run(ana, 'keys.revoke', { id })
      expect(await bearer(key)).toBeUndefined()
      expect(await codeOf(world.run(ana, 'keys.revoke', { id }))).toBe('identity.key_not_found')
    })

    test('to revoke a key that is none makes nobody’s rights be asked for again', async () => {
      let told = 0
      const stop = world.identity.onRightsChanged(() => told++)
      expect(await codeOf(world.run(ana, 'keys.revoke', { id: 'nonsense' }))).toBe('identity.key_not_found')
      expect(told).toBe(0)
      await world.run(ana, 'keys.revoke', { id: (await newKey(ana)).id })
      expect(told).toBe(2)
      stop()
    })

    test('a key made by a key ends with it: by its date, and when it is revoked', async () => {
      const parent = await newKey(ana, { expiresInDays: 1 })
      const byParent = await world.context({ authorization: `Bearer ${parent.key}` })
      const child = await newKey(byParent)
      const long = await newKey(byParent, { expiresInDays: 300 })
      const dayLater = new Date(world.clock.now().getTime() + 86_400_000).toISOString()
      expect([child, long]).toMatchObject([{ expiresAt: dayLater }, { expiresAt: dayLater }])
      const grandchild = await newKey(await world.context({ authorization: `Bearer ${child.key}` }))
      const alive = async () => (await Promise.all([parent, child, long, grandchild].map(one => bearer(one.key)))).map(Boolean)
      expect(await alive()).toEqual([true, true, true, true])
      await world.run(ana, 'keys.revoke', { id: parent.id })
      expect(await alive()).toEqual([false, false, false, false])
    })

    test('a key that is revoked while it makes another leaves none behind', async () => {
      for (let round = 0; round < 5; round++) {
        const parent = await newKey(ana)
        const byParent = await world.context({ authorization: `Bearer ${parent.key}` })
        const [made] = await Promise.allSettled([newKey(byParent), world.run(ana, 'keys.revoke', { id: parent.id })])
        if (made.status === 'fulfilled') expect(await bearer(made.value.key)).toBeUndefined()
        else expect(made.reason).toMatchObject({ code: 'identity.key_revoked' })
      }
    })

    test('an expired key is worth nothing', async () => {
      const { key } = await newKey(ana, { expiresInDays: 1 })
      world.clock.advance(86_400_000)
      expect(await bearer(key)).toBeUndefined()
      world.clock.advance(-86_400_000)
    })

    test('a made-up key is worth nothing', async () => {
      expect(await bearer('atom_nothing')).toBeUndefined()
      expect(await bearer('nothing')).toBeUndefined()
    })

    test('a key cannot be taken to another workspace', async () => {
      const { key } = await newKey(ana)
      const bo = await world.person('Bo')
      expect(await codeOf(bearer(key, { 'x-atom-workspace': bo.workspaceId }))).toBe('identity.no_such_workspace')
    })

    test('a person of one workspace cannot name another one', async () => {
      const { cookie } = await world.signUp('Cleo')
      const headers = new Headers({ cookie, 'x-atom-workspace': ana.workspaceId })
      expect(await codeOf(world.identity.authenticate(headers))).toBe('identity.no_such_workspace')
    })

    test('nobody sees or revokes a key of somebody else', async () => {
      const { id } = await newKey(ana)
      const dora = await world.join(ana, 'Dora', 'admin')
      expect(await world.run(dora, 'keys.list')).toEqual({ items: [], nextCursor: null })
      expect(await codeOf(world.run(dora, 'keys.revoke', { id }))).toBe('identity.key_not_found')
      expect(await codeOf(world.run(await world.person('Eva'), 'keys.revoke', { id }))).toBe('identity.key_not_found')
    })

    test('a key works with the present role of its person, and not at all once they have left', async () => {
      const fay = await world.join(ana, 'Fay', 'member')
      const { key } = await newKey(fay)
      const membership = () =>
        world.storage.kysely.updateTable('membership').set({ role: 'viewer' }).where('person_id', '=', fay.person.id).execute()
      expect((await bearer(key))?.role).toBe('member')
      await membership()
      callers.forget()
      expect((await bearer(key))?.role).toBe('viewer')
      await world.storage.kysely.deleteFrom('membership').where('person_id', '=', fay.person.id).execute()
      callers.forget()
      expect(await bearer(key)).toBeUndefined()
    })

    test('when a key was last used is written now and then, not with each request', async () => {
      const gus = await world.person('Gus')
      const { key } = await newKey(gus)
      await bearer(key)
      const lastUsed = async () => ((await world.run(gus, 'keys.list')) as { items: { lastUsedAt?: string }[] }).items[0]?.lastUsedAt
      expect(await lastUsed()).toBeUndefined()
      await world.identity.close()
      expect(await lastUsed()).toBe(world.clock.now().toISOString())
    })

    test('a member who works later does so with the role of that moment', async () => {
      const hana = await world.join(ana, 'Hana', 'member')
      expect(await world.identity.memberAs(hana.person.id, ana.workspaceId)).toEqual({
        workspaceId: ana.workspaceId,
        person: hana.person,
        role: 'member',
        actor: `person:${hana.person.id}`,
      })
      expect(await world.identity.memberAs(hana.person.id, (await world.person('Ida')).workspaceId)).toBeUndefined()
    })
  })
