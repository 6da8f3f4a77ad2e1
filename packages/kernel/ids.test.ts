import { afterEach, expect, test, vi } from 'vitest'
import { newId } from './ids.ts'

afterEach(() => vi.useRealTimers())

test('ids of one process are in the order in which they were made, within one millisecond and when the clock is put back', () => {
  vi.useFakeTimers({ now: Date.now() + 60_000 })
  const ids = Array.from({ length: 2000 }, newId)
  vi.setSystemTime(Date.now() - 3_600_000)
  ids.push(...Array.from({ length: 2000 }, newId))
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})

test('an id tells when it was made', () => {
  vi.useFakeTimers({ now: Date.now() + 7_200_000 })
  expect(Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16)).toBe(Date.now())
})

test('an id has random bytes of its own', () => {
  const tails = Array.from({ length: 2000 }, () => newId().slice(-10))
  expect(new Set(tails).size).toBe(tails.length)
})
