import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openStorage } from '@atom/storage'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../harness/temporary.ts'
import { journalTables } from './journal-tables.ts'
import { allMigrations, openEngine } from './open-engine.ts'
import { type Shape, shapes } from './shapes.ts'
import { startVendor, type Vendor } from './vendor.ts'

let vendor: Vendor
beforeAll(async () => {
  vendor = await startVendor()
})
afterAll(() => vendor.close())

interface Journal {
  migrations: string[]
  run: string
  rows: Record<string, Record<string, string | number | null>[]>
}

/** A database as the release that wrote the journal had it, with the journal in it. */
async function restore({ migrations, rows }: Journal): Promise<string> {
  const dataDir = temporaryFolder('engine')
  const known = allMigrations()
  const then = Object.fromEntries(migrations.map(name => [name, known[name] as (typeof known)[string]]))
  await (await openStorage({ dataDir, masterKey: 'A'.repeat(43), migrations: then })).close()
  const database = new DatabaseSync(join(dataDir, 'atom.sqlite'))
  for (const table of journalTables)
    for (const row of rows[table] ?? []) {
      const columns = Object.keys(row)
      const insert = `insert into "${table}" (${columns.map(name => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`
      database.prepare(insert).run(...Object.values(row))
    }
  database.close()
  return dataDir
}

const folder = join(import.meta.dirname, 'journals')
describe.each(readdirSync(folder))('journals written by release %s', { timeout: 30_000 }, release => {
  test('are there for every shape of a run', () => {
    expect(readdirSync(join(folder, release)).sort()).toEqual(
      Object.keys(shapes)
        .map(name => `${name}.json`)
        .sort(),
    )
  })

  test.each(Object.entries(shapes))('%s: the run goes on where it was', async (name: string, { next, becomes, calls }: Shape) => {
    const journal = JSON.parse(readFileSync(join(folder, release, `${name}.json`), 'utf8')) as Journal
    vendor.calls = []
    vendor.delay = () => 0
    const engine = await openEngine({ dataDir: await restore(journal), vendor: vendor.url })
    if (next === 'event') await engine.publishEvent('order.paid', { n: 2 })
    if (next === 'event') await engine.publishEvent('order.paid', { n: 1 })
    if (next === 'yes') await engine.answer((await engine.approvals())[0]?.id ?? '', 'approve')
    await expect.poll(async () => (await engine.runs()).find(run => run.id === journal.run)?.status, { timeout: 10_000 }).toBe(becomes)
    expect(vendor.calls.map(call => call.step)).toEqual(calls)
    await engine.close()
  })
})
