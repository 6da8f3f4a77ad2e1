import { expect, test } from 'vitest'
import { readAsked } from './asked.ts'
import { orderVersions } from './versions.ts'

const now = new Date('2026-11-24T09:00:00Z')
const passage = (title: string, score: number, at = '2026-01-01T00:00:00.000Z', section = '') => ({
  documentId: title,
  title,
  score,
  at,
  section,
})
const order = (query: string, ...passages: ReturnType<typeof passage>[]) =>
  orderVersions(passages, readAsked(query), now).map(({ title }) => title)

test('the newest version comes first, by its number, its year or its day, whichever says the words best', () => {
  expect(
    order('price', passage('price-list-2024.csv', 0.9), passage('price-list-2026.csv', 0.8), passage('price-list-2025.csv', 0.85)),
  ).toEqual(['price-list-2026.csv', 'price-list-2025.csv', 'price-list-2024.csv'])
  expect(order('x', passage('Policy, version 9', 0.9), passage('Policy, version 10', 0.8))[0]).toBe('Policy, version 10')
  expect(order('x', passage('Data sheet, revision B', 0.9), passage('Data sheet, revision C', 0.8))[0]).toBe('Data sheet, revision C')
  expect(
    order('x', passage('Password', 0.9, '2026-05-01T00:00:00.000Z'), passage('New password', 0.8, '2026-11-01T00:00:00.000Z'))[0],
  ).toBe('New password')
})

test('the version that is named comes first, or the former one where that is asked for', () => {
  const lists = [passage('Price list 2026', 0.9), passage('Price list 2024', 0.8)]
  expect(order('price in 2024', ...lists)[0]).toBe('Price list 2024')
  expect(order('what did it cost originally', ...lists)[0]).toBe('Price list 2024')
  expect(
    order(
      'what did the minutes of March say',
      passage('Minutes Falcon', 0.9, '2026-05-02T00:00:00.000Z'),
      passage('Minutes Falcon, 12 March', 0.8, '2026-03-12T00:00:00.000Z'),
    )[0],
  ).toBe('Minutes Falcon, 12 March')
})

test('a draft and what is for a year to come do not hold yet, unless they are asked for', () => {
  const policy = [passage('Policy, version 3 (draft)', 0.9), passage('Policy, version 2', 0.8)]
  expect(order('what is allowed', ...policy)[0]).toBe('Policy, version 2')
  expect(order('what does the draft say', ...policy)[0]).toBe('Policy, version 3 (draft)')
  const holidays = [passage('Holidays 2027', 0.9), passage('Holidays 2026', 0.8)]
  expect(order('when are we closed', ...holidays)[0]).toBe('Holidays 2026')
  expect(order('when are we closed in 2027', ...holidays)[0]).toBe('Holidays 2027')
})

test('the same section of a newer version comes first, though it has other words for it', () => {
  const cost = (title: string, score: number, at: string) => passage(title, score, `${at}T00:00:00.000Z`, 'Cost')
  const minutes = [cost('Minutes Falcon, March', 1, '2026-03-12'), cost('Minutes Falcon, September', 0.5, '2026-09-30')]
  expect(order('production cost of Falcon', ...minutes, passage('Other', 0.8))).toEqual([
    'Minutes Falcon, September',
    'Minutes Falcon, March',
    'Other',
  ])
  expect(order('production cost of Falcon in March', ...minutes)[0]).toBe('Minutes Falcon, March')
})

test('a newer version that says little about it, and another thing, leave the order as it is', () => {
  expect(order('x', passage('Policy 2024', 0.9), passage('Policy 2026', 0.3))[0]).toBe('Policy 2024')
  expect(order('x', passage('Travel policy 2024', 0.9), passage('Leave policy 2026', 0.8))[0]).toBe('Travel policy 2024')
})
