import { rmSync } from 'node:fs'
import { readConfig } from '@atom/kernel'
import type { Handle } from '@atom/storage'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createApp } from '../../apps/server/app.ts'
import { compose } from '../../apps/server/compose.ts'
import { listen } from '../../apps/server/listen.ts'
import { person } from '../harness/person.ts'
import { type Anything, type Server, send } from '../harness/server.ts'
import { temporaryFolder } from '../harness/temporary.ts'
import { type Database, databases, startWorld, type World } from './world.ts'

interface Reading {
  /** The events from now on; ends when the server ends the stream. */
  events: AsyncGenerator<{ id: string; name: string; data: Anything }, void, void>
  leave(): void
}

async function read(url: string, headers: Record<string, string>): Promise<Reading> {
  const abort = new AbortController()
  const answer = await fetch(`${url}/api/stream`, { headers, signal: abort.signal })
  expect(answer.status).toBe(200)
  const events = async function* (body: ReadableStream<Uint8Array>) {
    const decoder = new TextDecoder()
    let text = ''
    for await (const bytes of body) {
      text += decoder.decode(bytes, { stream: true })
      const whole = text.split('\n\n')
      text = whole.pop() as string
      for (const event of whole) {
        const data = /^data: (.*)$/m.exec(event)?.[1]
        if (data) yield JSON.parse(data)
      }
    }
  }
  return { events: events(answer.body as ReadableStream<Uint8Array>), leave: () => abort.abort() }
}

describe.each(databases)('the event stream on $name', database => {
  let world: World
  beforeAll(async () => {
    world = await startWorld({ database })
  })
  afterAll(() => world?.stop())

  test('brings more than a page of what was missed, each once and in order, and goes on with what happens now', async () => {
    const { ana } = world
    const many = 620
    let number = 0
    const writer = async () => {
      while (number < many) expect((await ana.api('/api/notes', { body: { body: `note ${++number}` } })).status).toBe(201)
    }
    await Promise.all(Array.from({ length: 20 }, writer))
    const { events, leave } = await read(world.server.url, { authorization: `Bearer ${ana.key}`, 'last-event-id': '0' })
    const ids: string[] = []
    for await (const event of events) {
      if (event.name !== 'note.created') continue
      ids.push(event.id)
      if (ids.length === number) await ana.api('/api/notes', { body: { body: 'live' } })
      if (ids.length === number + 1) break
    }
    leave()
    expect(number).toBeGreaterThanOrEqual(many)
    expect(new Set(ids).size).toBe(number + 1)
    expect(ids).toEqual(ids.toSorted())
  })
})

/** A server in this process, whose signs of life the test brings about; and its database. */
async function startHere(database: Database) {
  const { env, drop } = await database.create()
  const dataDir = temporaryFolder('data')
  const log = pino({ level: 'silent' })
  const config = readConfig({ ATOM_PORT: '0', ATOM_DATA_DIR: dataDir, ATOM_SIGN_UP: 'open', ATOM_RATE_LIMIT: '0', ...env })
  const atom = await compose(config, { log })
  const app = await createApp(atom)
  const url = `http://localhost:${await listen(app, atom)}`
  const server = { url, request: (path: string, options: object) => send(url + path, options) } as Server
  return {
    server,
    atom,
    async stop() {
      for (const stream of atom.streams) stream.end()
      await app.close()
      await atom.close()
      await drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

describe.each(databases)('who reads the event stream on $name', database => {
  let here: Awaited<ReturnType<typeof startHere>>
  beforeAll(async () => {
    // `performance` too: who a caller is is remembered for two seconds.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
    here = await startHere(database)
  })
  afterAll(async () => {
    await here?.stop()
    vi.useRealTimers()
  })

  const beat = () => vi.advanceTimersByTime(25_000)
  const writing = (work: (kysely: Handle['kysely']) => Promise<unknown>) =>
    here.atom.unitOfWork.writing(
      here.atom.contextFor({ workspaceId: '', person: { id: '' } } as never, { via: 'api', signal: new AbortController().signal }),
      tx => work((tx.store as Handle).kysely),
    )
  const me = async (who: Awaited<ReturnType<typeof person>>) => (await who.browse('/api/me')).body

  /** Whether the stream is still read after a sign of life: a note of its workspace arrives, or the end does. */
  const goesOn = async (events: Reading['events'], note: () => Promise<unknown>): Promise<boolean> => {
    beat()
    const asked = note()
    for (;;) {
      const next = await events.next()
      if (next.done) return false
      if (next.value.name !== 'note.created') continue
      await asked
      return true
    }
  }

  test('reads on as long as the key is good, and no longer', async () => {
    const ana = await person(here.server, 'Ana Reyes')
    const { body: key } = await ana.browse('/api/keys', { body: { name: 'reader' } })
    const { events } = await read(here.server.url, { authorization: `Bearer ${key.key}` })
    const note = () => ana.api('/api/notes', { body: { body: 'x' } })
    expect(await goesOn(events, note)).toBe(true)
    await ana.browse(`/api/keys/${key.id}`, { method: 'DELETE' })
    expect(await goesOn(events, async () => {})).toBe(false)
  })

  test('reads no more when the membership ends', async () => {
    const ben = await person(here.server, 'Ben Stone')
    const { events } = await read(here.server.url, { authorization: `Bearer ${ben.key}` })
    const note = () => ben.api('/api/notes', { body: { body: 'x' } })
    expect(await goesOn(events, note)).toBe(true)
    const { id } = await me(ben)
    await writing(kysely => kysely.deleteFrom('membership').where('person_id', '=', id).execute())
    expect(await goesOn(events, async () => {})).toBe(false)
  })

  test('reads no more when the same session now belongs to another workspace', async () => {
    const cem = await person(here.server, 'Cem Oz')
    const dot = await person(here.server, 'Dot Ames')
    const [mine, other] = [await me(cem), await me(dot)]
    await writing(kysely =>
      kysely
        .insertInto('membership')
        .values({ workspace_id: other.workspace.id, person_id: mine.id, role: 'member', created_at: new Date().toISOString() })
        .execute(),
    )
    const { events } = await read(here.server.url, { cookie: cem.cookie })
    const note = () => cem.api('/api/notes', { body: { body: 'x' } })
    expect(await goesOn(events, note)).toBe(true)
    await writing(kysely =>
      kysely.deleteFrom('membership').where('person_id', '=', mine.id).where('workspace_id', '=', mine.workspace.id).execute(),
    )
    expect(await goesOn(events, async () => {})).toBe(false)
  })
})
