import { dialects, testContext } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { EventBus, EventRelay, eventMigrations, eventsAfter, pruneEvents, publish } from './index.ts'

for (const dialect of dialects)
  describe(`events on ${dialect.name}`, () => {
    const world = async () => {
      const storage = await dialect.open([eventMigrations])
      const bus = new EventBus()
      const ctx = testContext(storage, { events: bus })
      const heard: string[] = []
      bus.listen(ctx.workspaceId, event => heard.push(event.name))
      return { storage, bus, ctx, heard, writing: storage.unitOfWork.writing }
    }

    test('listeners hear an event once it is durable, and nothing of one rolled back', async () => {
      const { storage, ctx, heard, writing } = await world()
      await writing(ctx, async tx => {
        await publish(tx, { name: 'thing.made', data: { id: '1' } })
        expect(heard).toEqual([])
      })
      await writing(ctx, async tx => {
        await publish(tx, { name: 'thing.lost', data: {} })
        throw new Error('no')
      }).catch(() => {})
      expect(heard).toEqual(['thing.made'])
      expect((await eventsAfter(ctx, '')).map(e => e.data)).toEqual([{ id: '1' }])
      await storage.close()
    })

    test('the same source id is kept once, and subscribers hear of it once', async () => {
      const { storage, bus, ctx, heard, writing } = await world()
      const inside: string[] = []
      bus.onPublish('hook.*', async (_, event) => void inside.push(event.name))
      for (let i = 0; i < 2; i++) await writing(ctx, tx => publish(tx, { name: 'hook.came', data: {}, sourceId: 'x' }))
      expect([heard, inside]).toEqual([['hook.came'], ['hook.came']])
      await storage.close()
    })

    test('a subscriber that fails takes the event with it', async () => {
      const { storage, bus, ctx, writing } = await world()
      bus.onPublish('a.b', async () => {
        throw new Error('no')
      })
      await expect(writing(ctx, tx => publish(tx, { name: 'a.b', data: {} }))).rejects.toThrow('no')
      expect(await eventsAfter(ctx, '')).toEqual([])
      await storage.close()
    })

    test('a relay tells what another process wrote, once, and nothing of what came from outside', async () => {
      const { storage, bus, ctx, heard, writing } = await world()
      const relay = new EventRelay({ bus, log: ctx.log, contextFor: workspaceId => ({ ...ctx, workspaceId }), interval: 5 })
      relay.start()
      const other = new EventBus()
      await expect
        .poll(async () => {
          await writing(ctx, tx => other.publish(tx, { name: 'theirs', data: {}, sourceId: 'one' }))
          await writing(ctx, tx => other.publish(tx, { name: `again.${heard.length}`, data: {} }))
          return heard.length > 2
        })
        .toBe(true)
      await writing(ctx, tx => other.publish(tx, { name: 'hook.received', data: {} }))
      await writing(ctx, tx => bus.publish(tx, { name: 'ours', data: {} }))
      await writing(ctx, tx => other.publish(tx, { name: 'last', data: {} }))
      await expect.poll(() => heard.includes('last')).toBe(true)
      relay.stop()
      expect(heard.filter(name => name === 'ours' || name === 'last')).toEqual(['ours', 'last'])
      expect(heard).not.toContain('hook.received')
      await storage.close()
    })

    test('a relay keeps up with thousands of events at once, each told once and in order', async () => {
      const { storage, bus, ctx, heard, writing } = await world()
      const relay = new EventRelay({ bus, log: ctx.log, contextFor: workspaceId => ({ ...ctx, workspaceId }), interval: 5 })
      relay.start()
      const other = new EventBus()
      // What is older than the first look came by other ways.
      await expect
        .poll(async () => {
          await writing(ctx, tx => other.publish(tx, { name: 'begun', data: {} }))
          return heard.length > 0
        })
        .toBe(true)
      const names = Array.from({ length: 1500 }, (_, n) => `theirs.${n}`)
      await writing(ctx, async tx => {
        for (const name of names) await other.publish(tx, { name, data: {} })
      })
      // Those of ten seconds were read five hundred at a time, the oldest first, until their seconds had passed.
      await expect.poll(() => heard.includes('theirs.1499'), { timeout: 8_000 }).toBe(true)
      relay.stop()
      expect(heard.filter(name => name !== 'begun')).toEqual(names)
      await storage.close()
    })

    test('another workspace hears and reads nothing; old events go', async () => {
      const { storage, bus, ctx, writing } = await world()
      const other = testContext(storage, { events: bus })
      const overheard: string[] = []
      bus.listen(other.workspaceId, event => overheard.push(event.name))
      await writing(ctx, tx => publish(tx, { name: 'a.b', data: {} }))
      expect([overheard, await eventsAfter(other, '')]).toEqual([[], []])
      expect(await writing(ctx, tx => pruneEvents(tx, '2999-01-01T00:00:00.000Z'))).toBe(1)
      await storage.close()
    })
  })
