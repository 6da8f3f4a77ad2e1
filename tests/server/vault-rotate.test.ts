import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type FaultPoint, faultPoints } from '@atom/kernel'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { databases, eventually } from '../api/world.ts'
import { type Person, person } from '../harness/person.ts'
import { type Server, startServer } from '../harness/server.ts'
import { temporaryFolder } from '../harness/temporary.ts'

const main = join(import.meta.dirname, '../../apps/server/main.ts')
const points = (Object.keys(faultPoints) as FaultPoint[]).filter(point => point.startsWith('vault.'))
/** Of a chunk and a bit, so that it can be killed between two. */
const secrets = 130

for (const database of databases)
  describe(`a new master key on ${database.name}`, { timeout: 120_000 }, () => {
    let dataDir: string
    let env: Record<string, string>
    let drop: () => Promise<void>
    let server: Server
    let ana: Person
    let vendor: HttpServer
    /** What the vendor was sent as Authorization; it breaks the connection of the first to every path. */
    let sent: string[]
    beforeAll(async () => {
      vendor = createServer((request, response) => {
        const first = !sent.some(line => line.startsWith(`${request.url} `))
        sent.push(`${request.url} ${request.headers.authorization}`)
        if (first) request.socket.destroy()
        else response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      })
      await new Promise<void>(resolve => vendor.listen(0, '127.0.0.1', resolve))
    })
    afterAll(() => void vendor.close())
    beforeEach(async () => {
      sent = []
      dataDir = temporaryFolder('data')
      const made = await database.create()
      drop = made.drop
      env = { ...made.env, ATOM_EGRESS_ALLOW: `127.0.0.1:${(vendor.address() as AddressInfo).port}` }
      server = await startServer({ env, dataDir })
      ana = await person(server)
    })
    afterEach(async () => {
      await server.stop()
      await drop()
      rmSync(dataDir, { recursive: true, force: true })
    })

    const rotate = (more: Record<string, string> = {}) => {
      const { status, signal, stdout, stderr } = spawnSync(process.execPath, [main, 'rotate-vault'], {
        env: {
          PATH: process.env.PATH as string,
          NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
          ATOM_DATA_DIR: dataDir,
          ...env,
          ...more,
        },
        encoding: 'utf8',
      })
      return { ended: signal ?? status, said: stdout, complained: stderr.trim() }
    }

    async function query(sql: string): Promise<Record<string, unknown>[]> {
      if (!env.ATOM_DATABASE_URL) {
        const file = new DatabaseSync(join(dataDir, 'atom.sqlite'), { readOnly: true })
        const rows = file.prepare(sql).all()
        file.close()
        return rows
      }
      const client = new Client({ connectionString: env.ATOM_DATABASE_URL })
      await client.connect()
      const { rows } = await client.query(sql)
      await client.end()
      return rows
    }
    const keysOfSecrets = async () => (await query('select distinct key_id from secret order by key_id')).map(row => row.key_id)
    const keyNow = async () => (await query('select key_id from master_key'))[0]?.key_id as string

    /** Everything that lies under the key: secrets by the hundred, an answer that is kept, and a run that is about to send a secret again. */
    async function fill() {
      const put = (name: string, value: string) => ana.api('/api/variables', { method: 'PUT', body: { name, value, kind: 'secret' } })
      const all = await Promise.all(Array.from({ length: secrets }, (_, n) => put(`s${n}`, `secret number ${n}`)))
      expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]))
      const task = await ana.api('/api/tasks', { body: { title: 'once' }, headers: { 'idempotency-key': 'kept' } })
      expect(task.status).toBe(201)
      return { task: task.body, run: await beginRun('s7', '/before') }
    }

    /** A run that has sent a secret once, was refused and waits to send it again. */
    async function beginRun(secret: string, path: string): Promise<string> {
      const call = {
        id: 'call',
        type: 'skill',
        skill: 'http.request',
        retry: { attempts: 3, delay: '3s' },
        input: {
          method: 'GET',
          url: `http://127.0.0.1:${(vendor.address() as AddressInfo).port}${path}`,
          headers: { Authorization: `{{ vars.${secret} }}` },
        },
      }
      const graph = { trigger: { type: 'manual' }, nodes: [call], edges: [{ from: 'trigger', to: 'call' }] }
      const { id } = (await ana.api('/api/workflows', { body: { name: path, graph } })).body
      expect((await ana.api(`/api/workflows/${id}/publish`, { method: 'POST', body: {} })).status).toBe(200)
      const { runId } = (await ana.api(`/api/workflows/${id}/run`, { body: { input: {} } })).body
      await eventually(async () => (sent.some(line => line.startsWith(`${path} `)) ? true : undefined))
      return runId
    }

    async function expectAllThere({ task, run }: Awaited<ReturnType<typeof fill>>, before: string) {
      expect(await keyNow()).not.toBe(before)
      expect(await keysOfSecrets()).toEqual([await keyNow()])
      const again = await ana.api('/api/tasks', { body: { title: 'once' }, headers: { 'idempotency-key': 'kept' } })
      expect(again).toMatchObject({ status: 201, body: task })
      await eventually(async () => ((await ana.api(`/api/runs/${run}`)).body.status === 'succeeded' ? true : undefined), 30)
      expect(sent).toEqual(['/before secret number 7', '/before secret number 7'])
      await beginRun(`s${secrets - 1}`, '/after')
      expect(sent).toContain(`/after secret number ${secrets - 1}`)
    }

    test('everything can be read with it, and with the old one nothing; people sign in again', async () => {
      const filled = await fill()
      const { token } = (await ana.browse('/api/auth/token')).body
      const before = await keyNow()
      await server.stop()
      const old = readFileSync(join(dataDir, 'master.key'), 'utf8')
      const { ended, said, complained } = rotate()
      expect([ended, complained]).toEqual([0, ''])
      // The key of the journal's marks is one more.
      expect(said).toContain(`${secrets + 1} secrets are encrypted with the key ${await keyNow()}`)
      expect(readdirSync(dataDir).filter(name => name.startsWith('master.key'))).toEqual(['master.key', `master.key.${before}`])
      expect(readFileSync(join(dataDir, `master.key.${before}`), 'utf8')).toBe(old)

      await server.restart()
      await expectAllThere(filled, before)
      expect((await ana.browse('/api/me')).status).toBe(401)
      expect((await server.request('/api/me', { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
      const signedIn = await server.request('/api/auth/sign-in/email', { body: { email: ana.email, password: ana.password } })
      const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] as string
      const fresh = (await server.request('/api/auth/token', { headers: { cookie } })).body.token
      expect((await server.request('/api/me', { headers: { authorization: `Bearer ${fresh}` } })).status).toBe(200)

      await server.stop()
      await server.restart({ ATOM_MASTER_KEY: old.trim() }).catch(() => {})
      expect(server.log).toContain('is another one')
      expect(rotate().ended).toBe(0)
      await server.restart({ ATOM_MASTER_KEY: '' })
      await beginRun('s0', '/second')
      // The run before may send its second try at the same moment.
      expect(sent).toContain('/second secret number 0')
    })

    // The database takes no part in what differs between the others.
    for (const point of database.name === 'sqlite' ? points : (['vault.chunk'] as const))
      test(`kill -9 at ${point}: run again it goes on, and nothing is lost`, async () => {
        const filled = await fill()
        const before = await keyNow()
        await server.stop()
        expect(rotate({ ATOM_FAULT: `${point}=kill` }).ended).toBe('SIGKILL')
        if (point === 'vault.chunk') expect(await keysOfSecrets()).toHaveLength(2)
        if (point === 'vault.finished') await server.restart()
        else {
          await expect(server.restart()).rejects.toThrow('halfway to a new master key. Finish it first: npm run vault:rotate')
          expect(rotate()).toMatchObject({ ended: 0, complained: '' })
          await server.restart()
        }
        await expectAllThere(filled, before)
      })

    test('it is refused while ATOM runs', async () => {
      const before = await keyNow()
      const refused = rotate()
      expect(refused.ended).toBe(1)
      expect(refused.complained).toMatch(/^Another ATOM \(process \d+\) uses the data folder .*\. Stop it first/)
      expect(await keyNow()).toBe(before)
      expect(readdirSync(dataDir).filter(name => name.startsWith('master.key'))).toEqual(['master.key'])
    })

    if (database.name === 'sqlite')
      test('a new key that got lost on the way is asked for', async () => {
        await fill()
        await server.stop()
        expect(rotate({ ATOM_FAULT: 'vault.chunk=kill' }).ended).toBe('SIGKILL')
        rmSync(join(dataDir, 'master.key.next'))
        expect(rotate()).toMatchObject({
          ended: 1,
          complained: expect.stringMatching(
            /^The new master key .*master\.key\.next is missing or another one, .* Put the file back, then run this again\.$/,
          ),
        })
      })

    if (database.name === 'sqlite')
      test('a key from ATOM_MASTER_KEY is followed by one to put in its place', async () => {
        await server.stop()
        const given = readFileSync(join(dataDir, 'master.key'), 'utf8').trim()
        rmSync(join(dataDir, 'master.key'))
        await server.restart({ ATOM_MASTER_KEY: given })
        await ana.api('/api/variables', { method: 'PUT', body: { name: 's', value: 'a secret', kind: 'secret' } })
        await server.stop()
        const { ended, said } = rotate({ ATOM_MASTER_KEY: given })
        expect([ended, said]).toEqual([
          0,
          expect.stringContaining(`The new key stands in ${join(dataDir, 'master.key.next')}. Set ATOM_MASTER_KEY to it`),
        ])
        await server.restart({ ATOM_MASTER_KEY: readFileSync(join(dataDir, 'master.key.next'), 'utf8').trim() })
        await beginRun('s', '/given')
        expect(sent).toEqual(['/given a secret'])
      })

    if (database.name === 'postgres')
      test('it is refused beside a worker, whatever machine that is on', async () => {
        await server.stop()
        const key = readFileSync(join(dataDir, 'master.key'), 'utf8').trim()
        const elsewhere = temporaryFolder('data')
        const worker = spawn(process.execPath, [main, 'worker'], {
          env: {
            PATH: process.env.PATH as string,
            NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
            ...env,
            ATOM_DATA_DIR: elsewhere,
            ATOM_MASTER_KEY: key,
          },
          stdio: ['ignore', 'pipe', 'inherit'],
        })
        await eventually(async () => ((await query('select id from engine_worker')).length > 0 ? true : undefined), 20)
        expect(rotate()).toMatchObject({
          ended: 1,
          complained: expect.stringMatching(/^A worker \(process \d+ on .*\) still works on this database with the old key\./),
        })
        const ended = new Promise(resolve => worker.once('close', resolve))
        worker.kill('SIGTERM')
        await ended
        expect(rotate().ended).toBe(0)
        rmSync(elsewhere, { recursive: true, force: true })
      })
  })
