import { expect, test } from 'vitest'
import { sayDuration } from './duration-words.ts'

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1234, '1.2 s'],
  [185_000, '3 min 5 s'],
  [7_440_000, '2 h 4 min'],
  [93_600_000, '1 d 2 h'],
])('%i milliseconds are said as “%s”', (ms, said) => expect(sayDuration(ms)).toBe(said))
