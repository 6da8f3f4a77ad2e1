import { expect, test } from 'vitest'
import { queryTerms } from '../text/analyse.ts'
import { marksIn } from './marks.ts'

const marked = (text: string, query: string, language = 'en') =>
  marksIn(text, language, new Set(queryTerms(query).flatMap(({ terms }) => terms))).map(({ start, end }) => text.slice(start, end))

test('words are marked in the form the text has them, and common ones are not', () => {
  expect(marked('Deliveries were late; the next delivery comes in May.', 'the deliveries')).toEqual(['Deliveries', 'delivery'])
  expect(marked('Die Häuser sind verkauft.', 'Haus', 'de')).toEqual(['Häuser'])
})

test('nothing is marked where no word is there', () => {
  expect(marked('The cat sleeps.', 'printer')).toEqual([])
})

test('a word of a script without spaces is one mark', () => {
  expect(marked('我们在东京都开会', '东京都', 'zh')).toEqual(['东京都'])
})
