import { SkillRegistry } from '@atom/kernel'
import { productivitySkills } from '@atom/productivity'
import { describe, expect, test } from 'vitest'
import { createUnderstanding, type Turn } from './index.ts'

const { understand } = createUnderstanding({ registry: new SkillRegistry().add(...productivitySkills) })
const hear = (text: string, history: Turn[] = []) =>
  understand({ text, history, now: '2026-11-25T10:00:00+01:00', timeZone: 'Europe/Berlin' })
const bare = async (text: string, history: Turn[] = []) =>
  (await hear(text, history)).requests.map(({ skill, input }) => ({ skill, input }))

describe('a date that does not exist is asked about', () => {
  for (const [text, date] of [
    ['schedule a call with Sam on 30 February at 10', '30 February'],
    ['remind me on 31 November at 10 to call', '31 November'],
    ['dentist on 2026-13-05 at 10', '2026-13-05'],
    ['meeting on 32/12/2026 at 9', '32/12/2026'],
    ['dinner on the 32nd at 8', '32nd'],
    ['meet Bob on 2026-02-31 at 10:00', '2026-02-31'],
    ['schedule a call on february 30', 'February 30'],
  ] as const)
    test(`“${text}”`, async () => {
      const ask = `There is no ${date}. Which day or hour do you mean? Please say it again with it.`
      expect(await hear(text)).toEqual({ requests: [], ask })
    })
  test('a floor is no date', async () => {
    expect(await bare('add a task: call Bob tomorrow at 2pm on the 50th floor')).toEqual([
      { skill: 'tasks.create', input: { title: 'call Bob on the 50th floor', due: '2026-11-26T14:00' } },
    ])
  })
})

describe('minutes before an hour', () => {
  for (const [text, input] of [
    ['remind me at 5 to 6 to leave', { title: 'leave', due: '2026-11-25T17:55' }],
    ['remind me at ten to seven tomorrow to go', { title: 'go', due: '2026-11-26T06:50' }],
    ['remind me at 10 to 7 tonight to go', { title: 'go', due: '2026-11-25T18:50' }],
  ] as const)
    test(`“${text}”`, async () => expect(await bare(text)).toEqual([{ skill: 'reminders.create', input }]))
  test('a range, and where a thing goes, are none', async () => {
    expect(await bare('meeting from 9 to 10 tomorrow')).toMatchObject([{ input: { start: '2026-11-26T09:00', end: '2026-11-26T10:00' } }])
    expect(await bare('meet at 10 to 11:30 tomorrow')).toMatchObject([{ input: { start: '2026-11-26T10:00', end: '2026-11-26T11:30' } }])
    expect(await bare('move the call at 5 to 6')).toMatchObject([{ skill: 'calendar.update', input: { id: 'call' } }])
  })
})

test('an ordinal alone is what the new thing is called, and with its article a place in the list', async () => {
  const listed = ['Call the bank', 'Fix the door', 'Buy milk'].map((title, at) => ({ id: `t${at + 1}`, title }))
  const history: Turn[] = [
    { role: 'user', text: 'show my tasks', calls: [{ skill: 'tasks.list', input: {}, listed }] },
    { role: 'assistant', text: `3 tasks:\n\n${listed.map(({ title }) => `- **${title}**`).join('\n')}` },
  ]
  expect(await bare('add task second', history)).toEqual([{ skill: 'tasks.create', input: { title: 'second' } }])
  expect(await bare('delete the second', history)).toEqual([{ skill: 'tasks.delete', input: { id: 't2' } }])
  expect(await bare('remind me tomorrow at 9 about the second one', history)).toEqual([
    { skill: 'reminders.create', input: { title: 'Fix the door', due: '2026-11-26T09:00' } },
  ])
})

describe('a weekday and a date', () => {
  for (const text of ['lunch Monday 1 December at 12', 'Fri the 13th 20:00 horror film', 'move the lunch to Monday 1 December'])
    test(`that do not agree are asked about: “${text}”`, async () => {
      expect(await hear(text)).toEqual({ requests: [], ask: 'Which of the two days do you mean? Please say it again with one.' })
    })
  test('that agree are one day', async () => {
    expect(await bare('lunch on Friday the 27th at 12')).toMatchObject([{ input: { start: '2026-11-27T12:00' } }])
    expect(await bare('lunch on Sunday the 27th at 12')).toMatchObject([{ input: { start: '2026-12-27T12:00' } }])
  })
})

describe('a value of a list that is called by its name', () => {
  const made: Turn[] = [
    {
      role: 'user',
      text: 'add a task water cacti',
      calls: [{ skill: 'tasks.create', input: { title: 'water cacti' }, record: { id: 't1', title: 'water cacti' } }],
    },
    { role: 'assistant', text: 'Added **water cacti**.' },
  ]
  test('goes to what was spoken of last', async () => {
    for (const text of ['and add label garden', 'add label #garden', 'add the tag garden please'])
      expect(await bare(text, made)).toEqual([{ skill: 'tasks.update', input: { id: 't1', addLabels: ['garden'] } }])
  })
  test('and of nothing, what it is for is asked', async () => {
    const ask = 'What should I add that to? Please say it again with what it is called.'
    for (const text of ['add label garden', 'add label #garden']) expect(await hear(text)).toEqual({ requests: [], ask })
  })
  test('what names something else is that', async () => {
    expect(await bare('add a tag sale on Sunday at 10', made)).toMatchObject([{ skill: 'calendar.create', input: { title: 'tag sale' } }])
  })
})

describe('what a request hangs on is not dropped', () => {
  const spared =
    'I can leave out days of the week from what repeats, and no others. Please say it without them, and delete those dates then.'
  const waits = 'I cannot wait and see whether that comes true. Please say it again without the “if”.'
  for (const [text, ask] of [
    ['every other tuesday at 9 stand-up with the team, not in December', spared],
    ['yoga every tuesday at 7 until Christmas but not on 8 December', spared],
    ['if it rains tomorrow remind me to take an umbrella', waits],
    ["remind me tomorrow at 9 if I haven't called Bob", waits],
  ] as const)
    test(`“${text}”`, async () => expect(await hear(text)).toEqual({ requests: [], ask }))
  test('a day of the week is left out of the rule, and an if of a name stays in it', async () => {
    expect(await bare('stand-up every weekday at 9 without Fridays')).toMatchObject([
      { input: { title: 'stand-up', rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH' } },
    ])
    expect(await bare('add a task: ask if Tom is free')).toEqual([{ skill: 'tasks.create', input: { title: 'ask if Tom is free' } }])
  })
})

describe('somebody in the place of who was in it', () => {
  const fields = { title: 'lunch with Rob', people: ['Rob'], start: '2026-11-26T13:00' }
  const lunch: Turn[] = [
    {
      role: 'user',
      text: 'lunch with Rob tomorrow at 1pm',
      calls: [{ skill: 'calendar.create', input: fields, record: { id: 'e1', title: 'lunch with Rob', fields } }],
    },
    { role: 'assistant', text: 'Added **lunch with Rob**.' },
  ]
  for (const text of ['no, with Lena', 'with Lena instead', 'not Rob, Lena', 'no, I meant with Lena'])
    test(`“${text}”`, async () =>
      expect(await bare(text, lunch)).toEqual([
        { skill: 'calendar.update', input: { id: 'e1', people: ['Lena'], title: 'lunch with Lena' } },
      ]))
  test('whoever comes too takes no one’s place', async () => {
    expect(await bare('and with Lena', lunch)).toEqual([{ skill: 'calendar.update', input: { id: 'e1', addPeople: ['Lena'] } }])
  })
})

test('what was moved and is to be kept where it was goes back there', async () => {
  const moved = (before: string, start: string): Turn[] => {
    const fields = { title: 'dinner', start: before }
    return [
      { role: 'user', text: 'dinner', calls: [{ skill: 'calendar.create', input: fields, record: { id: 'e1', title: 'dinner', fields } }] },
      { role: 'assistant', text: 'Added **dinner**.' },
      {
        role: 'user',
        text: 'move it',
        calls: [
          {
            skill: 'calendar.update',
            input: { id: 'e1', start },
            record: { id: 'e1', title: 'dinner', fields: { title: 'dinner', start } },
          },
        ],
      },
      { role: 'assistant', text: 'Changed **dinner**.' },
    ]
  }
  const update = (start: string) => [{ skill: 'calendar.update', input: { id: 'e1', start } }]
  expect(await bare('actually no, keep it on Saturday', moved('2026-11-28T19:00', '2026-11-29T19:00'))).toEqual(update('2026-11-28'))
  expect(await bare('no, keep it at 9', moved('2026-11-30T09:00', '2026-11-30T10:00'))).toEqual(update('2026-11-30T09:00'))
  expect(await hear('keep it on Saturday', moved('2026-11-28T19:00', '2026-11-29T19:00').slice(0, 2))).toMatchObject({ requests: [] })
})

describe('what is taken back', () => {
  for (const [text, request] of [
    ['remind me in 20 minutes, or better 40, to take the cake out', { title: 'take the cake out', due: '2026-11-25T10:40' }],
    ['remind me at 5, or better 6, to call', { title: 'call', due: '2026-11-25T18:00' }],
  ] as const)
    test(`is not done: “${text}”`, async () => expect(await bare(text)).toEqual([{ skill: 'reminders.create', input: request }]))
  for (const text of ['add a task buy milk, no wait, oat milk', 'add a task without a due date: tomorrow never dies review'])
    test(`or left out is asked about: “${text}”`, async () => {
      const { requests, ask } = await hear(text)
      expect(requests).toEqual([])
      expect(ask).toContain('Did I understand you right')
    })
})

test('a short year and a German hour are no part of a name', async () => {
  expect(await bare("Dec 5, '26 at noon brunch")).toEqual([
    { skill: 'calendar.create', input: { title: 'brunch', start: '2026-12-05T12:00' } },
  ])
  expect(await bare('meeting with Bob 04.12.2026 um 14:30')).toEqual([
    { skill: 'calendar.create', input: { title: 'meeting with Bob', start: '2026-12-04T14:30', people: ['Bob'] } },
  ])
})

describe('what asks for nothing makes nothing', () => {
  for (const text of ["I'm stressed", 'I am so tired today'])
    test(`“${text}”`, async () =>
      expect(await hear(text)).toEqual({
        requests: [],
        say: 'I hear you, and there is little I can do about that. Say “help” to see what I can do.',
      }))
  test('praise', async () => expect(await hear("thanks, you're great")).toEqual({ requests: [], say: 'You are welcome.' }))
  test('a courtesy is no condition', async () => {
    expect(await bare("I'd be ever so obliged if you'd delete the note about Gerald's party")).toMatchObject([{ skill: 'notes.delete' }])
  })
})

test('something called A2 is nobody who is to do A1', async () => {
  const { ask } = await hear('add a task A1 tomorrow')
  const { requests } = await hear('and A2', [
    { role: 'user', text: 'add a task A1 tomorrow' },
    { role: 'assistant', text: ask ?? '' },
  ])
  expect(requests).toEqual([])
})

test('a word that takes away is not what something new is called', async () => {
  const sort = 'I do that with one sort of thing at a time. Which sort do you mean? Please say it again with it.'
  expect(await hear('cancel everything tomorrow')).toEqual({ requests: [], ask: sort })
  expect(await hear('cancel my 4pm')).toEqual({ requests: [], ask: 'Which one do you mean? Please say what it is called.' })
  expect(await hear('I must cancel the gym tomorrow')).toMatchObject({ requests: [{ skill: 'tasks.create' }] })
})
