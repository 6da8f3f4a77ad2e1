import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { person } from '../harness/person.ts'
import { startServer } from '../harness/server.ts'
import { temporaryFolder } from '../harness/temporary.ts'

let dataDir: string
beforeEach(() => {
  dataDir = temporaryFolder('data')
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** Starts with these settings, expects that it gives up, and gives its exit code and last line. */
async function failToStart(env: Record<string, string>) {
  const server = await startServer({ env, dataDir, awaitReady: false })
  const code = await server.ended
  return { code, said: server.log.trim().split('\n').at(-1) }
}

describe('starting and stopping', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    test(`${signal} drains and ends with 0`, async () => {
      const server = await startServer({ dataDir })
      process.kill(server.pid, signal)
      expect(await server.ended).toBe(0)
      expect(server.log.trim().split('\n').at(-1)).toBe('Stopped.')
    })

  test('a drain that is busy is waited for', { timeout: 60_000 }, async () => {
    const server = await startServer({ dataDir, env: { ATOM_FAULT: 'jobs.before-done=delay:18000' } })
    const ana = await person(server)
    await ana.api('/api/reminders', { body: { title: 'Ring', due: new Date(Date.now() + 500).toISOString() } })
    while ((await ana.api('/api/notifications')).body.items.length === 0) await new Promise(resolve => setTimeout(resolve, 50))
    process.kill(server.pid, 'SIGTERM')
    expect(await server.ended).toBe(0)
    expect(server.log.trim().split('\n').at(-1)).toBe('Stopped.')
  })

  test('while it stops, what was begun is answered, health says so, and nothing new is begun', async () => {
    const server = await startServer({ dataDir, env: { ATOM_FAULT: 'invoke.before-commit=delay:2000@2' } })
    const ana = await person(server)
    /** A request whose last line is kept back until it is asked for. */
    const halfAsked = async (path: string) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1').setEncoding('utf8')
      let heard = ''
      socket.on('data', text => (heard += text))
      await once(socket, 'connect')
      socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${ana.key}\r\n`)
      return async () => {
        socket.write('\r\n')
        await once(socket, 'close')
        return [heard.slice(0, 12), heard.split('\r\n\r\n')[1]]
      }
    }
    const [health, tasks] = [await halfAsked('/health'), await halfAsked('/api/tasks')]
    const begun = ana.api('/api/tasks', { body: { title: 'begun' } })
    await new Promise(resolve => setTimeout(resolve, 500))
    process.kill(server.pid, 'SIGTERM')
    while (!server.log.includes('Stopping')) await new Promise(resolve => setTimeout(resolve, 10))
    expect(await health()).toEqual(['HTTP/1.1 503', '{"status":"stopping"}'])
    expect(await tasks()).toEqual(['HTTP/1.1 503', expect.stringContaining('"code":"server.stopping"')])
    expect((await begun).status).toBe(201)
    expect(await server.ended).toBe(0)
  })

  test('an open event stream does not hold up the stop', async () => {
    const server = await startServer({ dataDir })
    const ana = await person(server)
    const stream = await fetch(`${server.url}/api/stream`, { headers: { authorization: `Bearer ${ana.key}` } })
    expect(stream.status).toBe(200)
    const begun = Date.now()
    expect(await server.stop()).toBe(0)
    expect(Date.now() - begun).toBeLessThan(5000)
    await stream.body?.cancel().catch(() => {})
  })

  test('the data folder and the master key are for their owner alone', async () => {
    const server = await startServer({ dataDir })
    const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
    expect(modeOf(dataDir)).toBe('700')
    expect(modeOf(join(dataDir, 'master.key'))).toBe('600')
    await server.stop()
  })

  test('with ATOM_MASTER_KEY no key is written', async () => {
    const server = await startServer({ dataDir, env: { ATOM_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') } })
    expect(() => readFileSync(join(dataDir, 'master.key'))).toThrow('ENOENT')
    await server.stop()
  })
})

test('a broken embedding model is said at the start and in the list, and ATOM works with the one it carries', async () => {
  const models = join(dataDir, 'models')
  mkdirSync(join(models, 'broken'), { recursive: true })
  writeFileSync(join(models, 'broken', 'model.onnx'), 'x')
  const server = await startServer({ env: { ATOM_MODELS_DIR: models }, dataDir: join(dataDir, 'data') })
  const problem = `The model folder ${join(models, 'broken')} cannot be used: tokenizer.json is missing.`
  const warned = server.log
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line))
  expect(warned).toEqual([expect.objectContaining({ level: 40, model: 'broken', problem })])
  const { body } = await (await person(server)).api('/api/embedders')
  expect(body.items).toEqual([
    { id: 'all-MiniLM-L6-v2-int8', dimension: 384, origin: 'carried', chosen: true },
    { id: 'broken', origin: 'folder', problem, chosen: false },
  ])
  await server.stop()
})

describe('a start that cannot be says in one sentence what to do', () => {
  test('port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const said = await failToStart({ ATOM_PORT: String(port) })
    other.close()
    expect(said).toEqual({
      code: 1,
      said: `Port ${port} is in use. Stop what uses it, or start ATOM with another one: ATOM_PORT=5059 npm start`,
    })
  })

  for (const [env, said] of [
    [{ ATOM_PORT: 'web' }, /^ATOM_PORT is not valid: /],
    [{ ATOM_MASTER_KEY: 'short' }, /^ATOM_MASTER_KEY is not valid: Expected 32 bytes in base64 or hex\./],
    [{ ATOM_DATABASE_URL: 'mysql://x' }, /^ATOM_DATABASE_URL is not valid: Expected postgres:/],
    [{ ATOM_SIGNUP: 'open' }, /^ATOM_SIGNUP is not valid: no such setting\. See \.env\.example\.$/],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' },
      /^OTEL_EXPORTER_OTLP_ENDPOINT is “localhost:4318”\. Expected the address of a collector/,
    ],
    [{ ATOM_MODEL_BASE_URL: 'http://localhost:11434/v1' }, /^ATOM_MODEL is not valid: name the model/],
    [
      { ATOM_DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/atom' },
      /^The database at 127\.0\.0\.1:1 cannot be reached: .*Check ATOM_DATABASE_URL/,
    ],
  ] as [Record<string, string>, RegExp][])
    test(Object.entries(env)[0]?.join('=') ?? '', async () => {
      const given = await failToStart(env)
      expect(given.code).toBe(1)
      expect(given.said).toMatch(said)
    })

  test('a data folder that is a file', async () => {
    const file = join(dataDir, 'file')
    writeFileSync(file, '')
    const { code, said } = await failToStart({ ATOM_DATA_DIR: file })
    expect(code).toBe(1)
    expect(said).toBe(`ATOM cannot use the data folder ${file}: it is a file. Set ATOM_DATA_DIR to a folder this user may write to.`)
  })

  for (const [what, make, reason] of [
    ['is missing', () => {}, 'there is no such folder. Make it, or name another'],
    ['is a file', path => writeFileSync(path, ''), 'it is a file. Name the folder that holds the models, one folder each'],
    ['cannot be read', path => symlinkSync(path, path), 'it cannot be read (ELOOP). Check the disk, or name another'],
  ] as [string, (path: string) => void, string][])
    test(`a folder of models that ${what}, before anything is made`, async () => {
      const path = join(dataDir, 'models')
      make(path)
      const given = await failToStart({ ATOM_MODELS_DIR: path, ATOM_DATA_DIR: join(dataDir, 'data') })
      expect(given).toEqual({ code: 1, said: `ATOM_MODELS_DIR is not valid: ${path}: ${reason}.` })
      expect(existsSync(join(dataDir, 'data'))).toBe(false)
    })

  test('a data folder another ATOM uses', async () => {
    const first = await startServer({ dataDir })
    const { code, said } = await failToStart({})
    expect(code).toBe(1)
    expect(said).toBe(`Another ATOM (process ${first.pid}) uses the data folder ${dataDir}. Stop it first, or set ATOM_DATA_DIR.`)
    await first.stop()
  })

  test('a data folder of a newer version', async () => {
    await (await startServer({ dataDir })).stop()
    const database = new DatabaseSync(join(dataDir, 'atom.sqlite'))
    database.exec(`insert into kysely_migration (name, timestamp) values ('29990101T0000-telepathy', '2999-01-01')`)
    database.close()
    const { code, said } = await failToStart({})
    expect(code).toBe(1)
    expect(said).toMatch(/^The data was written by a newer version of ATOM \(it knows “29990101T0000-telepathy”\)\. Start that version/)
  })

  test('a database that is damaged', async () => {
    writeFileSync(join(dataDir, 'atom.sqlite'), 'x'.repeat(8192))
    const { code, said } = await failToStart({})
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/^The database .*atom\.sqlite is damaged: file is not a database\. Stop ATOM, keep/),
    ])
  })

  test('a master key that was lost', async () => {
    await (await startServer({ dataDir })).stop()
    rmSync(join(dataDir, 'master.key'))
    const { code, said } = await failToStart({})
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/^The master key .*master\.key is missing, and this data is encrypted with it\. Put/),
    ])
  })

  test('a master key that is not one', async () => {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(join(dataDir, 'master.key'), 'scribble', { mode: 0o600 })
    const { code, said } = await failToStart({})
    expect(code).toBe(1)
    expect(said).toMatch(/^The master key .*master\.key is not usable: /)
  })
})
