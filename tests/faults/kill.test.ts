import type { RunStep } from '@atom/contracts'
import { type FaultPoint, faultPoints } from '@atom/kernel'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../harness/temporary.ts'
import { randomFrom } from './random.ts'
import { startEngine } from './start-engine.ts'
import { startVendor, type Vendor } from './vendor.ts'
import { checkAll, graph } from './work.ts'

// One for each test: an engine that a failed test left behind is heard by nobody.
let vendor: Vendor
beforeEach(async () => {
  vendor = await startVendor()
})
afterEach(() => vendor.close())

describe('kill -9', { timeout: 600_000 }, () => {
  const seed = Number(process.env.ATOM_TEST_SEED ?? Math.floor(Math.random() * 1e9))
  test(`at 50 random moments of 200 runs: each ends, and no finished step is done again (ATOM_TEST_SEED=${seed})`, async () => {
    const random = randomFrom(seed)
    const boots: number[] = []
    for (let round = 0; round < 5; round++) {
      vendor.calls = []
      const dataDir = temporaryFolder('engine')
      let engine = await startEngine({ dataDir, vendor: vendor.url })
      const runs = await engine.start(await engine.publish(graph), 200)
      for (let kill = 0; kill < 10; kill++) {
        await new Promise(resolve => setTimeout(resolve, random() * 250))
        await engine.kill9()
        engine = await startEngine({ dataDir, vendor: vendor.url })
        boots.push(engine.boot)
      }
      await checkAll(engine, vendor, runs)
      await engine.kill9()
    }
    boots.sort((a, b) => a - b)
    console.info(`an engine starts in ${boots[25]} ms (median of 50 after a kill)`)
  })

  test('between an event and what its conditions decide: each automation is started, once', async () => {
    const dataDir = temporaryFolder('engine')
    const doomed = await startEngine({ dataDir, vendor: vendor.url, worker: false })
    const listening = (where: string) => ({
      trigger: { type: 'event', name: 'order.paid', where },
      nodes: [{ id: 'call', type: 'skill', skill: 'vendor.keyed', input: { step: '{{ event.order }}' } }],
      edges: [{ from: 'trigger', to: 'call' }],
    })
    // What JSONata itself has to work out is decided after the event.
    const ids = [
      await doomed.publish(listening('$count(event.items[$ > 1]) = 2')),
      await doomed.publish(listening('$sum(event.items[$ > 1]) = 5')),
    ]
    await doomed.publish(listening('$count(event.items[$ > 1]) = 7'))
    await doomed.publishEvent('order.paid', { order: 'o-1', items: [1, 2, 3] })
    expect(await doomed.runs()).toEqual([])
    await doomed.kill9()
    const engine = await startEngine({ dataDir, vendor: vendor.url })
    await expect
      .poll(async () => (await engine.runs()).map(run => [run.workflow_id, run.status]), { timeout: 15_000 })
      .toEqual(ids.map(id => [id, 'succeeded']))
    expect(vendor.calls.map(({ step }) => step)).toEqual(['o-1', 'o-1'])
    await engine.kill9()
  })

  test.each([
    ['engine.before-effect=kill@4', ['round 0', 'round 1', 'round 2', 'round 3', 'round 4']],
    ['engine.after-effect=kill@3', ['round 0', 'round 1', 'round 2', 'round 2', 'round 3', 'round 4']],
  ])('at %s, in the middle of a step that divides its work: it goes on with the round that had not ended', async (faults, rounds) => {
    const dataDir = temporaryFolder('engine')
    const dying = await startEngine({ dataDir, vendor: vendor.url, faults })
    const id = await dying.publish({
      trigger: { type: 'manual' },
      nodes: [{ id: 'work', type: 'rounds', rounds: 5 }],
      edges: [{ from: 'trigger', to: 'work' }],
    })
    void dying.start(id).catch(() => {})
    expect(await dying.ended).toBe('SIGKILL')
    const engine = await startEngine({ dataDir, vendor: vendor.url })
    await expect.poll(async () => (await engine.runs()).map(({ status }) => status), { timeout: 15_000 }).toEqual(['succeeded'])
    expect(vendor.calls.map(({ step }) => step)).toEqual(rounds)
    // Done once by whoever heeds its key, and told what the round before gave, also where that was another process.
    const keys = vendor.calls.map(({ key }) => key?.replace(/^[^:]+/, 'run'))
    expect(keys).toEqual(rounds.map(round => `run:work:${round.slice(-1)}:1`))
    const given = vendor.calls.map(({ input }) => (input as { step: string } | undefined)?.step)
    expect(given).toEqual(rounds.map(round => (round === 'round 0' ? undefined : `round ${Number(round.slice(-1)) - 1}`)))
    const [run] = await engine.runs()
    const shown = (await engine.call('runs.steps', { id: run?.id })).items
    expect(shown.map((step: RunStep) => [step.node, step.iteration, step.sub, step.status])).toEqual([
      ['work', '', undefined, 'succeeded'],
      ...['0', '1', '2', '3', '4'].map(round => ['work', round, true, 'succeeded']),
    ])
    expect(shown[0].output).toEqual(shown.slice(1).map((step: RunStep) => step.output))
    expect(
      shown
        .slice(1)
        .map((step: RunStep) => step.attempt)
        .filter((attempt: number) => attempt > 1),
    ).toEqual([2])
    await engine.kill9()
  })

  for (const point of (Object.keys(faultPoints) as FaultPoint[]).filter(name => name.startsWith('engine.')))
    for (const passage of [1, 15])
      test(`at ${point}, its passage ${passage}: each run ends, and no finished step is done again`, async () => {
        vendor.calls = []
        const dataDir = temporaryFolder('engine')
        const doomed = await startEngine({ dataDir, vendor: vendor.url })
        const id = await doomed.publish(graph)
        await doomed.kill9()
        const dying = await startEngine({ dataDir, vendor: vendor.url, faults: `${point}=kill@${passage}` })
        void dying.start(id, 20)
        expect(await dying.ended).toBe('SIGKILL')
        const engine = await startEngine({ dataDir, vendor: vendor.url })
        await checkAll(
          engine,
          vendor,
          (await engine.runs()).map(run => run.id),
        )
        await engine.kill9()
      })
})
