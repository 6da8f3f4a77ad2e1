import { expect, test } from 'vitest'
import { tellingSentences } from './telling-sentences.ts'

const text = `# Harbour report

The harbour of Emden was dredged in spring. Dredging the harbour cost two million euro.
A seagull stole the minister's sandwich during the opening ceremony.

Ships with a draught of nine metres can now enter the harbour of Emden. The harbour earns more from ships than before.
Yes.`

const said = (count: number) => tellingSentences(text, count).map(({ start, end }) => text.slice(start, end))

test('what a text comes back to says most of it, each thing once, in its order', () => {
  expect(said(2)).toEqual(['The harbour of Emden was dredged in spring.', 'The harbour earns more from ships than before.'])
})

test('headings and fragments are no sentences, and no more are given than there are', () => {
  const all = said(20)
  expect(all).toHaveLength(5)
  expect(all.some(sentence => /Harbour report|Yes/.test(sentence))).toBe(false)
  expect(tellingSentences('', 5)).toEqual([])
})
