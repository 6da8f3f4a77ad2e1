import { describe, expect, test } from 'vitest'
import type { CalendarEvent } from '../records.ts'
import { daysOf, isAbove, layoutDay } from './layout.ts'

const event = (title: string, start: string, end: string): CalendarEvent => ({
  id: title,
  title,
  start,
  end,
  allDay: start.length === 10,
  timeZone: 'UTC',
  people: [],
  createdAt: '',
  updatedAt: '',
})
const shape = (events: CalendarEvent[]) =>
  layoutDay(events, '2026-11-24', 'UTC').map(({ event: { title }, from, to, column, columns }) => [title, from, to, column, columns])

describe('the calendar’s grid', () => {
  test('events that overlap stand side by side, others take the whole width', () => {
    const events = [
      event('a', '2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z'),
      event('b', '2026-11-24T09:30:00Z', '2026-11-24T10:30:00Z'),
      event('c', '2026-11-24T12:00:00Z', '2026-11-24T13:00:00Z'),
    ]
    expect(shape(events)).toEqual([
      ['a', 540, 600, 0, 2],
      ['b', 570, 630, 1, 2],
      ['c', 720, 780, 0, 1],
    ])
  })
  test('a column is used again once it is free', () => {
    const events = [
      event('long', '2026-11-24T09:00:00Z', '2026-11-24T12:00:00Z'),
      event('first', '2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z'),
      event('second', '2026-11-24T10:00:00Z', '2026-11-24T11:00:00Z'),
    ]
    expect(shape(events).map(([title, , , column]) => [title, column])).toEqual([
      ['long', 0],
      ['first', 1],
      ['second', 1],
    ])
  })
  test('an event over midnight is cut at the day', () => {
    expect(shape([event('night', '2026-11-23T22:00:00Z', '2026-11-24T02:00:00Z')])).toEqual([['night', 0, 120, 0, 1]])
  })
  test('a short event is drawn long enough to be read', () => {
    expect(shape([event('call', '2026-11-24T09:00:00Z', '2026-11-24T09:05:00Z')])).toEqual([['call', 540, 565, 0, 1]])
  })
  test('an event that ends at midnight does not touch the next day', () => {
    expect(daysOf(event('evening', '2026-11-24T20:00:00Z', '2026-11-25T00:00:00Z'), 'UTC')).toEqual({
      first: '2026-11-24',
      last: '2026-11-24',
    })
  })
  test('an all-day event stands above the hours', () => {
    expect(isAbove(event('fair', '2026-11-24', '2026-11-26'), 'UTC')).toBe(true)
  })
})
