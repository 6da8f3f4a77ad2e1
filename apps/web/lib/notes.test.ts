import { expect, test } from 'vitest'
import { plain, titleOf } from './notes.ts'

test.each([
  ['Dana prefers **green** tea.\n\n- one\n- two', 'Dana prefers green tea. one two'],
  ['# Plan\n\n1. call `Dana`\n2. see [the page](https://example.com)', 'Plan call Dana see the page'],
  ['2 * 3 is 6 and snake_case_names stay', '2 * 3 is 6 and snake_case_names stay'],
])('%j is in one line %j', (markdown, words) => {
  expect(plain(markdown)).toBe(words)
})

test('a note without a title is called by its first words', () => {
  expect(titleOf({ body: '\n## Tea\nGreen.' })).toBe('Tea')
})
