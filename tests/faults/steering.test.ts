import { armFaults, parseFaults } from '@atom/kernel'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../harness/temporary.ts'
import { type Opened, openEngine } from './open-engine.ts'
import { startVendor, type Vendor } from './vendor.ts'

let vendor: Vendor
let engine: Opened
beforeEach(async () => {
  vendor = await startVendor()
  vendor.delay = () => 0
  engine = await openEngine({ dataDir: temporaryFolder('engine'), vendor: vendor.url })
})
afterEach(async () => {
  await engine.close()
  await vendor.close()
})

const call = (id: string, step = id, more: object = {}) => ({ id, type: 'skill', skill: 'vendor.keyed', input: { step }, ...more })
const graph = (nodes: object[], more: object = {}) => ({
  trigger: { type: 'manual' },
  nodes,
  edges: nodes.map((node, at) => ({ from: at === 0 ? 'trigger' : (nodes[at - 1] as { id: string }).id, to: (node as { id: string }).id })),
  ...more,
})
const chain = (...nodes: object[]) => {
  const { edges } = graph(nodes)
  return { nodes, edges: edges.slice(1) }
}
const begin = async (document: object): Promise<string> => (await engine.start(await engine.publish(document)))[0] as string
const statusOf = async (id: string) => (await engine.runs()).find(run => run.id === id)?.status
const becomes = (id: string, status: string) => expect.poll(() => statusOf(id), { timeout: 10_000, interval: 5 }).toBe(status)
const called = (steps: string[]) => expect.poll(() => vendor.calls.map(one => one.step), { timeout: 5000, interval: 5 }).toEqual(steps)
const rowsOf = async (id: string) =>
  (await engine.steps(id)).filter(row => row.port !== '~pass').map(row => `${row.node} ${row.iteration} ${row.status}`.replace('  ', ' '))

describe('a run that a person steers', { timeout: 30_000 }, () => {
  test('is cancelled in the middle of a call, which is cut off', async () => {
    vendor.delay = () => 60_000
    const id = await begin(graph([call('slow'), call('never')]))
    await called(['slow'])
    await engine.call('runs.cancel', { id })
    await becomes(id, 'cancelled')
    expect(await rowsOf(id)).toEqual(['slow cancelled'])
  })

  test('is paused in the middle of a call: the call ends, nothing follows; resumed, it goes on after it', async () => {
    vendor.delay = () => 200
    const id = await begin(graph([call('slow'), call('next')]))
    await called(['slow'])
    await engine.call('runs.pause', { id })
    await becomes(id, 'paused')
    expect(await rowsOf(id)).toEqual(['slow succeeded'])
    expect(vendor.calls.map(one => one.step)).toEqual(['slow'])
    await engine.call('runs.resume', { id })
    await becomes(id, 'succeeded')
    expect(vendor.calls.map(one => one.step)).toEqual(['slow', 'next'])
  })

  test('is paused and resumed while the same call goes on: nothing is left out', async () => {
    vendor.delay = () => 300
    const id = await begin(graph([call('slow'), call('next')]))
    await called(['slow'])
    await engine.call('runs.pause', { id })
    await new Promise(resolve => setTimeout(resolve, 50))
    await engine.call('runs.resume', { id })
    await becomes(id, 'succeeded')
    expect(vendor.calls.map(one => one.step)).toEqual(['slow', 'next'])
  })

  test('is tried again after a loop failed: passes that ended stay, the one that failed goes on from the step that failed', async () => {
    let broken = true
    vendor.status = ({ step }) => (broken && step === 'second 1.1' ? 500 : 200)
    const inner = {
      id: 'inner',
      type: 'forEach',
      items: [0, 1],
      graph: chain(call('a', 'first {{ steps.at.output.n }}.{{ index }}'), call('b', 'second {{ steps.at.output.n }}.{{ index }}')),
    }
    const outer = {
      id: 'outer',
      type: 'forEach',
      items: [0, 1, 2],
      graph: chain({ id: 'at', type: 'set', input: { n: '{{ index }}' } }, inner),
    }
    const id = await begin(graph([outer, call('end', 'end {{ $count(steps.outer.output) }}')]))
    await becomes(id, 'failed')
    broken = false
    vendor.calls = []
    await engine.call('runs.retry', { id })
    await becomes(id, 'succeeded')
    expect(vendor.calls.map(one => one.step)).toEqual(['second 1.1', 'first 2.0', 'second 2.0', 'first 2.1', 'second 2.1', 'end 3'])
    expect(vendor.calls[0]?.key).toBe(`${id}:b:1.1:2`)
  })

  test('has a loop tried again by itself: only the passes that failed', async () => {
    let failures = 2
    vendor.status = ({ step }) => (step === 'pass 1' && failures-- > 0 ? 500 : 200)
    const loop = {
      id: 'loop',
      type: 'forEach',
      items: [0, 1, 2],
      retry: { attempts: 3, delay: '1ms' },
      graph: chain(call('a', 'pass {{ index }}')),
    }
    const id = await begin(graph([loop, call('end', 'end {{ $count(steps.loop.output) }}')]))
    await becomes(id, 'succeeded')
    // Under its own key again, so the door to skills knows that it may be made again: it takes a key.
    expect(vendor.calls.map(one => one.step)).toEqual(['pass 0', 'pass 1', 'pass 1', 'pass 1', 'pass 2', 'end 3'])
  })

  test('that another run waits for ends it at once, however fast it is', async () => {
    const child = await engine.publish(graph([{ id: 'quick', type: 'set', input: { n: 7 } }]))
    const parents = await Promise.all(
      Array.from({ length: 30 }, () =>
        begin(graph([{ id: 'sub', type: 'workflow', workflow: child }, call('end', 'end {{ steps.sub.output.n }}')])),
      ),
    )
    for (const id of parents) await becomes(id, 'succeeded')
    expect(vendor.calls.map(one => one.step)).toEqual(parents.map(() => 'end 7'))
  })

  test('that asks for a yes goes on though the yes comes before it waits', async () => {
    const id = await engine.publish(graph([{ id: 'ask', type: 'skill', skill: 'vendor.ask', input: { step: 'asked' } }]))
    armFaults(parseFaults('engine.before-commit=delay:300'))
    const [run = ''] = await engine.start(id)
    await expect.poll(async () => (await engine.approvals()).length, { timeout: 5000, interval: 5 }).toBe(1)
    expect(await engine.waitpoints()).toEqual([])
    await engine.answer((await engine.approvals())[0]?.id ?? '', 'approve')
    armFaults([])
    await becomes(run, 'succeeded')
    expect(vendor.calls.map(one => one.step)).toEqual(['asked'])
  })

  test('takes with it the run it waits for when it is cancelled', async () => {
    const child = await engine.publish(graph([{ id: 'pause', type: 'wait', duration: '1d' }]))
    const id = await begin(graph([{ id: 'sub', type: 'workflow', workflow: child }]))
    await becomes(id, 'waiting')
    await expect.poll(async () => (await engine.runs()).map(run => run.status)).toEqual(['waiting', 'waiting'])
    await engine.call('runs.cancel', { id })
    expect((await engine.runs()).map(run => run.status)).toEqual(['cancelled', 'cancelled'])
  })

  test('whose other branch failed while a call waits to begin fails, and the call is never made', async () => {
    const id = await begin({
      trigger: { type: 'manual' },
      nodes: [call('never'), { id: 'no', type: 'stop', message: 'No.' }],
      edges: [
        { from: 'trigger', to: 'never' },
        { from: 'trigger', to: 'no' },
      ],
    })
    await becomes(id, 'failed')
    expect(vendor.calls).toEqual([])
    expect(await rowsOf(id)).toEqual(['never cancelled', 'no failed'])
  })

  test('whose branch failed while a call is under way cuts it off; tried again, the call is made anew', async () => {
    vendor.delay = call => (call.step === 'slow' ? 60_000 : 50)
    vendor.status = ({ step }) => (step === 'bad' ? 500 : 200)
    const id = await begin({
      trigger: { type: 'manual' },
      nodes: [call('slow', 'slow', { onError: 'continue' }), call('bad')],
      edges: [
        { from: 'trigger', to: 'slow' },
        { from: 'trigger', to: 'bad' },
      ],
    })
    await becomes(id, 'failed')
    expect(await rowsOf(id)).toEqual(['slow cancelled', 'bad failed'])
    vendor.delay = () => 0
    vendor.status = () => 200
    await engine.call('runs.retry', { id })
    await becomes(id, 'succeeded')
    expect(vendor.calls.map(one => one.key).sort()).toEqual([`${id}:bad::1`, `${id}:bad::2`, `${id}:slow::1`, `${id}:slow::2`])
  })

  test('ends when its time is over, in the middle of a call, while it waits, and while it is paused', async () => {
    vendor.delay = () => 60_000
    const settings = { settings: { timeout: '200ms' } }
    const calling = await begin(graph([call('slow')], settings))
    const waiting = await begin(graph([{ id: 'pause', type: 'wait', duration: '1d' }], settings))
    await engine.call('runs.pause', { id: waiting })
    for (const id of [calling, waiting]) {
      await becomes(id, 'failed')
      expect(JSON.parse((await engine.runs()).find(run => run.id === id)?.error ?? '').code).toBe('workflow.run_timed_out')
    }
  })

  test('is one of as many as may be at a time: the next waits, is skipped, or ends the one before', async () => {
    const limited = (policy: string) =>
      engine.publish(graph([{ id: 'pause', type: 'wait', duration: '1d' }], { settings: { concurrency: { limit: 1, policy } } }))
    const queue = await limited('queue')
    const [one = '', two = '', three = ''] = [
      ...(await engine.start(queue)),
      ...(await engine.start(queue)),
      ...(await engine.start(queue)),
    ]
    await becomes(one, 'waiting')
    expect([await statusOf(two), await statusOf(three)]).toEqual(['queued', 'queued'])
    // One that never had a place leaves none.
    await engine.call('runs.cancel', { id: two })
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(await statusOf(three)).toBe('queued')
    await engine.call('runs.cancel', { id: one })
    await becomes(three, 'waiting')
    // Nor does one that is tried again go before those that have theirs.
    await engine.call('runs.retry', { id: one })
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(await statusOf(one)).toBe('queued')
    await engine.call('runs.cancel', { id: three })
    await becomes(one, 'waiting')
    const skip = await limited('skip')
    await engine.start(skip)
    await expect(engine.start(skip)).rejects.toMatchObject({ code: 'workflow.skipped' })
    const previous = await limited('cancel-previous')
    const [first = ''] = await engine.start(previous)
    await becomes(first, 'waiting')
    const [second = ''] = await engine.start(previous)
    expect(await statusOf(first)).toBe('cancelled')
    await becomes(second, 'waiting')
  })
})
