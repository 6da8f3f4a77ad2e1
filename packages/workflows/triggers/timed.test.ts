import { EventBus, eventMigrations } from '@atom/events'
import { EmbeddedDispatcher, jobMigrations } from '@atom/jobs'
import { type Context, createInvoke, defineSkill, kernelErrors, manualClock, newId, SkillRegistry } from '@atom/kernel'
import { dialects, testContext } from '@atom/storage/testing'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createWorkflows, workflowMigrations, workflowRefs } from '../index.ts'
import { store } from '../store.ts'

const nodes = {
  nodes: [{ id: 'say', type: 'set', input: { at: '{{ event.scheduledAt? }}', item: '{{ event.item? }}' } }],
  edges: [{ from: 'trigger', to: 'say' }],
}

for (const dialect of dialects)
  describe(`what the clock starts, on ${dialect.name}`, () => {
    async function world(begin = '2026-11-24T08:59:30.000Z') {
      const storage = await dialect.open([eventMigrations, jobMigrations, workflowMigrations])
      const clock = manualClock(begin)
      const events = new EventBus()
      const registry = new SkillRegistry()
      const shelf: { items: unknown[]; fails: boolean; calls: number } = { items: [], fails: false, calls: 0 }
      registry.add(
        defineSkill({
          id: 'shelf.list',
          title: 'Look at the shelf',
          description: 'What lies on the shelf.',
          effect: 'read',
          input: z.object({ limit: z.number().optional(), cursor: z.string().optional() }),
          output: z.object({ items: z.array(z.unknown()), nextCursor: z.string().nullable() }),
          examples: [],
          run: async (_, { limit = 50, cursor = '0' }) => {
            shelf.calls++
            if (shelf.fails) throw kernelErrors.unreachable({ host: 'the shelf', reason: 'it is not there' })
            const end = Number(cursor) + limit
            return { items: shelf.items.slice(Number(cursor), end), nextCursor: end < shelf.items.length ? String(end) : null }
          },
        }),
      )
      const invoke = createInvoke({
        registry,
        unitOfWork: storage.unitOfWork,
        permission: { decide: async () => 'allow' },
        audit: { record: async () => {} },
        approvals: {} as never,
        idempotency: {} as never,
        undoLog: { record: async () => 'u' },
        refs: new Map(workflowRefs.map(resolver => [resolver.to, resolver])),
      })
      const base = testContext(storage, { clock, events, workspaceId: newId() })
      const contextFor = (workspaceId: string): Context => ({ ...ctx, workspaceId })
      const dispatcher = new EmbeddedDispatcher({ unitOfWork: storage.unitOfWork, clock, log: base.log, contextFor })
      const ctx: Context = { ...base, jobs: dispatcher }
      const publisher = { left: false }
      /** A process: what it does, and that it was started now. */
      const boot = () =>
        createWorkflows({
          clock,
          log: ctx.log,
          unitOfWork: storage.unitOfWork,
          batch: storage.batch,
          vault: storage.vault,
          registry,
          invoke,
          events: new EventBus(),
          system: contextFor,
          memberContext: async workspaceId => (publisher.left ? undefined : { ...ctx, workspaceId, via: 'workflow' }),
          eventKinds: [],
          shared: false,
          address: () => 'http://atom.example',
        })
      let workflows = boot()
      registry.add(...workflows.skills)
      const call = async (skill: string, input: object) => {
        const outcome = await invoke(ctx, skill, input)
        return (outcome as { output?: unknown }).output as Record<string, unknown>
      }
      const job = (kind: string, id: string, attempt = 1) =>
        workflows.jobs.find(handler => handler.kind === kind)?.run(ctx, { workflowId: id }, { id: 'j', attempt, progress: async () => {} })
      const publish = async (trigger: object) => {
        const { id } = await call('workflows.create', { name: newId(), graph: { trigger, ...nodes } })
        await call('workflows.publish', { id })
        return String(id)
      }
      return {
        storage,
        clock,
        ctx,
        shelf,
        publisher,
        call,
        publish,
        fire: (id: string, attempt?: number) => job('workflow.schedule', id, attempt),
        poll: (id: string) => job('workflow.poll', id),
        restart: () => {
          workflows = boot()
        },
        starts: async (id: string) => {
          const rows = await store
            .from(ctx, 'run')
            .innerJoin('event_log', 'event_log.id', 'run.event_id')
            .select(['event_log.data', 'run.trigger', 'run.version', 'run.person_id'])
            .where('run.workflow_id', '=', id)
            .orderBy('run.id')
            .execute()
          return rows.map(row => JSON.parse(row.data))
        },
        jobs: async () => {
          const { rows } = await storage.kysely
            .selectFrom('job')
            .select(['kind', 'key', 'run_at'])
            .execute()
            .then(rows => ({ rows }))
          return rows.map(row => [row.kind, row.key, row.run_at])
        },
      }
    }

    test('a schedule has one job for its next time, which publishing, pausing, resuming and deleting replace or end', async () => {
      const { storage, clock, publish, call, jobs, fire, starts } = await world()
      const id = await publish({ type: 'schedule', cron: '0 9 * * *', timeZone: 'UTC' })
      const at = (time: string) => [['workflow.schedule', `trigger:${id}`, time]]
      expect(await jobs()).toEqual(at('2026-11-24T09:00:00.000Z'))
      expect((await call('workflows.get', { id })).nextRunAt).toBe('2026-11-24T09:00:00.000Z')
      clock.set('2026-11-24T09:00:00.100Z')
      await fire(id)
      expect(await starts(id)).toEqual([{ scheduledAt: '2026-11-24T09:00:00.000Z', local: '2026-11-24T09:00:00+00:00', timeZone: 'UTC' }])
      expect(await jobs()).toEqual(at('2026-11-25T09:00:00.000Z'))
      await call('workflows.update', { id, enabled: false })
      expect(await jobs()).toEqual([])
      expect((await call('workflows.get', { id })).nextRunAt).toBeUndefined()
      clock.set('2026-11-25T09:00:01.000Z')
      await call('workflows.update', { id, enabled: true })
      expect(await jobs()).toEqual(at('2026-11-26T09:00:00.000Z'))
      await call('workflows.update', { id, graph: { trigger: { type: 'schedule', cron: '30 7 * * *', timeZone: 'UTC' }, ...nodes } })
      expect(await jobs()).toEqual(at('2026-11-26T09:00:00.000Z'))
      await call('workflows.publish', { id })
      expect(await jobs()).toEqual(at('2026-11-26T07:30:00.000Z'))
      await call('workflows.delete', { id })
      expect(await jobs()).toEqual([])
      await call('workflows.restore', { id })
      expect(await jobs()).toEqual(at('2026-11-26T07:30:00.000Z'))
      expect(await starts(id)).toHaveLength(1)
      await storage.close()
    })

    test('a job that comes again starts nothing again, and the next time stays', async () => {
      const { storage, clock, publish, jobs, fire, starts } = await world()
      const id = await publish({ type: 'schedule', cron: '0 9 * * *', timeZone: 'UTC' })
      clock.set('2026-11-24T09:00:00.100Z')
      await Promise.all([fire(id), fire(id, 2)])
      await fire(id, 3)
      expect(await starts(id)).toHaveLength(1)
      expect(await jobs()).toEqual([['workflow.schedule', `trigger:${id}`, '2026-11-25T09:00:00.000Z']])
      await storage.close()
    })

    test.each([
      ['skip', [], undefined],
      ['once', ['2026-11-24T12:00:00.000Z'], 3],
      ['all', ['2026-11-24T10:00:00.000Z', '2026-11-24T11:00:00.000Z', '2026-11-24T12:00:00.000Z'], undefined],
    ])('times at which ATOM was off, told to %s', async (missed, expected, count) => {
      const { storage, clock, publish, restart, fire, starts, jobs } = await world('2026-11-24T09:30:00.000Z')
      const id = await publish({ type: 'schedule', cron: '0 * * * *', timeZone: 'UTC', missed })
      clock.set('2026-11-24T12:01:00.000Z')
      restart()
      await fire(id)
      const found = await starts(id)
      expect(found.map(event => event.scheduledAt)).toEqual(expected)
      expect(found[0]?.missed).toBe(count)
      expect(await jobs()).toEqual([['workflow.schedule', `trigger:${id}`, '2026-11-24T13:00:00.000Z']])
      await storage.close()
    })

    test('what was begun before the process died is not missed, and a busy minute is no time off', async () => {
      const { storage, clock, publish, restart, fire, starts } = await world('2026-11-24T08:00:00.000Z')
      const begun = await publish({ type: 'schedule', cron: '0 9 * * *', timeZone: 'UTC' })
      const busy = await publish({ type: 'schedule', cron: '0 10 * * *', timeZone: 'UTC' })
      clock.set('2026-11-24T09:00:20.000Z')
      restart()
      await fire(begun, 2)
      expect(await starts(begun)).toHaveLength(1)
      const often = await publish({ type: 'schedule', cron: '*/10 * * * * *', timeZone: 'UTC' })
      clock.set('2026-11-24T09:00:55.000Z')
      restart()
      await fire(often, 2)
      expect((await starts(often)).map(event => event.scheduledAt)).toEqual(['2026-11-24T09:00:30.000Z'])
      clock.set('2026-11-24T10:01:00.000Z')
      await fire(busy)
      expect(await starts(busy)).toHaveLength(1)
      await storage.close()
    })

    test('of very many missed times the newest thousand are made up for', async () => {
      const { storage, clock, publish, restart, fire, starts } = await world('2026-11-24T00:00:00.000Z')
      const id = await publish({ type: 'schedule', cron: '*/20 * * * * *', timeZone: 'UTC', missed: 'all' })
      clock.set('2026-11-24T12:00:05.000Z')
      restart()
      await fire(id)
      const found = await starts(id)
      expect([found.length, found[0].scheduledAt, found.at(-1).scheduledAt]).toEqual([
        1000,
        '2026-11-24T06:27:00.000Z',
        '2026-11-24T12:00:00.000Z',
      ])
      await storage.close()
    })

    test('a poll remembers what was there, starts one run for each new thing, and follows pages', async () => {
      const { storage, clock, publish, poll, shelf, starts, jobs } = await world()
      shelf.items = Array.from({ length: 250 }, (_, i) => ({ id: `old-${i}` }))
      const id = await publish({ type: 'poll', skill: 'shelf.list', every: '1m' })
      await poll(id)
      expect([await starts(id), shelf.calls]).toEqual([[], 2])
      expect(await jobs()).toEqual([['workflow.poll', `trigger:${id}`, '2026-11-24T09:00:30.000Z']])
      shelf.items.push({ id: 'new' }, { title: 'no id' })
      clock.set('2026-11-24T09:00:30.000Z')
      await Promise.all([poll(id), poll(id)])
      expect((await starts(id)).map(event => event.item)).toEqual([{ id: 'new' }, { title: 'no id' }])
      shelf.items.splice(0, 100)
      clock.set('2026-11-24T09:01:30.000Z')
      await poll(id)
      shelf.items.push({ id: 'old-1' })
      clock.set('2026-11-24T09:02:30.000Z')
      await poll(id)
      expect(await starts(id)).toHaveLength(2)
      await storage.close()
    })

    test('more new things than one transaction takes are taken one after another, at once', async () => {
      const { storage, clock, publish, poll, shelf, starts, jobs } = await world()
      const id = await publish({ type: 'poll', skill: 'shelf.list', every: '1m', first: 'all' })
      shelf.items = Array.from({ length: 250 }, (_, i) => ({ id: `item-${i}` }))
      for (const expected of [100, 200, 250]) {
        await poll(id)
        expect(await starts(id)).toHaveLength(expected)
      }
      expect((await jobs())[0]?.[2]).toBe('2026-11-24T09:00:30.000Z')
      clock.set('2026-11-24T09:00:30.000Z')
      await poll(id)
      expect(await starts(id)).toHaveLength(250)
      await storage.close()
    })

    test('times that come due while the publisher is gone are made up for as the trigger says, once it can run again', async () => {
      const { storage, clock, publish, fire, publisher, starts, jobs, call } = await world()
      const schedule = { type: 'schedule', cron: '0 * * * *', timeZone: 'UTC' }
      const ids = [
        await publish(schedule),
        await publish({ ...schedule, missed: 'once' }),
        await publish({ ...schedule, missed: 'all' }),
        await publish({ ...schedule, missed: 'all' }),
      ]
      const [skip = '', once = '', all = '', mended = ''] = ids
      publisher.left = true
      for (const hour of ['09', '10', '11']) {
        clock.set(`2026-11-24T${hour}:00:00.100Z`)
        for (const id of ids) await fire(id)
      }
      const shown = await call('workflows.get', { id: once })
      expect([shown.nextRunAt, (shown.triggerError as { code: string }).code]).toEqual([
        '2026-11-24T12:00:00.000Z',
        'workflow.publisher_gone',
      ])
      // What owes nothing waits for its next time; the others look before.
      const looks = new Map((await jobs()).map(([, key, at]) => [key, at]))
      expect(ids.slice(0, 3).map(id => looks.get(`trigger:${id}`))).toEqual([
        '2026-11-24T12:00:00.000Z',
        '2026-11-24T11:30:00.125Z',
        '2026-11-24T11:30:00.125Z',
      ])
      publisher.left = false
      clock.set('2026-11-24T11:30:00.125Z')
      for (const id of [skip, once, all]) await fire(id)
      // Published anew, it owes what it owed.
      await call('workflows.publish', { id: mended })
      expect((await jobs()).find(([, key]) => key === `trigger:${mended}`)?.[2]).toBe('2026-11-24T11:30:00.125Z')
      await fire(mended)
      const at = async (id: string) => (await starts(id)).map(({ scheduledAt, late, missed }) => [scheduledAt, late, missed])
      const hours = ['09', '10', '11'].map(hour => [`2026-11-24T${hour}:00:00.000Z`, true, undefined])
      expect(await at(skip)).toEqual([])
      expect(await at(once)).toEqual([['2026-11-24T11:00:00.000Z', true, 3]])
      expect(await at(all)).toEqual(hours)
      expect(await at(mended)).toEqual(hours)
      for (const id of ids) await fire(id)
      clock.set('2026-11-24T12:00:00.100Z')
      for (const id of ids) await fire(id)
      expect(await Promise.all(ids.map(async id => (await at(id)).length))).toEqual([1, 2, 4, 4])
      expect((await call('workflows.get', { id: once })).triggerError).toBeUndefined()
      await storage.close()
    })

    test('what a poll finds while its version cannot run is found again when it can', async () => {
      const { storage, clock, publish, poll, shelf, starts, call, ctx, restart } = await world()
      const id = await publish({ type: 'poll', skill: 'shelf.list', every: '1m' })
      await poll(id)
      const version = () => store.from(ctx, 'workflow_version').select('graph').where('workflow_id', '=', id).executeTakeFirstOrThrow()
      const put = async (graph: string) => {
        await storage.unitOfWork.writing(ctx, async tx => {
          await store.update(tx, 'workflow_version').set({ graph }).where('workflow_id', '=', id).execute()
        })
        // Compiled graphs are kept by a process.
        restart()
      }
      const { graph } = await version()
      await put(JSON.stringify({ trigger: { type: 'manual' }, nodes: [{ id: 'gone', type: 'gone' }], edges: [] }))
      shelf.items = [{ id: 'new' }]
      clock.set('2026-11-24T09:00:30.000Z')
      await poll(id)
      const found = await call('workflows.get', { id })
      expect([await starts(id), (found.triggerError as { code: string }).code]).toEqual([[], 'workflow.invalid_graph'])
      await put(graph)
      clock.set(String(found.nextRunAt))
      await poll(id)
      expect((await starts(id)).map(event => event.item)).toEqual([{ id: 'new' }])
      await storage.close()
    })

    test('a poll that fails says why, waits longer each time, and forgets nothing', async () => {
      const { storage, clock, publish, poll, shelf, starts, call } = await world()
      const id = await publish({ type: 'poll', skill: 'shelf.list', every: '1m' })
      await poll(id)
      shelf.items = [{ id: 'new' }]
      shelf.fails = true
      for (const [now, next] of [
        ['2026-11-24T09:00:30.000Z', '2026-11-24T09:02:30.000Z'],
        ['2026-11-24T09:02:30.000Z', '2026-11-24T09:06:30.000Z'],
      ] as const) {
        clock.set(now)
        await poll(id)
        const found = await call('workflows.get', { id })
        expect(found.nextRunAt).toBe(next)
        expect(found.triggerError).toEqual({ code: 'kernel.unreachable', message: expect.stringContaining('it is not there'), at: now })
      }
      expect(await starts(id)).toEqual([])
      shelf.fails = false
      clock.set('2026-11-24T09:06:30.000Z')
      await poll(id)
      expect((await starts(id)).map(event => event.item)).toEqual([{ id: 'new' }])
      const found = await call('workflows.get', { id })
      expect([found.triggerError, found.nextRunAt]).toEqual([undefined, '2026-11-24T09:07:30.000Z'])
      await storage.close()
    })
  })
