import type { JobHandler } from '@atom/jobs'
import type { Context } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { store } from '../store.ts'
import { installation } from '../testing/installation.ts'

const trigger = (where?: string) => ({ type: 'event', name: 'order.paid', ...(where === undefined ? {} : { where }) })
const says = (text: string, where?: string) => ({
  trigger: trigger(where),
  nodes: [{ id: 'say', type: 'skill', skill: 'test.keep', input: { what: `${text} {{ event.sum }}` } }],
  edges: [{ from: 'trigger', to: 'say' }],
})
/** Conditions that JSONata itself has to work out. */
const many = '$count(event.items[$ > 1]) > 1'
const few = '$count(event.items[$ > 1]) < 2'
const endless = '($f := function($n) { $n = 0 - 1 ? true : $f($n + 1) }; $f(0))'

for (const dialect of dialects)
  describe(`conditions on events, on ${dialect.name}`, () => {
    const world = async () => {
      const w = await installation(dialect)
      const { ctx, storage } = w
      const runs = (of: Context = ctx) => store.from(of, 'run').select(['id', 'workflow_id']).execute()
      const decides = async (of: Context) => {
        const { rows } = await sql<{ payload: string }>`select payload from job where kind = 'workflow.decide'`.execute(store.db(of))
        return rows.map(({ payload }) => JSON.parse(payload))
      }
      /** Records an event. @returns what its own transaction had started and left to decide */
      const pay = (data: object, within = async (_: Context) => {}) =>
        storage.unitOfWork.writing(ctx, async tx => {
          await tx.events.publish(tx, { name: 'order.paid', data: { ...data } })
          const { length: started } = await runs(tx)
          const [left] = await decides(tx)
          await within(tx)
          return { started, left }
        })
      const handler = () => w.workflows().jobs.find(({ kind }) => kind === 'workflow.decide') as JobHandler
      const kept = async () =>
        (await store.from(ctx, 'event_log').select('kept').where('name', '=', 'order.paid').execute()).map(e => e.kept)
      return {
        ...w,
        pay,
        runs,
        kept,
        decide: (payload: Record<string, unknown>, signal = new AbortController().signal) =>
          handler().run({ ...ctx, signal }, payload, { id: 'j', attempt: 1, progress: async () => {} }),
        said: (...texts: string[]) => expect.poll(() => w.calls.map(({ input }) => input.what).sort(), { timeout: 10_000 }).toEqual(texts),
      }
    }

    test('those answered at once are decided with the event, all others after it, and none is forgotten', async () => {
      const w = await world()
      const slow: string[] = []
      await w.publish(says('plain'))
      await w.publish(says('large', 'event.sum > 100'))
      await w.publish(says('small', 'event.sum < 100'))
      slow.push(await w.publish(says('many', many)), await w.publish(says('few', few)))
      for (let at = 0; at < 3; at++) slow.push(await w.publish(says('never', endless)))
      const { started, left } = await w.pay({ sum: 120, items: [1, 2, 3] })
      expect(started).toBe(2)
      expect([...left.workflows].sort()).toEqual([...slow].sort())
      await w.said('large 120', 'many 120', 'plain 120')
      await w.close()
    })

    test('decided twice, and cut off in the middle, each is started once', async () => {
      const w = await world()
      await w.publish(says('a', many))
      await w.publish(says('b', many))
      // The job that the event's transaction leaves is taken away: what becomes of it is up to this test.
      const { left } = await w.pay({ sum: 1, items: [2, 3] }, async tx => {
        await sql`delete from job where kind = 'workflow.decide'`.execute(store.db(tx))
      })
      const stopped = AbortSignal.abort(new Error('killed'))
      await expect(w.decide(left, stopped)).rejects.toMatchObject({ code: 'workflow.trigger_failed' })
      expect(await w.runs()).toHaveLength(1)
      await Promise.all([w.decide(left), w.decide(left)])
      await w.decide(left)
      expect(await w.runs()).toHaveLength(2)
      await w.said('a 1', 'b 1')
      expect(await w.kept()).toEqual([1])
      await w.close()
    })

    test('an event that starts nothing after all is kept no longer than any other, nor does one start what was paused since', async () => {
      const w = await world()
      await w.publish(says('few', few))
      const paused = await w.publish(says('many', many))
      await w.pay({ sum: 1, items: [2, 3] }, async tx => {
        await store.remove(tx, 'workflow_trigger').where('workflow_id', '=', paused).execute()
      })
      await expect.poll(w.kept, { timeout: 10_000 }).toEqual([0])
      expect(await w.runs()).toEqual([])
      await w.close()
    })

    test('a run that waits goes on though its condition is decided after the event, and not by what came before it waited', async () => {
      const w = await world()
      const id = await w.start(
        await w.publish({
          trigger: { type: 'manual' },
          nodes: [{ id: 'paid', type: 'wait', event: { name: 'order.paid', where: many } }],
          edges: [{ from: 'trigger', to: 'paid' }],
        }),
      )
      await w.until(id, 'waiting')
      const { left: before } = await w.pay({ items: [1] })
      await expect.poll(w.kept, { timeout: 10_000 }).toEqual([0])
      expect((await w.run(id)).status).toBe('waiting')
      const late = await w.start((await w.run(id)).workflow_id)
      await w.until(late, 'waiting')
      await w.storage.unitOfWork.writing(w.ctx, async tx => {
        await store
          .update(tx, 'event_log')
          .set({ data: JSON.stringify({ items: [2, 3] }) })
          .where('id', '=', before.eventId)
          .execute()
      })
      await w.decide(before)
      await w.until(id, 'succeeded')
      expect((await w.run(late)).status).toBe('waiting')
      await w.close()
    })

    test('a run whose time is over does not go by “timeout” while it is worked out whether what came in time was it', async () => {
      const w = await world()
      const waiting = await w.publish({
        trigger: { type: 'manual' },
        nodes: [
          { id: 'paid', type: 'wait', event: { name: 'order.paid', where: many }, limit: '1h' },
          { id: 'late', type: 'skill', skill: 'test.keep', input: { what: 'late' } },
          { id: 'thanks', type: 'skill', skill: 'test.keep', input: { what: 'thanks {{ steps.paid.output.sum }}' } },
        ],
        edges: [
          { from: 'trigger', to: 'paid' },
          { from: 'paid', to: 'thanks' },
          { from: 'paid', to: 'late', port: 'timeout' },
        ],
      })
      /** The job that the event's transaction leaves is taken away: when it is decided is up to this test. */
      const undecided = async (data: object) =>
        (await w.pay(data, async tx => void (await sql`delete from job where kind = 'workflow.decide'`.execute(store.db(tx))))).left
      const wakes = async () => {
        const { rows } = await sql<{ run_at: string }>`select run_at from job where kind = 'workflow.wake'`.execute(store.db(w.ctx))
        return rows.map(({ run_at }) => run_at)
      }
      for (const [items, said] of [
        [[2, 3], 'thanks 5'],
        [[1], 'late'],
      ] as const) {
        const id = await w.start(waiting)
        await w.until(id, 'waiting')
        const left = await undecided({ items, sum: 5 })
        await w.pass(3_600_000)
        // It was looked at, and is looked at again in a second.
        await expect.poll(wakes).toEqual([new Date(w.clock.now().getTime() + 1000).toISOString()])
        expect((await w.run(id)).status).toBe('waiting')
        await w.decide(left)
        await w.pass(1000)
        await w.until(id, 'succeeded')
        expect(w.calls.at(-1)?.input.what).toBe(said)
      }
      expect(await store.from(w.ctx, 'event_undecided').select('event_id').execute()).toEqual([])
      await w.close()
    })
  })
