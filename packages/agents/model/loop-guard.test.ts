import { expect, test } from 'vitest'
import { LoopGuard } from './loop-guard.ts'

/** Makes the calls that are admitted. `list` gives how many changes there were, `listed` always the same, `look` something new each time, the rest changes. */
function made(calls: string[]): string[] {
  const guard = new LoopGuard()
  let changes = 0
  return calls.filter((call, index) => {
    if (!guard.admits(call, {})) return false
    const changed = !/^(list|look)/.test(call)
    if (changed) changes++
    guard.saw(call, {}, call === 'look' ? index : call === 'list' ? changes : 'ok', changed)
    return true
  })
}

test.each([
  ['the same read with the same result', ['list', 'list', 'list'], 2],
  ['the same read with something new each time', ['look', 'look', 'look', 'look'], 4],
  ['a read after every change', ['list', 'change a', 'list', 'change b', 'list', 'change c', 'list'], 7],
  ['a read that gives the same after every change', ['listed', 'change a', 'listed', 'change b', 'listed'], 5],
  ['reads that take turns', ['list', 'look', 'list', 'look', 'list'], 4],
  ['the same write', ['change a', 'change a', 'change a'], 2],
  ['the same write with reads between', ['change a', 'list', 'change a', 'list', 'change a'], 4],
] as const)('%s', (_, calls, times) => {
  expect(made([...calls]).length).toBe(times)
})
