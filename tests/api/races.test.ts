import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases, eventually, startWorld, type World } from './world.ts'

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

  test('four undos take back four things', async () => {
    const made = await Promise.all([1, 2, 3, 4].map(n => world.max.api('/api/notes', { body: { body: `undone ${n}` } })))
    const answers = await Promise.all(made.map(() => world.max.api('/api/undo', { method: 'POST' })))
    expect(answers.map(answer => answer.status)).toEqual([200, 200, 200, 200])
    expect(new Set(answers.map(answer => answer.body.undoId)).size).toBe(4)
    expect((await world.max.api('/api/notes')).body.items).toEqual([])
    expect((await world.max.api('/api/undo', { method: 'POST' })).status).toBe(404)
  })

  test('one chat message, sent six times with its key, is answered once', async () => {
    const headers = { accept: 'application/json', 'idempotency-key': 'said at once' }
    for (const sessionId of [undefined, (await world.eve.chat('help')).sessionId]) {
      const key = { ...headers, 'idempotency-key': `said at once in ${sessionId}` }
      const body = { text: 'add a task to count sheep', ...(sessionId ? { sessionId } : {}) }
      const answers = await Promise.all(Array.from({ length: 6 }, () => world.eve.api('/api/chat', { body, headers: key })))
      expect(answers.map(answer => answer.status)).toEqual([200, 200, 200, 200, 200, 200])
      expect(new Set(answers.map(answer => JSON.stringify(answer.body))).size).toBe(1)
    }
    expect((await world.eve.api('/api/tasks')).body.items).toHaveLength(2)
  })

  test('what the chat asks is found and answered before its answer has come, and carried out', async () => {
    for (let round = 0; round < 3; round++) {
      const title = `Quick ${round}`
      await world.ana.api('/api/tasks', { body: { title } })
      const said = world.ana.chat(`delete the task ${title}`)
      const waiting = async () => (await world.ana.api('/api/approvals?status=pending')).body.items[0]
      const approval = await eventually(waiting)
      expect((await world.ana.api(`/api/approvals/${approval.id}`, { body: { decision: 'approve' } })).body.status).toBe('approved')
      const { sessionId } = await said
      const { items } = (await world.ana.api(`/api/chat/sessions/${sessionId}/messages`)).body
      expect(items[1].parts[0]).toMatchObject({ status: 'done', approval: { status: 'approved' } })
      expect((await world.ana.api('/api/tasks?filter=all')).body.items.map((task: { title: string }) => task.title)).not.toContain(title)
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
