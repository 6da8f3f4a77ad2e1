import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finalStatuses, type RunStatus, runStatuses } from '../../packages/workflows/store.ts'
import { temporaryFolder } from '../harness/temporary.ts'
import { type Opened, openEngine } from './open-engine.ts'
import { startEngine } from './start-engine.ts'
import { startVendor, type Vendor } from './vendor.ts'

let vendor: Vendor
beforeAll(async () => {
  vendor = await startVendor()
})
afterAll(() => vendor.close())

/** How a run comes to stand in each status that is not final, in a process that is then killed; and what the next process makes of it. */
const recovery: Record<
  Exclude<RunStatus, (typeof finalStatuses)[number]>,
  { worker: boolean; pause?: boolean; wait?: boolean; becomes: RunStatus }
> = {
  queued: { worker: false, becomes: 'succeeded' },
  running: { worker: true, becomes: 'succeeded' },
  waiting: { worker: true, wait: true, becomes: 'waiting' },
  paused: { worker: false, pause: true, becomes: 'paused' },
}

const graph = (wait: boolean) => ({
  trigger: { type: 'manual' },
  nodes: [
    wait ? { id: 'step', type: 'wait', duration: '1d' } : { id: 'step', type: 'skill', skill: 'vendor.keyed', input: { step: 'step' } },
  ],
  edges: [{ from: 'trigger', to: 'step' }],
})

/** A run in this status, left behind by a process that was killed. */
async function left(status: keyof typeof recovery) {
  const dataDir = temporaryFolder('engine')
  const { worker, pause, wait = false } = recovery[status]
  vendor.delay = () => (status === 'running' ? 60_000 : 0)
  const doomed = await startEngine({ dataDir, vendor: vendor.url, worker })
  const [id = ''] = await doomed.start(await doomed.publish(graph(wait)))
  if (pause) await doomed.call('runs.pause', { id })
  await expect.poll(async () => (await doomed.runs())[0]?.status).toBe(status)
  await doomed.kill9()
  vendor.delay = () => 0
  return { dataDir, id }
}

const becomes = (engine: Opened, status: RunStatus) =>
  expect.poll(async () => (await engine.runs())[0]?.status, { timeout: 5000 }).toBe(status)

describe('every status of a run', { timeout: 30_000 }, () => {
  test('is final, or has a way on after a kill', () => {
    expect([...Object.keys(recovery), ...finalStatuses].sort()).toEqual([...runStatuses].sort())
  })

  for (const [status, { becomes: next }] of Object.entries(recovery) as [keyof typeof recovery, { becomes: RunStatus }][]) {
    test(`${status}: after a kill it becomes ${next}`, async () => {
      const { dataDir } = await left(status)
      const engine = await openEngine({ dataDir, vendor: vendor.url })
      await becomes(engine, next)
      await engine.close()
    })

    test(`${status}: it is cancelled from its row alone, where no engine works`, async () => {
      const { dataDir, id } = await left(status)
      // What frees the runs of the dead is the start of a worker; it takes nothing here.
      const engine = await openEngine({ dataDir, vendor: vendor.url, worker: false })
      await engine.engine.release(undefined)
      expect((await engine.call('runs.cancel', { id })).status).toBe('cancelled')
      expect((await engine.runs()).map(run => [run.status, run.owner])).toEqual([['cancelled', null]])
      expect((await engine.steps()).filter(step => step.finished_at === null)).toEqual([])
      expect((await engine.waitpoints()).filter(wait => wait.status === 'pending')).toEqual([])
      await engine.close()
    })
  }

  for (const status of finalStatuses)
    test(`${status}: nothing changes it but a person who has it tried again`, async () => {
      const dataDir = temporaryFolder('engine')
      vendor.delay = () => (status === 'cancelled' ? 1000 : 0)
      vendor.status = () => (status === 'failed' ? 500 : 200)
      const engine = await openEngine({ dataDir, vendor: vendor.url })
      const [id = ''] = await engine.start(await engine.publish(graph(false)))
      if (status === 'cancelled') await engine.call('runs.cancel', { id })
      await becomes(engine, status)
      vendor.status = () => 200
      vendor.delay = () => 0
      const before = await engine.runs()
      const settled = { code: 'workflow.run_settled' }
      await expect(engine.call('runs.cancel', { id })).rejects.toMatchObject(settled)
      await expect(engine.call('runs.pause', { id })).rejects.toMatchObject(settled)
      await expect(engine.call('runs.resume', { id })).rejects.toMatchObject({ code: 'workflow.run_not_paused' })
      await engine.engine.release(undefined)
      expect(await engine.runs()).toEqual(before)
      if (status === 'succeeded') await expect(engine.call('runs.retry', { id })).rejects.toMatchObject({ code: 'workflow.run_not_failed' })
      else {
        await engine.call('runs.retry', { id })
        await becomes(engine, 'succeeded')
      }
      await engine.close()
    })
})
