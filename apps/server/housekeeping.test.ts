import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { manualClock, newId } from '@atom/kernel'
import { openStorage, type Storage, tablesOf } from '@atom/storage'
import { testContext } from '@atom/storage/testing'
import { pruneRuns } from '@atom/workflows'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { housekeeping } from './housekeeping.ts'
import { migrations } from './migrations.ts'

const clock = manualClock('2026-11-25T12:00:00.000Z')
const longAgo = '2026-09-01T12:00:00.000Z'
const runs = 1500
const tables = tablesOf<{ workflow: { updated_at: string } }>()
let dataDir: string
let storage: Storage
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'atom-test-'))
  storage = await openStorage({ dataDir, migrations: migrations() })
})
afterEach(async () => {
  await storage.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Ended runs of an automation, each of four steps and two kilobytes, written beside the storage: by its own way they would take a minute. */
function addOldRuns(workspace: string): void {
  const db = new DatabaseSync(join(dataDir, 'atom.sqlite'))
  const workflow = newId()
  db.exec('pragma busy_timeout = 5000; begin')
  db.prepare(
    `insert into workflow (workspace_id, id, name, graph, revision, complete, version, enabled, created_by, created_at, updated_at)
     values (?, ?, 'w', '{}', 1, 1, 1, 1, 'p', ?, ?)`,
  ).run(workspace, workflow, longAgo, longAgo)
  const run = db.prepare(
    `insert into run (workspace_id, id, workflow_id, version, status, "trigger", event, person_id, priority, dry, n, held, epoch, poke, created_at, finished_at)
     values (?, ?, ?, 1, 'succeeded', 'manual', '{}', 'p', 1, 0, 1, 0, 1, 0, ?, ?)`,
  )
  const step = db.prepare(
    `insert into step (run_id, seq, node, iteration, status, attempt, n, port, output, started_at, finished_at)
     values (?, ?, 'a', '', 'succeeded', 1, 1, 'out', ?, ?, ?)`,
  )
  const time = Date.parse(longAgo).toString(16).padStart(12, '0')
  for (let n = 0; n < runs; n++) {
    const id = `${time.slice(0, 8)}-${time.slice(8)}${newId().slice(13)}`
    run.run(workspace, id, workflow, longAgo, longAgo)
    for (let seq = 1; seq <= 4; seq++) step.run(id, seq, 'x'.repeat(500), longAgo, longAgo)
  }
  db.exec('commit; pragma wal_checkpoint(truncate)')
  db.close()
}

test('when the time of many runs is over the file itself becomes smaller, and whoever writes meanwhile has a turn after each bite', async () => {
  const ctx = testContext(storage, { clock })
  addOldRuns(ctx.workspaceId)
  const size = () => statSync(join(dataDir, 'atom.sqlite')).size
  const full = size()
  expect(full).toBeGreaterThan(runs * 2000)

  const bites: number[] = []
  let reclaimed = 0
  let over = false
  let writes = 0
  const keeping = housekeeping({
    ...{ unitOfWork: storage.unitOfWork, clock, log: ctx.log, systemContext: () => ctx, identity: { prune: async () => {} } },
    tasks: [
      {
        days: 0,
        prune: async (tx, before) => {
          bites.push(await pruneRuns(tx, before))
          return bites.at(-1) as number
        },
      },
    ],
    reclaim: async () => {
      reclaimed++
      return storage.reclaim()
    },
  })
  const writing = (async () => {
    // As a request comes: only when the loop goes round.
    for (; !over; await setImmediate(), writes++)
      await storage.unitOfWork.writing(ctx, async tx => void (await tables.update(tx, 'workflow').set({ updated_at: longAgo }).execute()))
  })()
  await keeping.tidy()
  over = true
  await writing
  expect(bites.reduce((sum, rows) => sum + rows)).toBe(runs * 5)
  expect(Math.max(...bites)).toBeLessThanOrEqual(500)
  expect(writes).toBeGreaterThanOrEqual(bites.length + reclaimed - 1)
  expect(size()).toBeLessThan(full / 4)
})

test('what fails is written down and holds up nothing that comes after it', async () => {
  const ctx = testContext(storage, { clock })
  const logged: string[] = []
  const log = { ...ctx.log, error: (about: unknown) => void logged.push((about as { err: Error }).err.message) }
  const done: string[] = []
  const task = (name: string, fails = false) => ({
    days: 1,
    prune: async () => {
      done.push(name)
      if (fails) throw new Error(`${name} failed`)
      return 0
    },
  })
  const keeping = housekeeping({
    ...{ unitOfWork: storage.unitOfWork, clock, log, systemContext: () => ctx },
    identity: { prune: () => Promise.reject(new Error('identity failed')) },
    tasks: [task('first', true), task('second')],
    reclaim: async () => done.push('reclaim') < 0,
  })
  await keeping.tidy()
  expect(done).toEqual(['first', 'second', 'reclaim'])
  expect(logged).toEqual(['identity failed', 'first failed'])
})
