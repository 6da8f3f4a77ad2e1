import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventually } from '../api/world.ts'
import { person } from '../harness/person.ts'
import { type Answer, type Anything, startServer } from '../harness/server.ts'

/** A limit on the size of files is to a process what a full disk is, and can be lifted again without being root. */
const canLimit = process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0
if (!canLimit) console.warn('SKIPPED: no prlimit here, so the server is not tested on a full disk.')

test.runIf(canLimit)(
  'on a full disk writes are 507 in a sentence, reads go on, and all that was acknowledged outlasts it',
  { timeout: 60_000 },
  async () => {
    const server = await startServer({ env: { ATOM_LOG_LEVEL: 'silent' } })
    const ana = await person(server)
    const acknowledged: string[] = []
    const write = async () => {
      const answer = await ana.api('/api/notes', { body: { title: `Note ${acknowledged.length}`, body: 'x'.repeat(20_000) } })
      if (answer.status === 201) acknowledged.push(answer.body.id)
      return answer
    }
    const limit = (bytes: string) => execFileSync('prlimit', [`--pid=${server.pid}`, `--fsize=${bytes}:unlimited`])
    const kept = async () => {
      const found = new Set<string>()
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Answer<Anything> = await ana.api(`/api/notes?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
        expect(page.status).toBe(200)
        for (const note of page.body.items) found.add(note.id)
        cursor = page.body.nextCursor
      }
      return found
    }
    expect((await write()).status).toBe(201)
    limit(String(statSync(join(server.dataDir, 'atom.sqlite-wal')).size + 400_000))

    const answers = (
      await Promise.all(
        Array.from({ length: 4 }, async () => [
          await write(),
          await write(),
          await write(),
          await write(),
          await write(),
          await write(),
          await write(),
          await write(),
        ]),
      )
    ).flat()
    const refused = answers.filter(answer => answer.status !== 201)
    expect(refused.length).toBeGreaterThan(0)
    expect(acknowledged.length).toBeGreaterThan(1)
    for (const { status, body } of refused)
      expect([status, body.code, body.detail]).toEqual([
        507,
        'storage.full',
        'The disk is full, so nothing was saved. Free some space and try again.',
      ])
    expect([...(await kept())].sort()).toEqual([...acknowledged].sort())
    const unwell = await server.request('/health')
    expect([unwell.status, unwell.body]).toEqual([503, { status: 'unavailable' }])

    limit('unlimited')
    await eventually(async () => ((await server.request('/health')).status === 200 ? true : undefined))
    expect((await write()).status).toBe(201)
    await server.kill9()
    await server.restart()
    expect([...(await kept())].sort()).toEqual([...acknowledged].sort())
    await server.stop()
  },
)
