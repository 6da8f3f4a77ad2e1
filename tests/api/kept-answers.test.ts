import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases, startWorld, type World } from './world.ts'

/** Lists may be answered from memory: whoever asks after a write was acknowledged must see it all the same. */
describe.each(databases)('a list asked again and again on $name', database => {
  let world: World
  beforeAll(async () => {
    world = await startWorld({ database })
  })
  afterAll(() => world.stop())

  const titles = async (who: World['ana'], path = '/api/tasks?limit=200'): Promise<string[]> =>
    (await who.api(path)).body.items.map((task: { title: string }) => task.title)

  test('every write of anybody in the workspace is seen by everybody at once', async () => {
    for (let round = 0; round < 25; round++) {
      for (const who of [world.ana, world.max, world.vic]) await titles(who)
      const { body: task } = await world.max.api('/api/tasks', { body: { title: `Round ${round}` } })
      for (const who of [world.ana, world.max, world.vic]) expect(await titles(who)).toContain(`Round ${round}`)
      await world.ana.api(`/api/tasks/${task.id}`, { method: 'PATCH', body: { title: `Renamed ${round}` } })
      for (const who of [world.vic, world.max]) expect(await titles(who)).toContain(`Renamed ${round}`)
      await world.ana.api(`/api/tasks/${task.id}`, { method: 'DELETE' })
      expect(await titles(world.vic)).not.toContain(`Renamed ${round}`)
    }
  })

  test('among many who read and write at once each sees what was acknowledged before it asked', async () => {
    const acknowledged = new Set<string>()
    const writer = async (name: string) => {
      for (let i = 0; i < 20; i++) {
        const title = `${name} ${i}`
        await world.ana.api('/api/tasks', { body: { title, labels: ['busy'] } })
        acknowledged.add(title)
      }
    }
    const reader = async () => {
      for (let i = 0; i < 40; i++) {
        const before = [...acknowledged]
        const seen = new Set(await titles(world.max, '/api/tasks?labels=busy&limit=200'))
        expect(before.filter(title => !seen.has(title))).toEqual([])
      }
    }
    await Promise.all([writer('a'), writer('b'), writer('c'), reader(), reader(), reader(), reader()])
    expect(acknowledged.size).toBe(60)
  })

  test('another workspace gets its own', async () => {
    await world.ana.api('/api/tasks', { body: { title: 'Ana’s' } })
    expect(await titles(world.ana)).toContain('Ana’s')
    expect(await titles(world.eve)).toEqual([])
  })

  test('the zone of who asks is in the answer from the next request on', async () => {
    const { body: task } = await world.max.api('/api/tasks', { body: { title: 'Zoned', due: '2026-12-01T12:00:00Z' } })
    for (const [timeZone, due] of [
      ['Asia/Tokyo', '2026-12-01T21:00:00+09:00'],
      ['America/New_York', '2026-12-01T07:00:00-05:00'],
    ]) {
      await world.max.api('/api/me', { method: 'PATCH', body: { timeZone } })
      expect((await world.max.api(`/api/tasks/${task.id}`)).body.due).toBe(due)
    }
  })

  test('a policy and a revoked key are heard of at once', async () => {
    const { api } = world.vic
    expect((await api('/api/tasks')).status).toBe(200)
    const rules = (body: object) => world.ana.api('/api/policies', { method: 'PUT', body })
    expect((await rules({ rules: [{ skill: 'tasks.list', decision: 'deny' }] })).status).toBe(200)
    expect([(await api('/api/tasks')).status, (await world.ana.api('/api/tasks')).status]).toEqual([403, 403])
    expect((await rules({ rules: [] })).status).toBe(200)
    expect([(await api('/api/tasks')).status, (await world.ana.api('/api/tasks')).status]).toEqual([200, 200])

    const made = await world.vic.api('/api/keys', { body: { name: 'second' } })
    const second = () => world.vic.api('/api/tasks', { headers: { authorization: `Bearer ${made.body.key}` } })
    expect((await second()).status).toBe(200)
    expect((await world.vic.api(`/api/keys/${made.body.id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await second()).status).toBe(401)
  })
})
