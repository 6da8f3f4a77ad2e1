import { expect, test } from 'vitest'
import { changeRecords } from './optimistic.ts'

const done = (record: { id: string }) => (record.id === 'b' ? { ...record, status: 'done' } : record)
const gone = (record: { id: string }) => (record.id === 'b' ? undefined : record)
const a = { id: 'a' }
const b = { id: 'b' }

test.each([
  ['a list', [a, b], [a, { id: 'b', status: 'done' }], [a]],
  [
    'a page',
    { items: [a, b], nextCursor: 'x' },
    { items: [a, { id: 'b', status: 'done' }], nextCursor: 'x' },
    { items: [a], nextCursor: 'x' },
  ],
  ['pages', { pages: [{ items: [b] }] }, { pages: [{ items: [{ id: 'b', status: 'done' }] }] }, { pages: [{ items: [] }] }],
  ['one record', b, { id: 'b', status: 'done' }, b],
  ['what is no record', 'x', 'x', 'x'],
])('in %s a record is changed or taken away', (_, data, changed, without) => {
  expect([changeRecords(data, done), changeRecords(data, gone)]).toEqual([changed, without])
})
