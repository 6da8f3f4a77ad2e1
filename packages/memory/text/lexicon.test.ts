import { expect, test } from 'vitest'
import { queryTerms, termsOf } from './analyse.ts'
import { askedIn, compoundParts, glossOf, kinOf } from './lexicon.ts'

test('a German compound is cut into the words it is made of, and nothing else is', () => {
  expect(compoundParts('kundigungsfrist')).toEqual(['kundigungs', 'frist'])
  expect(compoundParts('lieferzeit')).toEqual(['liefer', 'zeit'])
  expect(compoundParts('wareneingangsprufung')).toEqual(['waren', 'eingangs', 'prufung'])
  for (const word of ['information', 'northwind', 'frist', 'ax-200']) expect(compoundParts(word)).toEqual([])
})

test('a word is found where a text has another for it, or one of the other language', () => {
  expect(kinOf('salary', 'en').same).toContain('wage')
  expect(kinOf('salary', 'en').other).toContain('gehalt')
  expect(kinOf('Vertrag'.toLowerCase(), 'de').other).toContain('contract')
  expect(kinOf('northwind', 'en')).toEqual({ same: [], other: [] })
  const [asked] = queryTerms('Wie lange ist die Kündigungsfrist?').filter(term => term.word === 'kundigungsfrist')
  const written = new Set(termsOf('The notice period is nine months', 'en').split(' '))
  expect(asked?.parts.every(part => part.kin.some(({ terms }) => terms.some(term => written.has(term))))).toBe(true)
})

test('a German text is found by the parts of its compounds', () => {
  expect(termsOf('Die Kündigungsfrist', 'de').split(' ')).toContain(termsOf('Frist', 'de'))
})

test('a name with numbers is found however it is spelled', () => {
  for (const spelled of ['AX-200', 'AX200', 'AX 200'])
    expect(
      queryTerms(spelled).every(({ terms }) => terms.some(term => termsOf('the pump AX-200', 'en').split(' ').includes(term))),
      spelled,
    ).toBe(true)
  expect(termsOf('price-list-pumps-2025.csv', undefined).split(' ')).toEqual(expect.arrayContaining(['pumps', '2025']))
})

test('the language of a question is told by few words', () => {
  for (const query of [
    'Kündigungsfrist Lagerhalle Fuldatal',
    'Wer leitet den Krisenstab?',
    'Zuschlag für Überstunden',
    'Was kostet die AX-200?',
  ])
    expect(askedIn(query), query).toBe('de')
  for (const query of ['Northwind', 'gas offers', 'What was decided?', 'notice period']) expect(askedIn(query), query).toBe('en')
})

test('a German question is put into English word by word; what is not known stays', () => {
  expect(glossOf('Wie lang ist die Lieferzeit bei Karsten?')).toBe('how long is the delivery time at Karsten')
})
