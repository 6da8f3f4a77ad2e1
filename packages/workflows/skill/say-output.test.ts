import { expect, test } from 'vitest'
import { sayOutput } from './say-output.ts'

test.each([
  ['Hello Robin', 'Hello Robin'],
  [42, '42'],
  [{ answer: 42 }, '42'],
  [{ city: 'Bonn', degrees: 7 }, '- city: Bonn\n- degrees: 7'],
  [{ id: 'a1', title: 'Pay rent', status: 'open' }, 'Pay rent'],
  [
    {
      items: [
        { id: 'a1', title: 'Pay rent' },
        { id: 'a2', name: 'Dana' },
      ],
    },
    '- Pay rent\n- Dana',
  ],
  [{ id: 'a1', body: 'Hello Robin' }, 'Hello Robin'],
  [{ items: [] }, 'Nothing was found.'],
  [[1, 2], '- 1\n- 2'],
])('what an automation gave is said in words: %j', (output, said) => {
  expect(sayOutput(output)).toBe(said)
})

test.each([[''], [null], [undefined], [{}], [{ nested: { deep: true } }], ['x'.repeat(2001)]])('nothing is said of %j', output => {
  expect(sayOutput(output)).toBeUndefined()
})
