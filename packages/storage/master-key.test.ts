import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStorage, storageMigrations } from './index.ts'
import { keyIdOf } from './master-key.ts'
import { testContext } from './testing.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'atom-test-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const file = () => join(dataDir, 'master.key')
const open = (masterKey?: string) => openStorage({ dataDir, masterKey, migrations: storageMigrations })
const other = Buffer.alloc(32, 7)

describe('the master key', () => {
  test('is made once, for its owner alone, and is the same at the next start', async () => {
    await (await open()).close()
    const text = readFileSync(file(), 'utf8')
    expect([Buffer.from(text, 'base64').length, statSync(file()).mode & 0o777]).toEqual([32, 0o600])
    await (await open()).close()
    await (await open(text.trim())).close()
    expect(readFileSync(file(), 'utf8')).toBe(text)
    expect(readdirSync(dataDir).filter(name => name.startsWith('master.key'))).toEqual(['master.key'])
  })

  test('that is missing from data written with it stops the start, and no new one is made', async () => {
    await (await open()).close()
    const id = keyIdOf(Buffer.from(readFileSync(file(), 'utf8'), 'base64'))
    rmSync(file())
    await expect(open()).rejects.toMatchObject({
      code: 'storage.key_lost',
      message: `The master key ${file()} is missing, and this data is encrypted with it. Put the file back from your copy, or set ATOM_MASTER_KEY to the key (its id is ${id}).`,
    })
    expect(existsSync(file())).toBe(false)
  })

  test('that is another one stops the start, wherever it comes from', async () => {
    await (await open()).close()
    await expect(open(other.toString('base64'))).rejects.toMatchObject({
      code: 'storage.key_differs',
      details: { where: 'in ATOM_MASTER_KEY' },
    })
    writeFileSync(file(), other.toString('base64'), { mode: 0o600 })
    await expect(open()).rejects.toMatchObject({ code: 'storage.key_differs', details: { where: `in ${file()}`, given: keyIdOf(other) } })
  })

  test('of a database from before its id was kept is told by the secrets in it', async () => {
    const storage = await open()
    await storage.unitOfWork.writing(testContext(storage), tx => storage.vault.seal(tx, 'sk-1'))
    await storage.close()
    const database = new DatabaseSync(join(dataDir, 'atom.sqlite'))
    database.exec(`drop table master_key; delete from kysely_migration where name like '%master-key'`)
    database.close()
    await expect(open(other.toString('base64'))).rejects.toMatchObject({ code: 'storage.key_differs' })
    await (await open()).close()
  })

  test.runIf(process.platform === 'linux')('is not left half written by a full disk', () => {
    const asked = `
      import { masterKey } from ${JSON.stringify(join(import.meta.dirname, 'master-key.ts'))}
      const kysely = { introspection: { getTables: async () => [] } }
      await masterKey({ dataDir: ${JSON.stringify(dataDir)}, given: undefined, kysely }).catch(error => console.log(error.message))`
    const { stdout } = spawnSync('prlimit', ['--fsize=20', process.execPath, '--input-type=module', '-e', asked], { encoding: 'utf8' })
    expect(stdout.trim()).toBe(`The master key ${file()} could not be written: the disk is full. Nothing was started.`)
    expect(readdirSync(dataDir)).toEqual([])
    expect(execFileSync('prlimit', ['--version'], { encoding: 'utf8' })).toContain('prlimit')
  })
})
