import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Workers } from './workers.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a worker frees the silent, but gives them time to beat again when PostgreSQL was away', async () => {
  let away = false
  const freeing: boolean[] = []
  const workers = new Workers({
    id: 'us',
    log: { debug() {}, info() {}, warn() {}, error() {} },
    beaten() {},
    async batch(statements) {
      if (away) throw new Error('away')
      freeing.push(statements.some(({ sql }) => sql.startsWith('delete from engine_worker where beat_at')))
      return statements.map(() => [{ id: 'us' }])
    },
  })
  await workers.join()
  await vi.advanceTimersByTimeAsync(6000)
  // It registers, then beats.
  expect(freeing.splice(0)).toEqual([false, true, true])
  away = true
  await vi.advanceTimersByTimeAsync(30_000)
  away = false
  await vi.advanceTimersByTimeAsync(24_000)
  expect(freeing).toEqual([false, false, false, false, false, false, true, true])
  await workers.leave()
})
