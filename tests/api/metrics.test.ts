import { afterAll, expect, test } from 'vitest'
import { person } from '../harness/person.ts'
import { type Server, startServer } from '../harness/server.ts'
import { eventually } from './world.ts'

let server: Server
afterAll(() => server.stop())

test('/metrics counts runs by state, steps and their times, and what waits', { timeout: 60_000 }, async () => {
  server = await startServer()
  const ana = await person(server)
  const node = (type: string, more: object) => ({ id: 'only', type, ...more })
  const start = async (only: object) => {
    const graph = { trigger: { type: 'manual' }, nodes: [only], edges: [{ from: 'trigger', to: 'only' }] }
    const { body } = await ana.api('/api/workflows', { body: { name: 'A', graph } })
    await ana.api(`/api/workflows/${body.id}/publish`, { body: {} })
    return ana.api(`/api/workflows/${body.id}/run`, { body: {} })
  }
  await start(node('wait', { duration: '1d' }))
  await start(node('set', { input: { n: 1 } }))
  const lines = await eventually(async () => {
    const { status, body } = await server.request<string>('/metrics')
    expect(status).toBe(200)
    const found = body.split('\n')
    return found.includes('atom_runs{state="waiting"} 1') && found.includes('atom_runs_ended_total{state="succeeded"} 1')
      ? found
      : undefined
  })
  expect(lines).toEqual(
    expect.arrayContaining([
      'atom_runs{state="queued"} 0',
      'atom_runs{state="running"} 0',
      'atom_runs{state="paused"} 0',
      'atom_runs_in_memory 0',
      'atom_run_oldest_unclaimed_seconds 0',
      'atom_step_duration_seconds_count 1',
      'atom_run_lag_seconds_count 2',
      'atom_jobs{state="queued"} 1',
    ]),
  )
})
