import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../harness/temporary.ts'
import { type EngineProcess, startEngine } from './start-engine.ts'
import { startVendor, type Vendor } from './vendor.ts'

let vendor: Vendor
beforeAll(async () => {
  vendor = await startVendor()
})
afterAll(() => vendor.close())

/** A run whose step is in the middle of a call when its process is killed; and the next process. */
async function interrupted(node: object) {
  vendor.calls = []
  vendor.delay = () => 60_000
  const options = { dataDir: temporaryFolder('engine'), vendor: vendor.url }
  const doomed = await startEngine(options)
  const id = await doomed.publish({
    trigger: { type: 'manual' },
    nodes: [
      { id: 'pay', type: 'skill', input: { step: 'pay' }, title: 'Pay', ...node },
      { id: 'after', type: 'skill', skill: 'vendor.keyed', input: { step: 'after' } },
    ],
    edges: [
      { from: 'trigger', to: 'pay' },
      { from: 'pay', to: 'after' },
    ],
  })
  const [run = ''] = await doomed.start(id)
  await called(1)
  await doomed.kill9()
  vendor.delay = () => 0
  return { run, engine: await startEngine(options) }
}

const called = (times: number) => expect.poll(() => vendor.calls.length, { timeout: 10_000, interval: 5 }).toBe(times)
const ends = (engine: EngineProcess, status: string) =>
  expect.poll(async () => (await engine.runs())[0]?.status, { timeout: 10_000 }).toBe(status)
const steps = () => vendor.calls.map(call => call.step)
const once = { skill: 'vendor.once' }

/** Answers what people are asked. */
async function say(engine: EngineProcess, decision: 'approve' | 'deny', form?: Record<string, unknown>): Promise<void> {
  const asked = (await engine.approvals()).filter(approval => approval.status === 'pending')
  expect(asked.map(({ input }) => JSON.parse(input).title)).toEqual(['Was “Pay” done?'])
  await engine.answer((asked[0] as { id: string }).id, decision, form)
}

describe('a call in whose middle the process was killed', { timeout: 60_000 }, () => {
  test('is made again under its key where the other side takes one', async () => {
    const { run, engine } = await interrupted({ skill: 'vendor.keyed', interrupted: 'fail' })
    await ends(engine, 'succeeded')
    expect(vendor.calls.map(call => call.key)).toEqual([`${run}:pay::1`, `${run}:pay::1`, `${run}:after::1`])
    await engine.kill9()
  })

  test('is never made again unless told so: the run fails and says why', async () => {
    const { engine } = await interrupted(once)
    await ends(engine, 'failed')
    expect(JSON.parse((await engine.runs())[0]?.error ?? '')).toEqual({
      code: 'workflow.interrupted',
      message: 'ATOM was stopped in the middle of step “Pay”. It may or may not have been done, and doing it twice could do harm.',
      node: 'pay',
    })
    expect(steps()).toEqual(['pay'])
    await engine.kill9()
  })

  test('is made again where the step says retry', async () => {
    const { engine } = await interrupted({ ...once, interrupted: 'retry' })
    await ends(engine, 'succeeded')
    expect(steps()).toEqual(['pay', 'pay', 'after'])
    await engine.kill9()
  })

  test('is asked about where the step says ask: “done” goes on', async () => {
    const { engine } = await interrupted({ ...once, interrupted: 'ask' })
    await ends(engine, 'waiting')
    await say(engine, 'approve', { call1: 'done' })
    await ends(engine, 'succeeded')
    expect(steps()).toEqual(['pay', 'after'])
    await engine.kill9()
  })

  test('is asked about: “again” makes it again, and it is asked about again when that is cut off too', async () => {
    const { engine } = await interrupted({ ...once, interrupted: 'ask' })
    await ends(engine, 'waiting')
    await say(engine, 'approve', { call1: 'again' })
    await ends(engine, 'succeeded')
    expect(steps()).toEqual(['pay', 'pay', 'after'])
    await engine.kill9()
  })

  test('is asked about: a no fails the run', async () => {
    const { engine } = await interrupted({ ...once, interrupted: 'ask' })
    await ends(engine, 'waiting')
    await say(engine, 'deny')
    await ends(engine, 'failed')
    expect(steps()).toEqual(['pay'])
    await engine.kill9()
  })
})
