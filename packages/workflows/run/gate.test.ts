import { dialects } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { store } from '../store.ts'
import { installation } from '../testing/installation.ts'

const manual = { type: 'manual' }
const one = (node: object) => ({ trigger: manual, nodes: [{ id: 'n', ...node }], edges: [{ from: 'trigger', to: 'n' }] })
const hold = (extra: object) => one({ type: 'skill', skill: 'test.echo', input: { text: '{{ event.text }}', hold: true }, ...extra })
const say = (extra: object) => one({ type: 'skill', skill: 'test.echo', input: { text: '{{ event.text }}' }, ...extra })

for (const dialect of dialects)
  describe(`rate limits and concurrency keys on ${dialect.name}`, () => {
    const texts = (w: Awaited<ReturnType<typeof installation>>) => w.calls.map(({ input }) => input.text)
    const slots = async (w: Awaited<ReturnType<typeof installation>>) =>
      (await store.from(w.ctx, 'step_slot').select(['key', 'held']).orderBy('place').execute()).map(({ key, held }) => `${key} ${held}`)
    const until = (ask: () => Promise<unknown> | unknown, wanted: unknown) => expect.poll(ask, { timeout: 5000 }).toEqual(wanted)

    test('a step begins as often as its limit lets it, in the order in which its runs came; those that wait hold no memory', async () => {
      const w = await installation(dialect)
      const workflow = await w.publish(say({ rateLimit: { count: 2, per: '10s' } }))
      const ids: string[] = []
      for (const text of ['a', 'b', 'c', 'd']) {
        ids.push(await w.start(workflow, { text }))
        await until(async () => ['waiting', 'succeeded'].includes((await w.run(ids.at(-1) as string)).status), true)
      }
      expect(texts(w)).toEqual(['a', 'b'])
      const third = await w.run(ids[2] as string)
      expect([third.status, third.owner]).toEqual(['waiting', null])
      const waits = await store.from(w.ctx, 'waitpoint').select(['kind', 'until']).orderBy('until').execute()
      expect(waits).toEqual([
        { kind: 'rate', until: '2026-11-24T09:00:05.000Z' },
        { kind: 'rate', until: '2026-11-24T09:00:10.000Z' },
      ])
      await w.restart()
      await w.pass(5000)
      await w.until(ids[2] as string, 'succeeded')
      expect(texts(w)).toEqual(['a', 'b', 'c'])
      await w.pass(5000)
      await w.until(ids[3] as string, 'succeeded')
      await w.pass(60_000)
      const later = await w.start(workflow, { text: 'e' })
      await w.until(later, 'succeeded')
      expect(texts(w)).toEqual(['a', 'b', 'c', 'd', 'e'])
      await w.close()
    })

    test('as many steps with a key as may are under way, in all automations; each end lets the next begin', async () => {
      const w = await installation(dialect)
      const key = { concurrencyKey: { key: 'shop-{{ event.shop }}', limit: 1 } }
      const [first, second] = [await w.publish(hold(key)), await w.publish(say(key))]
      const a = await w.start(first, { text: 'a', shop: 1 })
      await until(() => texts(w), ['a'])
      const b = await w.start(second, { text: 'b', shop: 1 })
      await w.until(b, 'waiting')
      const c = await w.start(second, { text: 'c', shop: 1 })
      await w.until(c, 'waiting')
      const other = await w.start(second, { text: 'other', shop: 2 })
      await w.until(other, 'succeeded')
      expect(texts(w)).toEqual(['a', 'other'])
      expect(await slots(w)).toEqual(['shop-1 1', 'shop-1 0', 'shop-1 0'])
      w.held.get('a')?.()
      for (const id of [a, b, c]) await w.until(id, 'succeeded')
      expect(texts(w)).toEqual(['a', 'other', 'b', 'c'])
      expect(await slots(w)).toEqual([])
      await w.close()
    })

    test('a run that fails, or is cancelled, gives back its turn; one that waits for it leaves the line', async () => {
      const w = await installation(dialect)
      const key = { concurrencyKey: { key: 'one', limit: 1 } }
      const [holds, says] = [await w.publish(hold(key)), await w.publish(say(key))]
      const fails = await w.start(holds, { text: 'fail' })
      await until(() => texts(w), ['fail'])
      const gone = await w.start(says, { text: 'gone' })
      await w.until(gone, 'waiting')
      const waits = await w.start(await w.publish(one({ type: 'wait', duration: '1d', ...key })))
      await w.until(waits, 'waiting')
      const last = await w.start(says, { text: 'last' })
      await w.until(last, 'waiting')
      await w.call('runs.cancel', { id: gone })
      w.held.get('fail')?.()
      await w.until(fails, 'failed')
      await until(() => slots(w), ['one 1', 'one 0'])
      await until(async () => (await w.run(waits)).status, 'waiting')
      await w.call('runs.cancel', { id: waits })
      await w.until(last, 'succeeded')
      expect(texts(w)).toEqual(['fail', 'last'])
      expect(await slots(w)).toEqual([])
      await w.close()
    })

    test('a step keeps its turn through a crash and through what it waits for, and gives it back for the time between two attempts', async () => {
      const w = await installation(dialect)
      const key = { concurrencyKey: { key: 'one', limit: 1 } }
      const waits = await w.publish(one({ type: 'wait', duration: '10m', ...key }))
      const a = await w.start(waits)
      await w.until(a, 'waiting')
      await until(() => slots(w), ['one 1'])
      const retried = await w.publish(say({ ...key, retry: { attempts: 2, delay: '1s' } }))
      const b = await w.start(retried, { text: 'fail b' })
      await w.until(b, 'waiting')
      expect(await slots(w)).toEqual(['one 1', 'one 0'])
      await w.restart()
      await w.pass(10 * 60_000)
      await w.until(a, 'succeeded')
      await until(() => texts(w), ['fail b'])
      await until(() => slots(w), [])
      await w.pass(5000)
      await w.until(b, 'failed')
      expect(texts(w)).toEqual(['fail b', 'fail b'])
      expect(await slots(w)).toEqual([])
      await w.close()
    })

    test('both at once: at most one at a time and two in ten seconds', async () => {
      const w = await installation(dialect)
      const workflow = await w.publish(say({ rateLimit: { count: 2, per: '10s' }, concurrencyKey: { key: 'one', limit: 1 } }))
      const ids: string[] = []
      for (const text of ['a', 'b', 'c']) ids.push(await w.start(workflow, { text }))
      await until(() => texts(w).length, 2)
      const open = await expect.poll(async () => (await Promise.all(ids.map(id => w.run(id)))).map(({ status }) => status).sort(), {
        timeout: 5000,
      })
      await open.toEqual(['succeeded', 'succeeded', 'waiting'])
      await w.pass(10_000)
      await until(() => texts(w).length, 3)
      await until(() => slots(w), [])
      await w.close()
    })
  })
