import { describe, expect, test } from 'vitest'
import { fieldTitle, readableFields, summaryOf, withNames } from './readable.ts'

const place = { zone: 'Europe/Berlin', locale: 'en-GB' }

describe('records in words', () => {
  test('a record is its title and what is special about it', () => {
    const task = {
      id: 'x',
      title: 'Pay rent',
      status: 'open',
      priority: 'high',
      rrule: 'FREQ=MONTHLY;BYMONTHDAY=1',
      labels: ['home'],
      createdAt: '2026-11-24T00:00:00Z',
    }
    expect(summaryOf(task, place)).toEqual({ title: 'Pay rent', rest: ['every month on the 1st', 'high', '#home'] })
  })
  test('a list of nobody is not begun', () => {
    expect(summaryOf({ title: 'Yoga', people: [], location: 'Studio' }, place)).toEqual({ title: 'Yoga', rest: ['Studio'] })
    expect(summaryOf({ title: 'Yoga', people: [{ name: 'Kim' }] }, place)).toEqual({ title: 'Yoga', rest: ['with Kim'] })
  })
  test('what has no title has no summary', () => {
    expect(summaryOf({ deleted: 2, ids: ['a', 'b'] }, place)).toBeUndefined()
  })
  test('fields that mean nothing to a person are left out, the most telling come first', () => {
    const fields = readableFields({ id: 'x', projectId: 'y', notes: 'n', title: 't', labels: [], priority: 'normal' }, place)
    expect(fields.map(field => field.title)).toEqual(['Title', 'Notes'])
  })
  test('a field’s name is written as words', () => {
    expect(fieldTitle('dueFrom')).toBe('Due from')
  })
})

test('an input names what its ids stand for, and leaves out an id that has no name', () => {
  const [id, project] = ['01a213bf-c1be-74e0-b772-9145d2c77f90', '01a213bf-c1be-74e0-b772-964120736e84']
  expect(withNames({ id, project, due: '2026-12-01' }, { id: 'Buy milk' })).toEqual({ title: 'Buy milk', due: '2026-12-01' })
  expect(withNames({ id: 'the milk task' })).toEqual({ title: 'the milk task' })
  expect(withNames({ id })).toEqual({})
})
