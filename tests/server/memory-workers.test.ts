import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { databases, eventually, startWorld } from '../api/world.ts'
import { temporaryFolder } from '../harness/temporary.ts'

const masterKey = 'A'.repeat(43)
const [postgres] = databases.filter(({ name }) => name === 'postgres')

test('with workers elsewhere the server reads files itself, and a step that searches there says what it lacks', {
  timeout: 120_000,
}, async () => {
  if (!postgres) throw new Error('The harness brings PostgreSQL.')
  const world = await startWorld({ database: postgres, env: { ATOM_MEMORY: 'on', ATOM_WORKER: 'off', ATOM_MASTER_KEY: masterKey } })
  const { ana, env } = world
  const dataDir = temporaryFolder('data')
  const worker = spawn(process.execPath, [join(import.meta.dirname, '../../apps/server/main.ts'), 'worker'], {
    env: {
      PATH: process.env.PATH,
      ...env,
      ATOM_DATA_DIR: dataDir,
      ATOM_MASTER_KEY: masterKey,
      ATOM_LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    const form = new FormData()
    for (let n = 0; n < 12; n++) form.append('file', new Blob([`Crate ${n} holds mangoes.`]), `${n}.txt`)
    expect((await ana.api('/api/files', { body: form })).status).toBe(201)
    const read = () => ana.api('/api/memory/usage').then(({ body }) => body.documents)
    await eventually(async () => ((await read()).ready === 12 ? true : undefined), 60)
    expect((await read()).failed).toBe(0)
    expect((await ana.api('/api/memory/search', { body: { query: 'crate 7', limit: 1 } })).body.items[0].text).toBe(
      'Crate 7 holds mangoes.',
    )

    const graph = {
      trigger: { type: 'manual' },
      nodes: [{ id: 'look', type: 'skill', skill: 'memory.search', input: { query: 'crate 7' } }],
      edges: [{ from: 'trigger', to: 'look' }],
    }
    const { body: made } = await ana.api('/api/workflows', { body: { name: 'Looks', graph } })
    await ana.api(`/api/workflows/${made.id}/publish`, { body: {} })
    const { body: begun } = await ana.api(`/api/workflows/${made.id}/run`, { body: {} })
    const run = await eventually(async () => {
      const { body } = await ana.api(`/api/runs/${begun.runId}`)
      return body.status === 'failed' || body.status === 'succeeded' ? body : undefined
    }, 30)
    expect(run).toMatchObject({ status: 'failed', error: { code: 'memory.elsewhere' } })
  } finally {
    const ended = new Promise(resolve => worker.once('close', resolve))
    worker.kill('SIGTERM')
    await ended
    await world.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
