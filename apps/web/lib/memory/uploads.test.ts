import { expect, test } from 'vitest'
import { packed } from './uploads.ts'

const file = (path: string, size: number) => ({ path, file: { name: path, size } as File })
const shown = (files: ReturnType<typeof file>[]) =>
  packed(files, 'in', 50_000_000, ({ name }) => `${name} is too large`).map(({ name, bytes, status, error }) => [
    name,
    bytes,
    status,
    error,
  ])

test('a large file goes alone, small ones together, and never more than fit', () => {
  expect(shown([file('a', 10), file('big', 2_000_000), file('b', 20)])).toEqual([
    ['big', 2_000_000, 'waiting', undefined],
    ['2 files', 30, 'waiting', undefined],
  ])
  expect(shown(Array.from({ length: 45 }, (_, i) => file(`${i}`, 1))).map(([name]) => name)).toEqual(['20 files', '20 files', '5 files'])
  expect(shown(Array.from({ length: 9 }, (_, i) => file(`${i}`, 900_000))).map(([name]) => name)).toEqual(['4 files', '4 files', '8'])
})

test('one the server would refuse is not sent, and says why', () => {
  expect(shown([file('huge.iso', 60_000_000)])).toEqual([['huge.iso', 60_000_000, 'failed', 'huge.iso is too large']])
})
