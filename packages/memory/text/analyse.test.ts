import { expect, test } from 'vitest'
import { queryTerms, termsOf } from './analyse.ts'
import { languageOf } from './language.ts'

const words = (query: string) => queryTerms(query).map(({ word }) => word)

test('a word is found in another form of it, whatever language the text is in', () => {
  for (const [asked, text, language] of [
    ['deliveries', 'delivery', 'en'],
    ['Vertrag', 'Verträge', 'de'],
    ['contrats', 'contrat', 'fr'],
  ] as const)
    expect(queryTerms(asked)[0]?.terms).toContain(termsOf(text, language))
})

test('common words of the language a question is asked in find nothing, unless there are no others', () => {
  expect(words('What is the delivery date?')).toEqual(['delivery', 'date'])
  expect(words('Was ist das Datum der Lieferung?')).toEqual(['datum', 'lieferung'])
  expect(words('when do the plants die')).toEqual(['plants', 'die'])
  expect(words('to be or not to be')).toEqual(['to', 'be', 'or', 'not'])
})

test('numbers, dates and names stay whole, accents and possessives do not count', () => {
  expect(words("Zoë's bill of 2026-11-27 for 3.5 hours")).toEqual(['zoe', 'bill', '2026-11-27', '3.5', 'hours'])
})

test('a language is told by its common words, and not by too few', () => {
  expect(languageOf('Der Vertrag ist nicht mit der Bank')).toBe('de')
  expect(languageOf('The contract is not with the bank')).toBe('en')
  expect(languageOf('Northwind 2026')).toBeUndefined()
})
