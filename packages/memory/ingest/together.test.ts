import { describe, expect, test } from 'vitest'
import { Together } from './together.ts'

describe('what many ask for at once', () => {
  /** Doubles numbers and keeps what came in one call; a call with 13 in it fails. */
  const doubling = (most: number) => {
    const calls: number[][] = []
    const together = new Together<number, number>(most, async items => {
      calls.push(items)
      await new Promise(resolve => setImmediate(resolve))
      if (items.includes(13)) throw new Error('unlucky')
      return items.map(item => item * 2)
    })
    return { together, calls }
  }

  test('goes out in one call, and each gets what is its own', async () => {
    const { together, calls } = doubling(10)
    expect(await Promise.all([together.ask([1, 2]), together.ask([3]), together.ask([])])).toEqual([[2, 4], [6], []])
    expect(calls).toEqual([[1, 2, 3]])
  })

  test('goes out in as many calls as it takes, and more than fits into one in one of its own', async () => {
    const { together, calls } = doubling(3)
    await Promise.all([together.ask([1, 2]), together.ask([3, 4]), together.ask([5, 6, 7, 8]), together.ask([9])])
    expect(calls).toEqual([[1, 2], [3, 4], [5, 6, 7, 8], [9]])
  })

  test('that comes while a call is under way goes out with the next', async () => {
    const { together, calls } = doubling(10)
    const first = together.ask([1])
    await Promise.resolve()
    await Promise.resolve()
    await Promise.all([first, together.ask([2]), together.ask([3])])
    expect(calls).toEqual([[1], [2, 3]])
  })

  test('fails for the one whose fault it is alone', async () => {
    const { together } = doubling(10)
    const ended = await Promise.allSettled([together.ask([1]), together.ask([13]), together.ask([2])])
    expect(ended.map(end => (end.status === 'fulfilled' ? end.value : 'failed'))).toEqual([[2], 'failed', [4]])
    expect(await together.ask([4])).toEqual([8])
  })
})
