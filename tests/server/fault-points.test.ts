import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type FaultPoint, faultPoints } from '@atom/kernel'
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { databases, eventually, startWorld, type World } from '../api/world.ts'
import type { Anything } from '../harness/server.ts'

/** Seconds: on PostgreSQL a job that was begun waits until its dead process is missed. */
const lease = 30

/**
 * Work that passes every point; a new point is passed here too, or its test fails. Each step may be sent again with the same key; what
 * was acknowledged is kept by its step's name.
 */
async function day({ ana }: World, acknowledged: Map<string, Anything>): Promise<void> {
  const step = async (name: string, path: string, body: object) => {
    if (acknowledged.has(name)) return acknowledged.get(name)
    const answer = await ana.api(path, { body, headers: { accept: 'application/json', 'idempotency-key': name } })
    expect([name, Math.floor(answer.status / 100), answer.body]).toEqual([name, 2, expect.anything()])
    acknowledged.set(name, answer.body)
    return answer.body
  }
  const doomed = await step('doomed', '/api/tasks', { title: 'Doomed' })
  await step('kept', '/api/tasks', { title: 'Kept' })
  const asked = await step('ask', '/api/chat', { text: 'delete the task Doomed' })
  await step('yes', `/api/approvals/${asked.calls[0].approval.id}`, { decision: 'approve' })
  await eventually(async () => ((await ana.api(`/api/tasks/${doomed.id}`)).status === 404 ? true : undefined))
  await step('bell', '/api/reminders', { title: 'Ring', due: new Date(Date.now() + 1500).toISOString() })
  await eventually(async () => ((await titles(ana, '/api/notifications')).includes('Ring') ? true : undefined), lease + 15)
}

const titles = async (ana: World['ana'], path: string): Promise<string[]> =>
  (await ana.api(path)).body.items.map((item: { title: string }) => item.title)

/** How many jobs have not come to an end, read beside the server. */
async function openJobs(dataDir: string, databaseUrl: string | undefined): Promise<number> {
  if (databaseUrl === undefined) {
    const file = new DatabaseSync(join(dataDir, 'atom.sqlite'), { readOnly: true })
    const open = file.prepare(`select count(*) as open from job where status in ('queued', 'running')`).get()?.open
    file.close()
    return Number(open)
  }
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  // Its own queue; what ended well is gone from it, and what failed for good is not available any more.
  const { rows } = await client.query(
    'select count(*) as open from graphile_worker._private_jobs where is_available or locked_at is not null',
  )
  await client.end()
  return Number(rows[0].open)
}

describe.concurrent.each(databases)('kill -9 on $name', database => {
  // Those of the engine are passed by runs, in tests/faults, those of the vault by a new master key, in vault-rotate.test.ts, those of
  // memory by files, in memory-faults.test.ts, as those of embedding anew.
  for (const point of (Object.keys(faultPoints) as FaultPoint[]).filter(name => !/^(engine|memory|reembed|vault)\./.test(name)))
    test(`at ${point}: nothing acknowledged is lost, and the work is done once`, { timeout: 120_000 }, async () => {
      const { env, drop } = await database.create()
      const world = await startWorld({ env })
      const { ana, server } = world
      await server.restart({ ATOM_FAULT: `${point}=kill` })
      const acknowledged = new Map<string, Anything>()
      const ended = await day(world, acknowledged).then(
        () => 'the day passed',
        (error: Error) => error.message,
      )
      expect(ended).toBe('fetch failed')
      expect(await server.ended).toBe('SIGKILL')

      await server.restart({ ATOM_FAULT: '' })
      const before = await titles(ana, '/api/tasks?filter=all')
      if (acknowledged.has('kept')) expect(before).toContain('Kept')
      if (acknowledged.has('doomed') && !acknowledged.has('ask')) expect(before).toContain('Doomed')
      await day(world, acknowledged)
      await eventually(async () => ((await openJobs(server.dataDir, env.ATOM_DATABASE_URL)) === 0 ? true : undefined), lease + 15)
      expect(await titles(ana, '/api/tasks?filter=all')).toEqual(['Kept'])
      expect(await titles(ana, '/api/reminders?filter=all')).toEqual(['Ring'])
      expect((await titles(ana, '/api/notifications')).filter(title => title === 'Ring')).toEqual(['Ring'])
      await world.stop()
      await drop()
    })
})
