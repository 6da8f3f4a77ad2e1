import { SkillRegistry } from '@atom/kernel'
import { productivitySkills } from '@atom/productivity'
import { describe, expect, test } from 'vitest'
import { createUnderstanding, type Turn } from './index.ts'

const registry = new SkillRegistry().add(...productivitySkills)
const { understand } = createUnderstanding({ registry })
const at = { now: '2026-11-24T10:00:00+01:00', timeZone: 'Europe/Berlin' }
const hear = async (text: string, history: Turn[] = []) =>
  (await understand({ text, history, ...at })).requests.map(({ skill, input }) => ({ skill, input }))
const said = (user: string, assistant: string): Turn[] => [
  { role: 'user', text: user },
  { role: 'assistant', text: assistant },
]

describe('right after something was made', () => {
  const lunch = said('schedule lunch with Ann on Friday at 12', '**lunch with Ann** is in your calendar: Friday, 12:00–13:00.')
  const changed = (more: object) => [{ skill: 'calendar.update', input: { id: 'lunch with Ann', ...more } }]
  const table: [string, object][] = [
    ['push it by 30 minutes', { start: '2026-11-27T12:30' }],
    ['bring it forward by 30 minutes', { start: '2026-11-27T11:30' }],
    ['make it two hours', { end: '2026-11-27T14:00' }],
    ['make it half past', { start: '2026-11-27T12:30' }],
    ['at Luigi’s', { location: 'Luigi’s' }],
  ]
  for (const [text, more] of table) test(`“${text}” changes it`, async () => expect(await hear(text, lunch)).toEqual(changed(more)))
  test('“same for Bob” is a lunch with him, not a second one with her', async () => {
    expect(await hear('same for Bob', lunch)).toEqual([
      { skill: 'calendar.create', input: { start: '2026-11-27T12:00', people: ['Bob'], title: 'lunch with Bob' } },
    ])
  })
  test('who is to call whom is asked', async () => {
    const call = said('remind me at 5 to call Ann', 'I will remind you today at 17:00: **call Ann**.')
    expect(await hear('same for Bob', call)).toEqual([])
  })
})

describe('a list pointed into', () => {
  const list = said('show my tasks', '3 tasks:\n\n- **Pay VAT** · due Friday\n- **Book hotel**\n- **Call Ines**')
  test('by a number sign', async () => {
    expect(await hear('assign #2 to Kim', list)).toEqual([{ skill: 'tasks.update', input: { id: 'Book hotel', assignee: 'Kim' } }])
  })
  test('from its top', async () => {
    expect(await hear('tick off the top one', list)).toEqual([{ skill: 'tasks.complete', input: { id: 'Pay VAT' } }])
  })
  test('twice, each with its own verb', async () => {
    expect(await hear('mark the first done and delete the third', list)).toEqual([
      { skill: 'tasks.complete', input: { id: 'Pay VAT' } },
      { skill: 'tasks.delete', input: { id: 'Call Ines' } },
    ])
  })
  test('twice with one verb, each with a value of its own', async () => {
    expect(await hear('mark the second done and the third urgent', list)).toEqual([
      { skill: 'tasks.complete', input: { id: 'Book hotel' } },
      { skill: 'tasks.update', input: { id: 'Call Ines', priority: 'urgent' } },
    ])
    expect(await hear('move the first one to Friday and the third to Monday', list)).toEqual([
      { skill: 'tasks.update', input: { id: 'Pay VAT', due: '2026-11-27' } },
      { skill: 'tasks.update', input: { id: 'Call Ines', due: '2026-11-30' } },
    ])
  })
})

describe('one verb for two things', () => {
  const table: [string, { skill: string; input: object }[]][] = [
    ['add salt and pepper to the shopping note', [{ skill: 'notes.update', input: { id: 'shopping', append: 'salt and pepper' } }]],
    ['add a task to research and write the essay', [{ skill: 'tasks.create', input: { title: 'research and write the essay' } }]],
    [
      'add contact Jim Beam 555 0101 and contact Jack Daniel 555 0102',
      [
        { skill: 'contacts.create', input: { name: 'Jim Beam', phone: '555 0101' } },
        { skill: 'contacts.create', input: { name: 'Jack Daniel', phone: '555 0102' } },
      ],
    ],
    [
      'tasks for tomorrow: sweep the yard, feed the hens',
      [
        { skill: 'tasks.create', input: { title: 'sweep the yard', due: '2026-11-25' } },
        { skill: 'tasks.create', input: { title: 'feed the hens', due: '2026-11-25' } },
      ],
    ],
  ]
  for (const [text, requests] of table) test(text, async () => expect(await hear(text)).toEqual(requests))
})

describe('what only asks to see', () => {
  const table: [string, object][] = [
    ['overdue tasks', { filter: 'overdue' }],
    ['done tasks', { filter: 'done' }],
    ['show tasks that are not done', { filter: 'open' }],
  ]
  for (const [text, input] of table) test(text, async () => expect(await hear(text)).toEqual([{ skill: 'tasks.list', input }]))
})

test('too much at once is done as far as it was heard, and the rest is asked for', async () => {
  const text = 'move the review to Friday at 3 and then delete the note Drafts, but also make the roof task urgent; '.repeat(20)
  expect((await understand({ text, ...at })).ask).toMatch(/^That is too much at once\. Please say the rest again/)
})
