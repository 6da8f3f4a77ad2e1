import { expect, test } from 'vitest'
import { piecesOf, snippetOf } from './snippet.ts'

const marksOf = (text: string, word: string) =>
  [...text.matchAll(new RegExp(word, 'g'))].map(({ index }) => ({ start: index, end: index + word.length }))

test('a short passage is shown whole, on one line, with its words marked', () => {
  const text = 'The contract\nends in May.'
  expect(snippetOf(text, marksOf(text, 'contract'))).toEqual([
    { text: 'The ', marked: false },
    { text: 'contract', marked: true },
    { text: ' ends in May.', marked: false },
  ])
})

test('of a long one the part with most of the words is shown, cut at words', () => {
  const filler = 'word '.repeat(200)
  const text = `price ${filler}the price and the price again ${filler}`
  const shown = snippetOf(text, marksOf(text, 'price'))
  expect(shown.filter(({ marked }) => marked)).toHaveLength(2)
  const words = shown.map(piece => piece.text).join('')
  expect(words).toMatch(/^… word .* word …$/)
  expect(words.length).toBeLessThan(340)
})

test('without a marked word it is the beginning', () => {
  expect(snippetOf('word '.repeat(200), [])[0]?.text).toMatch(/^word word/)
})

test('marks beyond the text, or over each other, do no harm', () => {
  expect(
    piecesOf('abcdef', [
      { start: -2, end: 2 },
      { start: 1, end: 3 },
      { start: 9, end: 12 },
    ]),
  ).toEqual([
    { text: 'ab', marked: true },
    { text: 'c', marked: true },
    { text: 'def', marked: false },
  ])
})

test('bold text stands without its stars, the marks on their words; other stars stay', () => {
  const text = 'It is **Dentist** at 9, 2 ** 3 and f(**kwargs), **Lena Dentist**.'
  expect(snippetOf(text, marksOf(text, 'Dentist'))).toEqual([
    { text: 'It is ', marked: false },
    { text: 'Dentist', marked: true },
    { text: ' at 9, 2 ** 3 and f(**kwargs), Lena ', marked: false },
    { text: 'Dentist', marked: true },
    { text: '.', marked: false },
  ])
})
