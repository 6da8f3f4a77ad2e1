import { afterAll, describe, expect, test } from 'vitest'
import { databases } from '../api/world.ts'
import { person } from '../harness/person.ts'
import { startServer } from '../harness/server.ts'

const count = 1500
const ics = [
  'BEGIN:VCALENDAR',
  ...Array.from({ length: count }, (_, n) => `BEGIN:VEVENT\r\nUID:${n}@x\r\nDTSTART:20270101T120000Z\r\nSUMMARY:Event ${n}\r\nEND:VEVENT`),
  'END:VCALENDAR',
].join('\r\n')

for (const database of databases)
  describe(`a large calendar file on ${database.name}`, () => {
    const ends: (() => Promise<unknown>)[] = []
    afterAll(async () => {
      for (const end of ends.reverse()) await end()
    })

    test('goes on after kill -9 where it was, doubles nothing, and holds nobody up', { timeout: 120_000 }, async () => {
      const { env, drop } = await database.create()
      ends.push(drop)
      const server = await startServer({ env })
      ends.push(() => server.stop())
      const ana = await person(server)
      const api = (path: string) => server.request(path, { headers: { authorization: `Bearer ${ana.key}` } })
      const started = await server.request('/api/calendar/imports?name=work.ics', {
        method: 'POST',
        body: ics,
        headers: { authorization: `Bearer ${ana.key}`, 'content-type': 'text/calendar' },
      })
      expect(started.status).toBe(201)
      expect(started.body).toMatchObject({ name: 'work.ics', done: 0, created: 0 })
      const path = `/api/calendar/imports/${started.body.id}`
      await expect.poll(async () => (await api(path)).body.done, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0)
      // Others are answered and write meanwhile.
      expect((await ana.api('/api/notes', { body: { body: 'in between' } })).status).toBe(201)
      const cut = (await api(path)).body
      await server.kill9()
      expect(cut).toMatchObject({ status: 'running', total: count })
      await server.restart()
      await expect.poll(async () => (await api(path)).body.status, { timeout: 60_000, interval: 100 }).toBe('done')
      expect((await api(path)).body).toMatchObject({ done: count, total: count, created: count, updated: 0, skipped: 0 })
      let found = 0
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: { body: { items: unknown[]; nextCursor: string | null } } = await api(
          `/api/calendar/events?from=2027-01-01&to=2027-01-01&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        )
        found += page.body.items.length
        cursor = page.body.nextCursor
      }
      expect(found).toBe(count)
    })
  })
