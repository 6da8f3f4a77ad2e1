import { expect, test } from 'vitest'
import type { Task } from '../records.ts'
import { suggestions } from './suggestions.ts'

const now = new Date('2026-11-24T09:00:00Z')
const late: Task = {
  id: '1',
  title: 'Send the invoice',
  status: 'open',
  priority: 'normal',
  labels: [],
  due: '2026-11-20',
  createdAt: '',
  updatedAt: '',
}

test('somebody with nothing yet is offered six things that need nothing', () => {
  expect(suggestions({ tasks: [], contacts: [], hour: 9, now })).toHaveLength(6)
})
test('somebody with a late task is offered what to do about it', () => {
  const offers = suggestions({ tasks: [late], contacts: [], hour: 9, now })
  expect(offers.slice(0, 3)).toEqual(['What is overdue?', 'What do I have to do today?', 'Move “Send the invoice” to Friday'])
})
test('who may not write is offered six questions, and nothing that changes something', () => {
  const offers = suggestions({ tasks: [late], contacts: [], hour: 9, now, mayWrite: false })
  expect(offers).toHaveLength(6)
  expect(offers.filter(offer => !/^(What|When|Show)/.test(offer))).toEqual([])
})
