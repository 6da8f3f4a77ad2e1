import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases, startWorld, type World } from './world.ts'

describe.each(databases)('callers at the same moment on $name', database => {
  let world: World
  beforeAll(async () => {
    world = await startWorld({ database })
  })
  afterAll(() => world.stop())

  const fields = [{ notes: 'n' }, { priority: 'high' }, { labels: ['x'] }]

  test('changes of three fields of one task are all kept', async () => {
    for (let round = 0; round < 5; round++) {
      const { body: task } = await world.ana.api('/api/tasks', { body: { title: 'Shared' } })
      await Promise.all(fields.map(body => world.ana.api(`/api/tasks/${task.id}`, { method: 'PATCH', body })))
      const { body: now } = await world.ana.api(`/api/tasks/${task.id}`)
      expect([now.notes, now.priority, now.labels]).toEqual(['n', 'high', ['x']])
    }
  })

  test('changes of three fields of one event are all kept', async () => {
    for (let round = 0; round < 5; round++) {
      const { body: event } = await world.ana.api('/api/calendar/events', { body: { title: 'Shared', start: '2026-12-01T10:00' } })
      const changes = [{ notes: 'n' }, { location: 'Room 4' }, { people: ['Sam'] }]
      await Promise.all(changes.map(body => world.ana.api(`/api/calendar/events/${event.id}`, { method: 'PATCH', body })))
      const { body: now } = await world.ana.api(`/api/calendar/events/${event.id}`)
      expect([now.notes, now.location, now.people]).toEqual(['n', 'Room 4', ['Sam']])
    }
  })

  test('six tasks that name a new project make it once', async () => {
    const made = await Promise.all(
      Array.from({ length: 6 }, () => world.ana.api('/api/tasks', { body: { title: 'x', project: 'Brand new' } })),
    )
    expect(made.map(answer => answer.status)).toEqual([201, 201, 201, 201, 201, 201])
    expect(new Set(made.map(answer => answer.body.projectId)).size).toBe(1)
  })
})
