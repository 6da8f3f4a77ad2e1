import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Anything } from '../harness/server.ts'
import { databases, expectProblem, startWorld, type World } from './world.ts'

for (const database of databases)
  describe(`Idempotency-Key on ${database.name}`, () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld({ database })
    })
    afterAll(() => world?.stop())

    let keys = 0
    const post = (path: string, body: Anything, key: string | undefined, headers: Record<string, string> = {}) =>
      world.ana.api(path, { method: 'POST', body, headers: { ...headers, ...(key === undefined ? {} : { 'idempotency-key': key }) } })
    const calendar = (title: string) =>
      `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:${title}\r\nDTSTART:20270101T100000Z\r\nSUMMARY:${title}\r\nEND:VEVENT\r\nEND:VCALENDAR`

    /** Ids of what the audit log tells as done, the latest first. */
    const done = async (): Promise<string[]> =>
      (await world.ana.api('/api/audit?limit=200')).body.items
        .filter((item: { outcome: string }) => item.outcome === 'done')
        .map((item: { id: string }) => item.id)

    /** Each kind of POST there is: by a skill's own route, by invoke, by hand; what writes and what reads. */
    const cases: [string, number, Anything, Anything, Record<string, string>?][] = [
      ['/api/tasks', 201, { title: 'once' }, { title: 'twice' }],
      ['/api/calendar/events', 201, { title: 'once', start: '2027-01-01' }, { title: 'once', start: '2027-01-02' }],
      ['/api/notes', 201, { body: 'once' }, { body: 'twice' }],
      ['/api/contacts', 201, { name: 'once' }, { name: 'twice' }],
      ['/api/reminders', 201, { title: 'once', due: '2999-01-01' }, { title: 'twice', due: '2999-01-01' }],
      ['/api/keys', 201, { name: 'once' }, { name: 'twice' }],
      ['/api/invitations', 201, { role: 'viewer' }, { role: 'member' }],
      ['/api/skills/notes.create/invoke', 200, { body: 'invoked once' }, { body: 'invoked twice' }],
      ['/api/skills/tasks.list/invoke', 200, { filter: 'all' }, { filter: 'done' }],
      ['/api/calendar/import', 200, calendar('once'), calendar('twice'), { 'content-type': 'text/calendar' }],
      ['/api/understand', 200, { text: 'add a task to call Dana' }, { text: 'add a task to call Sam' }],
      ['/api/chat', 200, { text: 'add a task to call Dana' }, { text: 'add a task to call Sam' }, { accept: 'application/json' }],
    ]
    for (const [path, status, body, other, headers] of cases)
      test(`POST ${path}: same key and body, same answer, done once; another body is 409`, async () => {
        const key = `key ${++keys}`
        const first = await post(path, body, key, headers)
        expect([first.status, path]).toEqual([status, path])
        const before = await done()
        const again = await post(path, body, key, headers)
        expect([again.status, again.body]).toEqual([first.status, first.body])
        expectProblem(await post(path, other, key, headers), 409)
        expect(await done()).toEqual(before)
        expect((await post(path, other, `key ${++keys}`, headers)).status).toBe(status)
      })

    test('a key belongs to its caller and its address', async () => {
      const key = 'the same for all'
      const first = await post('/api/notes', { body: 'mine' }, key)
      const colleague = await world.max.api('/api/notes', { body: { body: 'mine' }, headers: { 'idempotency-key': key } })
      const stranger = await world.eve.api('/api/notes', { body: { body: 'mine' }, headers: { 'idempotency-key': key } })
      expect(new Set([first.body.id, colleague.body.id, stranger.body.id]).size).toBe(3)
      expectProblem(await post('/api/tasks', { title: 'mine' }, key), 409, 'kernel.idempotency_conflict')
    })

    test('ten at once with one key are done once', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => post('/api/notes', { body: 'parallel' }, 'ten at once')))
      const ids = answers.filter(({ status }) => status === 201).map(({ body }) => body.id)
      expect(new Set(ids).size).toBe(1)
      expect(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code)).toEqual([])
      const notes = (await world.ana.api('/api/notes?limit=200')).body.items
      expect(notes.filter((note: { body: string }) => note.body === 'parallel')).toHaveLength(1)
    })

    test('what failed is not kept: the same key works once the cause is gone', async () => {
      expectProblem(await post('/api/tasks', { title: '' }, 'try again'), 400)
      expect((await post('/api/tasks', { title: 'now right' }, 'try again')).status).toBe(201)
      const waiting = { title: 'part', parent: 'a whole that comes later' }
      expectProblem(await post('/api/tasks', waiting, 'too early'), 404)
      await post('/api/tasks', { title: 'a whole that comes later' }, undefined)
      expect((await post('/api/tasks', waiting, 'too early')).status).toBe(201)
    })

    test('a key is 1 to 255 characters, and other methods pay it no heed', async () => {
      for (const path of ['/api/tasks', '/api/skills/tasks.create/invoke', '/api/chat', '/api/understand'])
        expectProblem(await post(path, { title: 'x', text: 'x' }, 'x'.repeat(256)), 400)
      expectProblem(await post('/api/tasks', { title: 'x' }, ''), 400, 'server.bad_idempotency_key')
      expectProblem(await post('/api/tasks', { title: 'x' }, 'x'.repeat(256)), 400, 'server.bad_idempotency_key')
      expect((await post('/api/tasks', { title: 'x' }, 'x'.repeat(255))).status).toBe(201)
      const { body: task } = await post('/api/tasks', { title: 'x' }, undefined)
      for (const priority of ['high', 'low']) {
        const changed = await world.ana.api(`/api/tasks/${task.id}`, {
          method: 'PATCH',
          body: { priority },
          headers: { 'idempotency-key': 'patch' },
        })
        expect(changed.body.priority).toBe(priority)
      }
    })
  })
