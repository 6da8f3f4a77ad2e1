import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databases, expectProblem, startWorld, type World } from './world.ts'

const root = join(import.meta.dirname, '../..')
const edges = (...ids: string[]) => ids.map((id, at) => ({ from: at === 0 ? 'trigger' : ids[at - 1], to: id }))

for (const database of databases)
  describe(`automations as files on ${database.name}`, () => {
    let world: World
    let key: string
    const folder = mkdtempSync(join(tmpdir(), 'atom-sync-'))
    beforeAll(async () => {
      world = await startWorld({ database })
      key = (await world.ana.api('/api/keys', { body: { name: 'git' } })).body.key
    })
    afterAll(async () => {
      await world?.stop()
      rmSync(folder, { recursive: true, force: true })
    })

    const create = async (name: string, graph: object, who = world.ana) =>
      (await who.api('/api/workflows', { body: { name, graph } })).body.id as string
    const exportOf = async (id: string) => (await world.ana.api(`/api/workflows/${id}/export`)).body
    const sync = () =>
      new Promise<{ code: number; out: string }>(resolve =>
        execFile(
          process.execPath,
          [join(root, 'scripts/workflows-sync.ts'), folder],
          { env: { PATH: process.env.PATH, ATOM_URL: world.server.url, ATOM_API_KEY: key } },
          (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, out: stdout + stderr }),
        ),
      )
    const read = (file: string) => readFileSync(join(folder, file), 'utf8')

    test('a file names no secret and no id, reads the same each time, and comes back as what it was', async () => {
      const me = (await world.ana.api('/api/me')).body
      const child = await create('The child', {
        trigger: { type: 'manual' },
        nodes: [{ id: 'a', type: 'set', input: {} }],
        edges: edges('a'),
      })
      const graph = {
        trigger: { type: 'webhook', path: 'files', auth: { type: 'token', secret: 'hook-secret-0815' } },
        nodes: [
          {
            id: 'call',
            type: 'skill',
            skill: 'http.request',
            input: { method: 'GET', url: 'https://x.example', headers: { Authorization: 'Bearer typed-in-0815', Accept: 'a/b' } },
          },
          { id: 'ask', type: 'approval', question: 'Well?', assignees: [me.id] },
          { id: 'run', type: 'workflow', workflow: child },
          { id: 'code', type: 'code', code: 'const a = 1\nreturn { a }' },
        ],
        edges: [
          { from: 'trigger', to: 'call' },
          { from: 'call', to: 'ask' },
          { from: 'ask', port: 'approved', to: 'run' },
          { from: 'run', to: 'code' },
        ],
        settings: { errorWorkflow: child, timeout: '1h' },
        layout: { call: { x: 10, y: -20 } },
      }
      const id = await create('Files & more', graph)
      const { text, file, hash } = await exportOf(id)
      expect(file).toBe('files-more.yaml')
      for (const hidden of ['hook-secret', 'typed-in', me.id, child, id]) expect(text).not.toContain(hidden)
      expect(text).toContain('workflow: The child')
      expect(text).toContain(me.email)
      expect(text).toContain('- ask:approved -> run')
      expect(text).toContain('call: 10, -20')
      expect(text).toContain('    code: |-\n      const a = 1\n      return { a }')
      expect((await world.ana.api('/api/workflows/import', { body: { files: [{ text }] } })).body.items).toMatchObject([
        { id, status: 'same', hash },
      ])
      const other = text.replace('Well?', 'Really?')
      expect((await world.ana.api('/api/workflows/import', { body: { files: [{ text: other }] } })).body.items).toMatchObject([
        { id, status: 'clash' },
      ])
      expect(
        (await world.ana.api('/api/workflows/import', { body: { files: [{ text: other, id, expect: 'f'.repeat(64) }] } })).body.items,
      ).toMatchObject([{ status: 'conflict' }])
      expect((await exportOf(id)).hash).toBe(hash)
      const taken = await world.ana.api('/api/workflows/import', { body: { files: [{ text: other }], replace: true } })
      expect(taken.body.items).toMatchObject([{ id, status: 'changed', problems: [], secrets: [] }])
      const { body } = await world.ana.api(`/api/workflows/${id}`)
      expect(body.graph.nodes[0].input.headers.Authorization).toBe('Bearer typed-in-0815')
      expect(body.graph.nodes[2].workflow).toBe(child)
      expect((await exportOf(id)).text).toBe(other)
      const anew = (await world.eve.api('/api/workflows/import', { body: { files: [{ text }, { text: (await exportOf(child)).text }] } }))
        .body.items
      expect(anew).toMatchObject([
        { status: 'created', secrets: ['call.input.headers.Authorization', 'trigger.auth.secret'], problems: [] },
        { status: 'created', secrets: [], problems: [] },
      ])
      expectProblem(
        await world.ana.api('/api/workflows/import', { body: { files: [{ text: 'format: other' }] } }),
        400,
        'workflow.bad_file',
      )
      expectProblem(
        await world.ana.api('/api/workflows/import', { body: { files: [{ text: `${text}edges: [x]` }] } }),
        400,
        'workflow.bad_file',
      )
      expectProblem(await world.eve.api(`/api/workflows/${id}/export`), 404)
    })

    test('a folder and a workspace follow each other; what both changed is said and left', async () => {
      expect(await sync()).toEqual({ code: 0, out: expect.stringContaining('In step.') })
      expect(readdirSync(folder).sort()).toEqual(['.atom-sync.json', 'files-more.yaml', 'the-child.yaml'])
      expect(await sync()).toEqual({ code: 0, out: 'In step.\n' })
      const { items } = (await world.ana.api('/api/workflows')).body
      const { id } = items.find(({ name }: { name: string }) => name === 'The child')
      // Changed in the folder.
      writeFileSync(join(folder, 'the-child.yaml'), read('the-child.yaml').replace('input: {}', 'input:\n      n: 1'))
      expect(await sync()).toEqual({ code: 0, out: '↑ the-child.yaml\nIn step.\n' })
      expect((await world.ana.api(`/api/workflows/${id}`)).body.graph.nodes[0].input).toEqual({ n: 1 })
      // Changed in ATOM.
      const graph = (n: number) => ({ trigger: { type: 'manual' }, nodes: [{ id: 'a', type: 'set', input: { n } }], edges: edges('a') })
      await world.ana.api(`/api/workflows/${id}`, { method: 'PATCH', body: { graph: graph(2) } })
      expect(await sync()).toEqual({ code: 0, out: '↓ the-child.yaml\nIn step.\n' })
      expect(read('the-child.yaml')).toContain('n: 2')
      // Changed in both.
      await world.ana.api(`/api/workflows/${id}`, { method: 'PATCH', body: { graph: graph(3) } })
      writeFileSync(join(folder, 'the-child.yaml'), read('the-child.yaml').replace('n: 2', 'n: 4'))
      const both = await sync()
      expect(both).toMatchObject({ code: 1, out: expect.stringContaining('! the-child.yaml was changed here and in ATOM') })
      expect(read('the-child.yaml')).toContain('n: 4')
      expect((await world.ana.api(`/api/workflows/${id}`)).body.graph.nodes[0].input).toEqual({ n: 3 })
      writeFileSync(join(folder, 'the-child.yaml'), (await exportOf(id)).text)
      // New in the folder.
      writeFileSync(join(folder, 'fresh.yaml'), read('the-child.yaml').replace('name: The child', 'name: Fresh'))
      expect(await sync()).toEqual({ code: 0, out: '↑ fresh.yaml\nIn step.\n' })
      expect((await world.ana.api('/api/workflows?query=fresh')).body.items).toHaveLength(1)
      // Gone from the folder.
      rmSync(join(folder, 'fresh.yaml'))
      expect(await sync()).toMatchObject({ code: 1, out: expect.stringContaining('! fresh.yaml was removed here') })
      expect((await world.ana.api('/api/workflows?query=fresh')).body.items).toHaveLength(1)
    })
  })
