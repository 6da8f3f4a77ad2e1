import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rowsWith } from '../../packages/memory/testing/rows-with.ts'
import { eventually, startWorld, type World } from '../api/world.ts'

/** A word nobody writes; the analysis keeps it as it is. */
const canary = 'qzxvkjwolpo'

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))

/** Every file of the data folder that has the word in its bytes, by what kind of file it is. */
const inBytes = (dataDir: string): string[] => [
  ...new Set(
    filesBelow(dataDir)
      .filter(file => readFileSync(file).includes(canary))
      .map(file => /^(atom\.sqlite|files|memory|backups)/.exec(file.slice(dataDir.length + 1))?.[0] ?? file),
  ),
]

/** The same, looked for again while the index puts its files in place. */
const heldBy = (dataDir: string) =>
  eventually(async () => {
    try {
      return inBytes(dataDir)
    } catch {
      return undefined
    }
  })

const inVersions = (dataDir: string) => rowsWith(join(dataDir, 'memory'), canary)

/** A file that goes while it is looked for is not gone yet: the next look says. */
const gone = async (dataDir: string) => {
  try {
    return inBytes(dataDir).length === 0 && (await inVersions(dataDir)) === 0
  } catch {
    return false
  }
}

describe('what is deleted', () => {
  let world: World
  let folder: string
  beforeEach(async () => {
    world = await startWorld({ env: { ATOM_MEMORY: 'on' } })
    folder = mkdtempSync(join(tmpdir(), 'atom-erasure-'))
  })
  afterEach(async () => {
    await world.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const ready = (count: number) =>
    eventually(async () => ((await world.ana.api('/api/memory/usage')).body.documents.ready === count ? true : undefined), 60)
  const other = 'Nothing of note happened on the island that year.'
  const upload = async (...texts: string[]) => {
    const data = new FormData()
    for (const [n, text] of texts.entries()) data.append('file', new Blob([text], { type: 'text/plain' }), `${n}.txt`)
    const { body } = await world.ana.api('/api/files', { body: data })
    return body.items as { id: string; name: string }[]
  }

  test('as a file is in no file of the data folder and in no version of the index', { timeout: 120_000 }, async () => {
    const { dataDir } = world.server
    const files = await upload(`The island is called ${canary}.`, other)
    await ready(2)
    expect(await heldBy(dataDir)).toEqual(expect.arrayContaining(['atom.sqlite', 'files']))
    expect(await inVersions(dataDir)).toBeGreaterThan(0)
    const doomed = files.find(({ name }) => name === '0.txt')
    expect((await world.ana.api(`/api/files/${doomed?.id}`, { method: 'DELETE' })).status).toBe(200)
    await eventually(async () => ((await gone(dataDir)) ? true : undefined), 30)
    const left = await world.ana.api('/api/memory/search', { body: { query: 'island that year' } })
    expect(left.body.items.map(({ text }: { text: string }) => text)).toEqual([other])
  })

  test('as a folder is in no file of the data folder and in no version of the index', { timeout: 120_000 }, async () => {
    const { dataDir } = world.server
    mkdirSync(join(folder, 'a'))
    writeFileSync(join(folder, 'a/x.txt'), `The island is called ${canary}.`)
    const { id } = (await world.ana.api('/api/memory/sources', { body: { type: 'folder', path: folder } })).body
    await ready(1)
    expect(await heldBy(dataDir)).toContain('atom.sqlite')
    expect(await inVersions(dataDir)).toBeGreaterThan(0)
    expect((await world.ana.api(`/api/memory/sources/${id}`, { method: 'DELETE' })).status).toBe(200)
    await eventually(async () => ((await gone(dataDir)) ? true : undefined), 30)
  })

  test('as what it said before it was changed is gone like the rest', { timeout: 120_000 }, async () => {
    const { dataDir } = world.server
    writeFileSync(join(folder, 'x.txt'), `The island is called ${canary}.`)
    const { id } = (await world.ana.api('/api/memory/sources', { body: { type: 'folder', path: folder } })).body
    await ready(1)
    writeFileSync(join(folder, 'x.txt'), other)
    await world.ana.api(`/api/memory/sources/${id}/sync`, { method: 'POST' })
    await eventually(async () => {
      const { body } = await world.ana.api('/api/memory/search', { body: { query: 'island that year' } })
      return body.items[0]?.text === other ? true : undefined
    }, 30)
    expect((await world.ana.api(`/api/memory/sources/${id}`, { method: 'DELETE' })).status).toBe(200)
    await eventually(async () => ((await gone(dataDir)) ? true : undefined), 30)
  })

  test('as what somebody had remembered who leaves; and again where an older copy of the database is put back', {
    timeout: 120_000,
  }, async () => {
    const { ana, max, server } = world
    const { dataDir } = server
    await max.api('/api/memory/facts', { body: { text: `My password is ${canary}` } })
    const begun = await max.api('/api/files', { method: 'POST', headers: { 'tus-resumable': '1.0.0', 'upload-length': '100' } })
    const piece = { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    await max.api(begun.headers.get('location') as string, { method: 'PATCH', headers: piece, body: canary })
    const [kept] = await upload(other, 'Max wrote this for all.')
    await ready(3)
    expect(await heldBy(dataDir)).toEqual(expect.arrayContaining(['atom.sqlite', 'files']))
    expect(await inVersions(dataDir)).toBeGreaterThan(0)
    const copy = join(folder, 'copy.sqlite')
    const database = new DatabaseSync(join(dataDir, 'atom.sqlite'), { readOnly: true })
    database.prepare('vacuum into ?').run(copy)
    database.close()
    expect(readFileSync(copy).includes(canary)).toBe(true)

    const { id } = (await max.api('/api/me')).body
    expect((await ana.api(`/api/members/${id}`, { method: 'DELETE' })).status).toBe(200)
    await eventually(async () => ((await gone(dataDir)) ? true : undefined), 30)
    expect((await ana.api(`/api/files/${kept?.id}`)).status).toBe(200)

    await server.kill9()
    for (const end of ['-wal', '-shm']) rmSync(join(dataDir, `atom.sqlite${end}`), { force: true })
    copyFileSync(copy, join(dataDir, 'atom.sqlite'))
    expect(inBytes(dataDir)).toEqual(['atom.sqlite'])
    await server.restart()
    await eventually(async () => ((await gone(dataDir)) ? true : undefined), 30)
    expect((await ana.api(`/api/files/${kept?.id}`)).status).toBe(200)
  })
})
