import { expect, test } from 'vitest'
import { seriesTimes } from './series-times.ts'

const zone = 'Europe/Berlin'
const series = { start: '2026-10-19T09:00:00+02:00' }
const before = { start: '2026-11-30T09:00', end: '2026-11-30T10:00' }

test('a whole series goes as many days on as the occurrence that was moved, to its new hours', () => {
  const after = { start: '2026-12-01T14:00', end: '2026-12-01T15:30' }
  expect(seriesTimes(series, before, after, zone)).toEqual({ start: '2026-10-20T14:00', end: '2026-10-20T15:30' })
})

test('an occurrence made to last all day, or past midnight, makes the series so', () => {
  expect(seriesTimes(series, before, { start: '2026-11-30', end: '2026-12-01' }, zone)).toEqual({ start: '2026-10-19', end: '2026-10-20' })
  expect(seriesTimes(series, before, { start: '2026-11-30T22:00', end: '2026-12-01T01:00' }, zone)).toEqual({
    start: '2026-10-19T22:00',
    end: '2026-10-20T01:00',
  })
})
