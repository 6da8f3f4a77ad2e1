import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type FaultPoint, faultPoints } from '@atom/kernel'
import { openScriptedEmbedder } from '@atom/models/testing'
import { describe, expect, test } from 'vitest'
import { databases, eventually, startWorld, type World } from '../api/world.ts'

/** Seconds: on PostgreSQL a job that was begun waits until its dead process is missed. */
const lease = 30
const birds = ['heron', 'osprey', 'kestrel', 'dipper', 'avocet', 'bittern', 'curlew', 'dunlin', 'egret', 'fulmar', 'gannet', 'godwit']
const many = 200
/** One sentence no other file has. */
const textOf = (n: number) => `Report ${n}: the ${birds[n % birds.length]} was seen ${n + 1000} times near post${n}mark.`

const upload = async ({ ana }: World, from: number, to: number) => {
  const data = new FormData()
  for (let n = from; n < to; n++) data.append('file', new Blob([textOf(n)], { type: 'text/plain' }), `reports/${n}.txt`)
  return ana.api('/api/files', { body: data })
}
const usage = async ({ ana }: World) => (await ana.api('/api/memory/usage')).body
const incoming = ({ server }: World) => {
  const folder = join(server.dataDir, 'files/.incoming')
  return existsSync(folder) ? readdirSync(folder) : []
}
/** Waits until all that is there was read. */
const readAll = (world: World, count: number) =>
  eventually(async () => {
    const { documents } = await usage(world)
    return documents.ready === count && documents.queued + documents.processing === 0 ? true : undefined
  }, 180)
const found = async ({ ana }: World, query: string): Promise<string[]> =>
  (await ana.api('/api/memory/search', { body: { query, limit: 5 } })).body.items.map((item: { text: string }) => item.text)

const sqlite = databases[0] as (typeof databases)[number]

describe.each(databases)('memory on $name', database => {
  const points = (Object.keys(faultPoints) as FaultPoint[]).filter(name => name.startsWith('memory.'))
  // The database takes little part in what differs between them; the rest of its own part is in the middle of many files.
  for (const point of database.name === 'sqlite' ? points : points.slice(-1))
    test(`killed at ${point}: what was acknowledged is found, what was deleted is not`, { timeout: 240_000 }, async () => {
      const { env, drop } = await database.create()
      const world = await startWorld({ env: { ...env, ATOM_MEMORY: 'on' } })
      const { ana, server } = world
      const doomed = (await upload(world, 0, 1)).body
      await readAll(world, 1)
      await server.restart({ ATOM_MEMORY: 'on', ATOM_FAULT: `${point}=kill` })
      const sent = await upload(world, 1, 3).then(
        ({ status }) => status,
        () => 'no answer',
      )
      const deleted = await ana.api(`/api/files/${doomed.id}`, { method: 'DELETE' }).then(
        ({ status }) => status,
        () => 'no answer',
      )
      expect(await server.ended).toBe('SIGKILL')

      await server.restart({ ATOM_MEMORY: 'on', ATOM_FAULT: '' })
      // Swept behind the start, which waits for nothing of memory.
      await eventually(async () => (incoming(world).length === 0 ? true : undefined))
      if (deleted !== 200) await ana.api(`/api/files/${doomed.id}`, { method: 'DELETE' })
      if (sent !== 201) {
        // Not acknowledged: of two files each is there or not, and of one that only came in there is nothing.
        const { items } = (await ana.api('/api/files')).body
        if (point === 'memory.received') expect(items).toEqual([])
        for (const { id } of items) await ana.api(`/api/files/${id}`, { method: 'DELETE' })
        expect((await upload(world, 1, 3)).status).toBe(201)
      }
      await readAll(world, 2)
      for (const n of [1, 2]) expect((await found(world, `report post${n}mark`))[0]).toBe(textOf(n))
      expect(await found(world, 'report post0mark')).not.toContain(textOf(0))
      await world.stop()
      await drop()
    })

  test(`killed in the middle of ${many} files: everything is found after`, { timeout: 400_000 }, async () => {
    const { env, drop } = await database.create()
    const world = await startWorld({ env: { ...env, ATOM_MEMORY: 'on' } })
    for (let from = 0; from < many; from += 50) expect((await upload(world, from, from + 50)).status).toBe(201)
    for (const least of [20, 90]) {
      await eventually(async () => ((await usage(world)).documents.ready >= least ? true : undefined), lease + 60)
      await world.server.kill9()
      await world.server.restart()
    }
    expect((await usage(world)).documents.ready).toBeLessThan(many)
    await readAll(world, many)
    for (let n = 0; n < many; n += 7) expect((await found(world, `report post${n}mark`))[0]).toBe(textOf(n))
    const job = (await world.ana.api('/api/memory/jobs')).body.items.find(({ id }: { id: string }) => id === 'index')
    expect(job).toMatchObject({ kind: 'index', status: expect.stringMatching(/^(running|done)$/), done: expect.any(Number) })
    await world.stop()
    await drop()
  })

  test('what is cancelled stays so, over a restart too, until it is asked for', { timeout: 120_000 }, async () => {
    const { env, drop } = await database.create()
    const world = await startWorld({ env: { ...env, ATOM_MEMORY: 'on' } })
    const { ana } = world
    expect((await upload(world, 0, 100)).status).toBe(201)
    await eventually(async () => ((await usage(world)).documents.ready > 0 ? true : undefined), 60)
    expect((await ana.api('/api/memory/jobs/index/cancel', { method: 'POST' })).body).toMatchObject({ id: 'index', status: 'cancelled' })
    const after = (await usage(world)).documents
    expect(after.queued).toBe(0)
    expect(after.failed).toBeGreaterThan(0)
    await world.server.restart()
    const { documents } = await usage(world)
    expect([documents.queued, documents.processing]).toEqual([0, 0])
    const failed = (await ana.api('/api/files?status=failed&limit=1')).body.items[0]
    expect(failed).toMatchObject({ errorCode: 'memory.cancelled', error: 'Reading it was cancelled.' })
    expect((await ana.api('/api/files/retry-failed', { body: {} })).body.queued).toBe(documents.failed)
    await readAll(world, 100)
    await world.stop()
    await drop()
  })
})

// The database takes little part in it.
test('killed while everything is embedded anew: the former index serves until the new one has all, and nothing is embedded twice', {
  timeout: 400_000,
}, async () => {
  const { env, drop } = await sqlite.create()
  const embedder = await openScriptedEmbedder()
  const world = await startWorld({ env: { ...env, ATOM_MEMORY: 'on' } })
  const { ana, server } = world
  const files = 70
  expect((await upload(world, 0, 50)).status).toBe(201)
  expect((await upload(world, 50, files)).status).toBe(201)
  await readAll(world, files)
  await server.restart({ ATOM_MEMORY: 'on', ATOM_FAULT: 'reembed.copied=kill' })
  const chosen = await ana
    .api('/api/embedders/chosen', { method: 'PUT', body: { baseUrl: embedder.url, model: 'm' } })
    .catch(() => undefined)
  // The answer may be lost with the server; the choice was committed before anything of it began.
  expect(chosen?.status ?? 200).toBe(200)
  expect(await server.ended).toBe('SIGKILL')
  await server.restart({ ATOM_MEMORY: 'on', ATOM_FAULT: '' })
  expect((await found(world, 'report post7mark'))[0]).toBe(textOf(7))
  await eventually(async () => {
    const job = (await ana.api('/api/memory/jobs')).body.items.find(({ id }: { id: string }) => id === 'reembed')
    return job?.status === 'done' && embedder.requests.length > 0 ? true : undefined
  }, lease + 60)
  const passages = embedder.requests.flatMap(({ input }) => input).filter(text => / was seen \d+ times near /.test(text))
  expect(passages).toHaveLength(files)
  expect((await found(world, 'report post69mark'))[0]).toBe(textOf(69))
  // The question was embedded by the new one: it serves.
  expect(embedder.requests.at(-1)).toMatchObject({ model: 'm', input: ['report post69mark'] })
  await world.stop()
  await embedder.close()
  await drop()
})
