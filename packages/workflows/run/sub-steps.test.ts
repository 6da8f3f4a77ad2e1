import type { RunStep } from '@atom/contracts'
import { AtomError } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineNode } from '../nodes/node-type.ts'
import { installation } from '../testing/installation.ts'

for (const dialect of dialects)
  describe(`sub-steps of a node's own, on ${dialect.name}`, () => {
    /** A type that looks, then acts on what it saw; `acts` says what happens when it does. */
    const world = async (acts: (signal: AbortSignal) => unknown) => {
      const w = await installation(dialect)
      const done: string[] = []
      const look = defineNode({
        type: 'look-and-act',
        version: 1,
        title: 'Look and act',
        description: 'Two pieces of work.',
        group: 'actions',
        mode: 'outside',
        config: { about: z.string() },
        fields: ({ about }) => ({ about }),
        async run({ fields, ctx, sub }) {
          const about = String(fields.about)
          const seen = await sub({
            iteration: 'look',
            input: { about },
            run: async () => ({ seen: done.push(`look at ${about}`), at: new Date(0) }),
          })
          const acted = await sub({
            iteration: 'act',
            run: async () => {
              done.push(`act on ${about}`)
              return acts(ctx.signal)
            },
          })
          return { output: { seen, acted } }
        },
      })
      w.workflows().types.add(look)
      const rows = async (id: string) =>
        (await w.steps(id)).map(({ iteration, sub, status, attempt }: RunStep) => [iteration, sub, status, attempt])
      return { ...w, done, rows }
    }
    const one = (more: object = {}) => ({
      trigger: { type: 'manual' },
      nodes: [{ id: 'n', type: 'look-and-act', about: 'it', ...more }],
      edges: [{ from: 'trigger', to: 'n' }],
    })
    const failing = (times: number) => () => {
      if (times-- > 0) throw new AtomError('test.no', 503, 'Not now.', { retry: 'policy' })
      return 'done'
    }

    test('the next attempt is given what had ended, as JSON, and does the rest', async () => {
      const w = await world(failing(1))
      const id = await w.start(await w.publish(one({ retry: { attempts: 2, delay: '1ms' } })))
      await expect.poll(async () => (await w.steps(id)).at(0)?.status).toBe('retrying')
      expect(await w.rows(id)).toEqual([
        ['', undefined, 'retrying', 1],
        ['look', true, 'succeeded', 1],
        ['act', true, 'failed', 1],
      ])
      await w.pass(60_000)
      await w.until(id, 'succeeded')
      expect(w.done).toEqual(['look at it', 'act on it', 'act on it'])
      expect(await w.rows(id)).toEqual([
        ['', undefined, 'succeeded', 2],
        ['look', true, 'succeeded', 1],
        ['act', true, 'succeeded', 2],
      ])
      expect((await w.steps(id))[0].output).toEqual({ seen: { seen: 1, at: '1970-01-01T00:00:00.000Z' }, acted: 'done' })
      expect((await w.steps(id))[1]).toMatchObject({ input: { about: 'it' }, output: { seen: 1 } })
      await w.close()
    })

    test('so is a step that a person has tried again', async () => {
      const w = await world(failing(1))
      const id = await w.start(await w.publish(one()))
      await w.until(id, 'failed')
      await w.call('runs.retry', { id })
      await w.until(id, 'succeeded')
      expect(w.done).toEqual(['look at it', 'act on it', 'act on it'])
      await w.close()
    })

    test('each pass of a loop has its own', async () => {
      const w = await world(() => 'done')
      const id = await w.start(
        await w.publish({
          trigger: { type: 'manual' },
          nodes: [
            {
              id: 'each',
              type: 'forEach',
              items: ['a', 'b'],
              graph: { nodes: [{ id: 'n', type: 'look-and-act', about: '{{ item }}' }], edges: [] },
            },
          ],
          edges: [{ from: 'trigger', to: 'each' }],
        }),
      )
      await w.until(id, 'succeeded')
      const subs = (await w.steps(id)).filter(({ sub }: RunStep) => sub).map(({ iteration }: RunStep) => iteration)
      expect(subs).toEqual(['0.look', '0.act', '1.look', '1.act'])
      await w.close()
    })

    test('one that is under way ends with its run', async () => {
      const begun = Promise.withResolvers<void>()
      const w = await world(signal => {
        begun.resolve()
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      })
      const id = await w.start(await w.publish(one()))
      await begun.promise
      await w.call('runs.cancel', { id })
      await w.until(id, 'cancelled')
      expect(await w.rows(id)).toEqual([
        ['', undefined, 'cancelled', 1],
        ['look', true, 'succeeded', 1],
        ['act', true, 'cancelled', 1],
      ])
      await w.close()
    })
  })
