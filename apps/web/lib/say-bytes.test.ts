import { expect, test } from 'vitest'
import { sayBytes } from './say-bytes.ts'

test('bytes are said in the largest unit of which there is one', () => {
  expect([0, 1, 999, 1000, 3_420_000, 2_000_000_000].map(bytes => sayBytes(bytes, 'en-GB'))).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1 kB',
    '3.4 MB',
    '2 GB',
  ])
})
