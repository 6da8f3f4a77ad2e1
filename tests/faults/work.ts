import { expect } from 'vitest'
import { allEnded, type EngineProcess } from './start-engine.ts'
import type { Call, Vendor } from './vendor.ts'

const call = (id: string, skill = 'vendor.keyed', more: object = {}) => ({ id, type: 'skill', skill, input: { step: id }, ...more })
const inLoop = (id: string, skill = 'vendor.keyed') => ({ id, type: 'skill', skill, input: { step: `${id} {{ index }}` } })
const edge = (from: string, to: string, port?: string) => ({ from, to, ...(port ? { port } : {}) })

/** Two branches, a loop with two passes at a time, a wait, local and outside writes: six outside calls a run, eight where `big`. */
export const graph = {
  trigger: { type: 'manual' },
  nodes: [
    { id: 'first', type: 'set', input: { items: ['a', 'b', 'c'] } },
    call('one'),
    { id: 'split', type: 'parallel' },
    call('left'),
    { id: 'kept', type: 'skill', skill: 'note.add', input: { step: 'kept' } },
    call('right', 'vendor.read'),
    { id: 'join', type: 'merge' },
    {
      id: 'each',
      type: 'forEach',
      items: '{{ steps.first.output.items }}',
      concurrency: 2,
      graph: { nodes: [inLoop('inner'), inLoop('noted', 'note.add')], edges: [edge('inner', 'noted')] },
    },
    { id: 'pause', type: 'wait', duration: '50ms' },
    { id: 'count', type: 'set', input: { n: '{{ $count(steps.each.output) }}' } },
    call('last'),
  ],
  edges: [
    edge('trigger', 'first'),
    edge('first', 'one'),
    edge('one', 'split'),
    edge('split', 'left'),
    edge('left', 'kept'),
    edge('split', 'right'),
    edge('kept', 'join'),
    edge('right', 'join'),
    edge('join', 'each'),
    edge('each', 'pause'),
    edge('pause', 'count'),
    edge('count', 'last'),
  ],
}
/** What must have ended for good before a step is called. */
const before: Record<string, string[]> = {
  left: ['one'],
  right: ['one'],
  'inner 0': ['one', 'left', 'right'],
  'inner 1': ['one', 'left', 'right'],
  'inner 2': ['one', 'left', 'right'],
  last: ['one', 'left', 'right', 'inner 0', 'inner 1', 'inner 2'],
}
const outside = Object.keys(before).concat('one').sort()

/** What a step's call shows of steps that were called again although they had ended. */
function repeatedIn(calls: readonly Call[]): string[] {
  const over = new Map<string, Set<string>>()
  const wrong: string[] = []
  for (const { run, step } of calls) {
    const done = over.get(run) ?? new Set()
    over.set(run, done)
    if (done.has(step)) wrong.push(`${step} of ${run}`)
    for (const earlier of before[step] ?? []) done.add(earlier)
  }
  return wrong
}

/** Every run did all its steps, each to its end once, and each local write once. */
export async function checkAll(engine: EngineProcess, vendor: Vendor, runs: string[]): Promise<void> {
  expect(await allEnded(engine)).toEqual({ succeeded: runs.length })
  expect(repeatedIn(vendor.calls)).toEqual([])
  const keys = new Map<string, Set<string>>()
  for (const { run, step, key } of vendor.calls) {
    const of = keys.get(`${run} ${step}`) ?? new Set()
    keys.set(`${run} ${step}`, of.add(String(key)))
  }
  expect([...keys.keys()].sort()).toEqual(runs.flatMap(run => outside.map(step => `${run} ${step}`)).sort())
  // An interrupted call was made again under its own key, so the vendor did it once.
  expect([...keys.values()].filter(of => of.size > 1)).toEqual([])
  const notes = runs.flatMap(run => ['kept', 'noted 0', 'noted 1', 'noted 2'].map(step => `${run} ${step}`))
  expect((await engine.notes()).sort()).toEqual(notes.sort())
  const steps = await engine.steps()
  const ended = steps.map(step => `${step.run_id} ${step.node} ${step.iteration}`)
  expect(ended.length).toBe(new Set(ended).size)
  expect(steps.filter(step => step.status !== 'succeeded')).toEqual([])
  expect(steps.filter(step => step.node === 'count').map(step => step.output)).toEqual(runs.map(() => '{"n":3}'))
}
