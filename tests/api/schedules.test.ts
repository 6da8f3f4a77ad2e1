import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases, eventually, expectProblem, startWorld, type World } from './world.ts'

const keep = { nodes: [{ id: 'keep', type: 'set', input: { at: '{{ event.scheduledAt? }}' } }], edges: [{ from: 'trigger', to: 'keep' }] }

for (const database of databases)
  describe(`schedules and polls on ${database.name}`, () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld({ database, env: { ATOM_FAULT: 'jobs.before-done=kill@1' } })
    })
    afterAll(() => world?.stop())

    const add = (trigger: object) => world.ana.api('/api/workflows', { body: { name: 'By the clock', graph: { trigger, ...keep } } })
    const publish = async (trigger: object) => {
      const { id } = (await add(trigger)).body
      const published = await world.ana.api(`/api/workflows/${id}/publish`, { body: {} })
      expect(published.status).toBe(200)
      return published.body
    }
    const eventsOf = async (id: string) => {
      const { items } = (await world.ana.api(`/api/runs?workflow=${id}&limit=200`)).body
      return Promise.all(items.map(async (run: { id: string }) => (await world.ana.api(`/api/runs/${run.id}/event`)).body.event))
    }

    test('each time starts one run, also when the process dies after it and before the job says so', async () => {
      const { id, nextRunAt } = await publish({ type: 'schedule', cron: '*/10 * * * * *' })
      expect(Date.parse(nextRunAt) % 10_000).toBe(0)
      expect(await world.server.ended).toBe('SIGKILL')
      await world.server.restart({ ATOM_FAULT: '' })
      const times = await eventually(async () => {
        const found = (await eventsOf(id)).map(event => event.scheduledAt).sort()
        return found.some(at => Date.parse(at) > Date.parse(nextRunAt) + 5000) ? found : undefined
      }, 40)
      expect(times[0]).toBe(nextRunAt)
      expect(new Set(times).size).toBe(times.length)
      const shown = (await world.ana.api(`/api/workflows/${id}`)).body
      expect(Date.parse(shown.nextRunAt)).toBeGreaterThan(Date.parse(times.at(-1) as string))
      await world.ana.api(`/api/workflows/${id}`, { method: 'PATCH', body: { enabled: false } })
      expect((await world.ana.api(`/api/workflows/${id}`)).body.nextRunAt).toBeUndefined()
    }, 90_000)

    test('a poll starts one run for each new thing, also over a kill', async () => {
      const { id } = await publish({ type: 'poll', skill: 'tasks.list', every: '1s' })
      const task = async (title: string) => (await world.ana.api('/api/tasks', { body: { title } })).body.id as string
      await eventually(async () =>
        (await world.ana.api(`/api/workflows/${id}`)).body.nextRunAt > new Date().toISOString() ? true : undefined,
      )
      const before = [await task('one'), await task('two')]
      await eventually(async () => ((await eventsOf(id)).length > 0 ? true : undefined))
      const during = await task('three')
      await world.server.kill9()
      await world.server.restart({ ATOM_FAULT: '' })
      const after = await task('four')
      const events = await eventually(async () => {
        const found = await eventsOf(id)
        return found.length >= 4 ? found : undefined
      }, 60)
      expect(events.map(event => event.item.id).sort()).toEqual([...before, during, after].sort())
      expect(events.find(event => event.item.id === after)).toMatchObject({ name: 'poll.found', id: after, item: { title: 'four' } })
    }, 90_000)

    test('times that cannot be kept, and skills that cannot be asked, are refused in words', async () => {
      const refused = async (trigger: object, path: string, message: string) => {
        const answer = await add(trigger)
        expectProblem(answer, 400, 'workflow.invalid_graph')
        expect(answer.body.errors).toEqual([{ path, message }])
      }
      await refused({ type: 'schedule', cron: '* * * * * *' }, 'trigger.cron', '“* * * * * *” fires more often than every 10 seconds.')
      await refused(
        { type: 'schedule', cron: '0 9 * * *', timeZone: 'Berlin' },
        'trigger.timeZone',
        '“Berlin” is no time zone this machine knows. Write one such as Europe/Berlin.',
      )
      await refused({ type: 'poll', skill: 'tasks.list', every: '10ms' }, 'trigger.every', 'It is asked at most once a second.')
      await refused(
        { type: 'poll', skill: 'tasks.create', every: '1m' },
        'trigger.skill',
        'Only a skill that reads can be asked again and again.',
      )
      await refused(
        { type: 'poll', skill: 'tasks.list', every: '1m', input: { colour: 'red' } },
        'trigger.input.colour',
        '“List tasks” has no such field.',
      )
    })

    test('a schedule keeps the zone of its publisher unless it has its own', async () => {
      await world.ana.api('/api/me', { method: 'PATCH', body: { timeZone: 'Asia/Tokyo' } })
      const hour = ({ nextRunAt }: { nextRunAt: string }) => new Date(nextRunAt).getUTCHours()
      expect(hour(await publish({ type: 'schedule', cron: '0 9 * * *' }))).toBe(0)
      expect(hour(await publish({ type: 'schedule', rrule: 'FREQ=DAILY;BYHOUR=9' }))).toBe(0)
      expect(hour(await publish({ type: 'schedule', cron: '0 9 * * *', timeZone: 'UTC' }))).toBe(9)
    })
  })
