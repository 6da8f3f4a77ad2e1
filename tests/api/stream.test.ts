import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { readConfig } from '@atom/kernel'
import type { Handle } from '@atom/storage'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createApp } from '../../apps/server/app.ts'
import { compose } from '../../apps/server/compose.ts'
import { listen } from '../../apps/server/listen.ts'
import { person } from '../harness/person.ts'
import { type Anything, type Server, send, startServer } from '../harness/server.ts'
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

describe('the event stream on postgres and its worker', () => {
  const [postgres] = databases.filter(({ name }) => name === 'postgres')

  test('brings what a worker process wrote: a reminder it fires is heard at once', async () => {
    const { env, drop } = await (postgres as Database).create()
    const server = await startServer({ env: { ...env, ATOM_WORKER: 'off' } })
    const worker = spawn(process.execPath, [join(import.meta.dirname, '../../apps/server/main.ts'), 'worker'], {
      env: { PATH: process.env.PATH, ...env, ATOM_DATA_DIR: server.dataDir, ATOM_LOG_LEVEL: 'warn' },
      stdio: 'ignore',
    })
    try {
      const ana = await person(server)
      const { events, leave } = await read(server.url, { authorization: `Bearer ${ana.key}` })
      const due = new Date(Date.now() + 1000).toISOString()
      const { body: reminder } = await ana.api('/api/reminders', { body: { title: 'water', due } })
      const names: string[] = []
      for await (const event of events) {
        names.push(event.name)
        if (names.includes('reminder.fired') && names.includes('notification.created')) break
      }
      leave()
      expect((await ana.api(`/api/reminders/${reminder.id}`)).body.status).toBe('fired')
    } finally {
      const ended = new Promise(resolve => worker.once('close', resolve))
      worker.kill('SIGTERM')
      await ended
      await server.stop()
      await drop()
    }
    // Two processes start here.
  }, 60_000)
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

  test('who comes back hears what became durable after the last event they have, also where its id is smaller, and nothing twice', async () => {
    const eva = await person(here.server, 'Eva Late')
    const who = await me(eva)
    const caller = { workspaceId: who.workspace.id, person: { id: who.id }, role: 'owner', actor: `person:${who.id}`, kind: 'key' } as never
    const ctx = here.atom.contextFor(caller, { via: 'api', signal: new AbortController().signal })
    const publish = (title: string, hold?: Promise<void>, held?: () => void) =>
      here.atom.unitOfWork.writing(ctx, async tx => {
        await here.atom.events.publish(tx, { name: 'test.told', data: { title } })
        held?.()
        await hold
      })
    const headers = { authorization: `Bearer ${eva.key}` }
    const first = await read(here.server.url, headers)
    await publish('early')
    const release = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const late = database.name === 'postgres' ? publish('late', release.promise, held.resolve) : undefined
    if (late) await held.promise
    await publish('last heard')
    let last = ''
    for await (const event of first.events) {
      if (event.data.title !== 'last heard') continue
      last = event.id
      break
    }
    first.leave()
    release.resolve()
    await (late ?? publish('late'))
    const again = await read(here.server.url, { ...headers, 'last-event-id': last })
    await publish('now')
    const heard: string[] = []
    for await (const event of again.events) if (event.data.title && heard.push(event.data.title) && event.data.title === 'now') break
    again.leave()
    expect(heard).toEqual(['late', 'now'])
  })

  test('one person listens twenty times at once, with whatever key, and nobody else is kept from it', async () => {
    const [gil, hal] = [await person(here.server, 'Gil Many'), await person(here.server, 'Hal Other')]
    const { key } = (await gil.api('/api/keys', { body: { name: 'second' } })).body
    const byKey = (key: string) => ({ authorization: `Bearer ${key}` })
    const open = await Promise.all(Array.from({ length: 20 }, (_, n) => read(here.server.url, byKey(n % 2 ? key : gil.key))))
    for (const own of [key, gil.key]) {
      const refused = await here.server.request('/api/stream', { headers: byKey(own) })
      expect([refused.status, refused.body.code]).toEqual([429, 'server.too_many_streams'])
    }
    const other = await read(here.server.url, byKey(hal.key))
    open.pop()?.leave()
    await vi.waitFor(async () => {
      const again = await read(here.server.url, byKey(gil.key))
      open.push(again)
    }, 5000)
    for (const { leave } of [...open, other]) leave()
  })

  test('a stream that nobody reads is cut before much waits for it, and the server goes on', async () => {
    const flo = await person(here.server, 'Flo Idle')
    const socket = connect(Number(new URL(here.server.url).port), 'localhost')
    socket.pause()
    socket.write(`GET /api/stream HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${flo.key}\r\n\r\n`)
    await vi.waitFor(() => expect([...here.atom.streams].some(({ socket: own }) => own?.remotePort === socket.localPort)).toBe(true), 5000)
    const [stream] = [...here.atom.streams].filter(({ socket: own }) => own?.remotePort === socket.localPort)
    const event = { id: '1', workspaceId: (await me(flo)).workspace.id, name: 'test.told', data: { text: 'x'.repeat(100_000) }, at: '' }
    let told = 0
    for (; told < 1000 && !stream?.destroyed; told++) {
      here.atom.events.tell(event)
      await new Promise(resolve => setImmediate(resolve))
    }
    expect(stream?.destroyed).toBe(true)
    expect(stream?.writableLength).toBeLessThan(2_000_000)
    socket.destroy()
    expect((await flo.api('/api/me')).status).toBe(200)
  })

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
