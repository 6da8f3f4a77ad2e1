import { expect, test } from 'vitest'
import { nodeRuns, passesOf, passOf, subNameOf } from './node-runs.ts'
import type { RunStep } from './queries.ts'

const ran = (seq: number, node: string, iteration: string, status: RunStep['status'], attempt = 1): RunStep => ({
  seq,
  node,
  iteration,
  status,
  attempt,
  input: null,
  output: null,
  startedAt: '2026-11-24T10:00:00.000Z',
})

test('of a loop the pass that failed is shown, and each pass can be chosen', () => {
  const steps = [
    ran(1, 'each', '', 'running'),
    ran(2, 'one', '0', 'succeeded'),
    ran(3, 'one', '1', 'failed'),
    ran(4, 'one', '2', 'failed'),
    ran(5, 'one', '2', 'succeeded', 2),
    ran(6, 'deep', '2.0', 'succeeded'),
  ]
  expect(nodeRuns(steps).get('one')).toEqual({ status: 'failed', passes: 3, failed: 1 })
  expect(nodeRuns(steps, '2').get('one')).toEqual({ status: 'succeeded', passes: 1, failed: 0 })
  expect(passesOf(steps, new Set(['one', 'deep']), '')).toEqual([
    { pass: '0', status: 'succeeded' },
    { pass: '1', status: 'failed' },
    { pass: '2', status: 'succeeded' },
  ])
  expect(passesOf(steps, new Set(['deep']), '2')).toEqual([{ pass: '2.0', status: 'succeeded' }])
})

test('the sub-steps of a step are no passes, and stand where it does', () => {
  const steps = [
    ran(1, 'each', '', 'running'),
    ran(2, 'agent', '0', 'succeeded'),
    { ...ran(3, 'agent', '0.look-up', 'failed'), sub: true },
    { ...ran(4, 'agent', '0.answer', 'succeeded'), sub: true },
  ]
  expect(nodeRuns(steps).get('agent')).toEqual({ status: 'succeeded', passes: 1, failed: 0 })
  expect(passesOf(steps, new Set(['agent']), '')).toEqual([{ pass: '0', status: 'succeeded' }])
  expect(steps.map(step => [passOf(step), subNameOf(step)])).toEqual([
    ['', undefined],
    ['0', undefined],
    ['0', 'look-up'],
    ['0', 'answer'],
  ])
  expect([passOf({ ...ran(5, 'agent', 'answer', 'running'), sub: true })]).toEqual([''])
})
