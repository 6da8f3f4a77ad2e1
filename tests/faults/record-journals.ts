/**
 * node scripts/run.mjs tests/faults/record-journals.ts: keeps the rows of runs as this release leaves them in the middle, as files in
 * tests/faults/journals. Recorded once for each release; what is there is never recorded again.
 */
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import manifest from '../../package.json' with { type: 'json' }
import { journalTables } from './journal-tables.ts'
import { openEngine } from './open-engine.ts'
import { shapes } from './shapes.ts'
import { startVendor } from './vendor.ts'

const folder = join(import.meta.dirname, 'journals', manifest.version)
mkdirSync(folder, { recursive: true })
for (const [name, shape] of Object.entries(shapes)) {
  const file = join(folder, `${name}.json`)
  if (existsSync(file)) continue
  const vendor = await startVendor()
  const last = 'calls' in shape.when ? shape.when.calls : Number.POSITIVE_INFINITY
  vendor.delay = () => (vendor.calls.length >= last ? 60_000 : 0)
  vendor.status = call => (call.step === 'bad' ? 500 : 200)
  const dataDir = mkdtempSync(join(tmpdir(), 'atom-journal-'))
  const engine = await openEngine({ dataDir, vendor: vendor.url, worker: !shape.idle })
  const [id = ''] = await engine.start(await engine.publish(shape.graph), 1, shape.input)
  if (shape.pause) await engine.call('runs.pause', { id })
  const isThere = async () =>
    'calls' in shape.when ? vendor.calls.length === shape.when.calls : (await engine.runs())[0]?.status === shape.when.status
  while (!(await isThere())) await new Promise(resolve => setTimeout(resolve, 5))
  // What a kill would leave: the file as it is now.
  const database = new DatabaseSync(join(dataDir, 'atom.sqlite'), { readOnly: true })
  const rows = Object.fromEntries(journalTables.map(table => [table, database.prepare(`select * from "${table}"`).all()]))
  const migrations = database
    .prepare('select name from kysely_migration')
    .all()
    .map(row => row.name)
  database.close()
  writeFileSync(file, `${JSON.stringify({ about: shape.about, migrations, run: id, rows }, undefined, 1)}\n`)
  process.stdout.write(`${name}\n`)
  await vendor.close()
  await engine.close(0)
}
process.exit()
