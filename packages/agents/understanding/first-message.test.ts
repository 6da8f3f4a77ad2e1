import { defineSkill, longText, SkillRegistry } from '@atom/kernel'
import { productivitySkills } from '@atom/productivity'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createUnderstanding } from './index.ts'

const { understand } = createUnderstanding({ registry: new SkillRegistry().add(...productivitySkills) })
const at = { now: '2026-11-24T10:00:00+01:00', timeZone: 'Europe/Berlin' }
const hear = async (text: string, more = {}) =>
  (await understand({ text, ...at, ...more })).requests.map(({ skill, input, confirm }) => ({
    skill,
    input,
    ...(confirm ? { confirm } : {}),
  }))
const event = (title: string, start: string, more = {}) => ({ skill: 'calendar.create', input: { title, start, ...more } })
const reminder = (title: string, due: string) => ({ skill: 'reminders.create', input: { title, due } })
const task = (title: string, more = {}) => ({ skill: 'tasks.create', input: { title, ...more } })

test.each([
  ['dinner with Uta on Friday at 8', event('dinner with Uta', '2026-11-27T20:00', { people: ['Uta'] })],
  ['book a table for Saturday at 7', event('table', '2026-11-28T19:00')],
  ['movie night sat 8ish', event('movie night', '2026-11-28T20:00')],
  ['drinks fri 7-9', event('drinks', '2026-11-27T19:00', { end: '2026-11-27T21:00' })],
  ['breakfast with Ana thu 8', event('breakfast with Ana', '2026-11-26T08:00', { people: ['Ana'] })],
  ['remind me at 9 to book dinner with Ana', reminder('book dinner with Ana', '2026-11-25T09:00')],
  ['party at Jo on Saturday at 10', event('party', '2026-11-28T10:00', { location: 'Jo' })],
])('an evening out has its hour in the evening: %s', async (text, meant) => {
  expect(await hear(text)).toEqual([meant])
})

test.each([
  ['schedule the review for Thursday, no, Friday at 10', event('review', '2026-11-27T10:00')],
  ['remind me at 4, no wait, 5 to call mum', reminder('call mum', '2026-11-24T17:00')],
  ['meeting on Tuesday, I mean Wednesday, at 10', event('meeting', '2026-11-25T10:00')],
  ['remind me on Monday, actually Tuesday, to call Bo', reminder('call Bo', '2026-12-01')],
])('a time that is taken back is not meant: %s', async (text, meant) => {
  expect(await hear(text)).toEqual([meant])
})

test.each([
  ['remind me to log in tomorrow at 8', reminder('log in', '2026-11-25T08:00')],
  ['remind me to check in at 5', reminder('check in', '2026-11-24T17:00')],
  ['add a task to hand the essay in by Friday', task('hand the essay in', { due: '2026-11-27' })],
  ['lunch w/ Marta thu noon', event('lunch w/ Marta', '2026-11-26T12:00', { people: ['Marta'] })],
  ['workshop 9-5 on the 3rd of March', event('workshop', '2027-03-03T09:00', { end: '2027-03-03T17:00' })],
  ["remind me in 2 days' time to call the bank", reminder('call the bank', '2026-11-26')],
  ['remind me at five thirty to call Bo', reminder('call Bo', '2026-11-24T17:30')],
  ['piano lesson weekly tue 5pm', event('piano lesson', '2026-11-24T17:00', { rrule: 'FREQ=WEEKLY;BYDAY=TU' })],
])('no word of a name is lost to the time, nor one of the time to the name: %s', async (text, meant) => {
  expect(await hear(text)).toEqual([meant])
})

test.each([
  ["i need to be reminded of mum's birthday on Saturday", reminder("mum's birthday", '2026-11-28')],
  ["I'd appreciate it if you added milk to my tasks", task('milk')],
  ["it'd be lovely if you would remind me at noon to eat", reminder('eat', '2026-11-24T12:00')],
])('a wish is a request: %s', async (text, meant) => {
  expect(await hear(text)).toEqual([meant])
})

test('the day before and its hour hang on what is said before them', async () => {
  expect(await hear('dentist on Dec 3 at 9, and remind me the day before at 6pm')).toEqual([
    event('dentist', '2026-12-03T09:00'),
    reminder('dentist', '2026-12-02T18:00'),
  ])
})

test('what takes the place of something has its day', async () => {
  expect(await hear('cancel the gym on Friday and book a massage at 6 instead')).toEqual([
    { skill: 'calendar.delete', input: { id: 'gym', date: '2026-11-27' }, confirm: true },
    event('massage', '2026-11-27T18:00'),
  ])
})

test('after a note that is dictated the word for another record begins that', async () => {
  expect(await hear('note: gate code 9921; task: oil the hinges by Saturday')).toEqual([
    { skill: 'notes.create', input: { body: 'gate code 9921' } },
    task('oil the hinges', { due: '2026-11-28' }),
  ])
})

test('a common word is no slip for another', async () => {
  expect(await hear('delegate the report tomorrow')).not.toMatchObject([{ skill: 'tasks.delete' }])
  expect(await hear('rehearse the speech on Friday')).toEqual([task('rehearse the speech', { due: '2026-11-27' })])
})

test("what's on a day is what stands in the calendar", async () => {
  const list = [{ skill: 'calendar.list', input: { from: '2026-11-25', to: '2026-11-25' } }]
  expect(await hear("what's on tomorrow")).toEqual(list)
  expect(await hear('anything on tomorrow?')).toEqual(list)
})

test.each([
  'convert 5pm CET to New York time',
  'order a pizza for 7pm',
  'call a taxi for 8am',
  'book a flight to Oslo on Friday',
  'how many days until Christmas',
  'how long until my birthday',
  'who is the president of France',
  'open the garage door',
  'find cheap flights to Madrid in May',
  'order sushi for two tonight',
  'set the thermostat to 20',
])('what no record answers does nothing: %s', async text => {
  expect(await hear(text)).toEqual([])
})

test.each([
  ['urgent: call the insurance', [task('call the insurance', { priority: 'urgent' })]],
  ['high priority - pay rent tomorrow', [task('pay rent', { priority: 'high', due: '2026-11-25' })]],
  ['todo: call the bank', [task('call the bank')]],
  ['add task fix bug ;-- in login', [task('fix bug ;-- in login')]],
  ['finish reading Dune by March 31', [task('finish reading Dune', { due: '2027-03-31' })]],
  ['start running on Monday', [task('start running', { due: '2026-11-30' })]],
  ['tomorrow: call the bank, buy milk', [task('call the bank', { due: '2026-11-25' }), task('buy milk', { due: '2026-11-25' })]],
])('what belongs to a request stays with it: %s', async (text, meant) => {
  expect(await hear(text)).toEqual(meant)
})

test('a skill that only goes on from a verb does not catch the verb alone', async () => {
  const keep = defineSkill({
    id: 'gadgets.remember',
    title: 'Remember something',
    description: 'Keeps a fact.',
    effect: 'write',
    input: z.object({ text: longText({ cues: ['that'] }) }),
    output: z.object({}),
    examples: [
      { say: 'remember about me that I like tea', input: { text: 'I like tea' } },
      { say: 'remember about me that I live in Bath', input: { text: 'I live in Bath' } },
    ],
    synonyms: { verbs: ['remember about me'], nouns: ['fact about me'] },
    run: async () => ({}),
  })
  const { understand } = createUnderstanding({ registry: new SkillRegistry().add(...productivitySkills, keep) })
  const skills = async (text: string) => (await understand({ text, ...at })).requests.map(({ skill }) => skill)
  expect(await skills('remember about me that I drive a van')).toEqual(['gadgets.remember'])
  expect(await skills('remember to call Tim')).toEqual([])
  expect(await skills('tell me something about otters')).toEqual([])
})

test('where something goes is said of what there is', async () => {
  expect(await hear('move the book club to next Tuesday at 8pm')).toEqual([
    { skill: 'calendar.update', input: { id: 'book club', start: '2026-12-01T20:00' } },
  ])
  expect(await hear('rm task sweep attic')).toEqual([{ skill: 'tasks.delete', input: { id: 'sweep attic' }, confirm: true }])
})

const finished = (days: Record<string, string>) => [{ skill: 'tasks.list', input: { filter: 'done', ...days } }]
test.each([
  ['what did I finish today?', finished({ completedFrom: '2026-11-24', completedTo: '2026-11-24' })],
  ['what did I complete this week?', finished({ completedFrom: '2026-11-23', completedTo: '2026-11-29' })],
  ['what have I finished?', finished({})],
  ['which tasks did I complete yesterday?', finished({ completedFrom: '2026-11-23', completedTo: '2026-11-23' })],
  ['what has to be finished by Friday?', [{ skill: 'tasks.list', input: { dueTo: '2026-11-27' } }]],
])('what was finished is asked by the day it was finished: %s', async (text, meant) => {
  expect(await hear(text)).toEqual(meant)
})

const days = (from: string, to = from) => ({
  events: { skill: 'calendar.list', input: { from, to } },
  others: [
    { skill: 'tasks.list', input: { dueFrom: from, dueTo: to } },
    { skill: 'reminders.list', input: { from, to } },
  ],
})
const all = (from: string, to?: string) => [...days(from, to).others, days(from, to).events]
test.each([
  ['what do I have on friday?', all('2026-11-27')],
  ['what have I got on saturday?', all('2026-11-28')],
  ['what do I have next week', all('2026-11-30', '2026-12-06')],
  ['what do I have on my calendar on Friday', [days('2026-11-27').events]],
  ['what meetings do I have on Friday', [days('2026-11-27').events]],
  ['what is on tomorrow', [days('2026-11-25').events]],
  ['what do I have to do today', [days('2026-11-24').others[0]]],
])('who asks what there is and names no sort is told of all: %s', async (text, meant) => {
  expect(await hear(text, { allSorts: true })).toEqual(meant)
  // A program that asks what was meant hears that alone.
  expect(await hear(text)).toEqual(meant.slice(-1))
})

test('“and on Saturday?” behind it asks for all sorts again', async () => {
  const history = [
    { role: 'user' as const, text: 'what do I have on friday?', calls: all('2026-11-27') },
    {
      role: 'assistant' as const,
      text: '1 task:\n\n- **Pay rent** · due Friday\n\nNo reminders on Friday.\n\n1 event:\n\n- **Dentist** · Friday, 10:00',
    },
  ]
  const then = async (text: string) =>
    (await understand({ text, history, ...at, allSorts: true })).requests.map(({ skill, input }) => ({ skill, input }))
  expect(await then('and on saturday?')).toEqual(all('2026-11-28'))
  expect(await then('delete the first one')).toEqual([{ skill: 'calendar.delete', input: { id: 'Dentist' } }])
})

test.each(['which tasks have no date?', 'tasks without a due date', 'what tasks have no deadline', 'show me the undated tasks'])(
  'what has no date is a sort of its own: %s',
  async text => {
    expect(await hear(text)).toEqual([{ skill: 'tasks.list', input: { filter: 'undated' } }])
  },
)

test.each([
  ['create a task to draft the PRD, tag it ward', task('draft the PRD', { labels: ['ward'] })],
  ['add a task call Bob, label it ward', task('call Bob', { labels: ['ward'] })],
])('what is told of a thing as it is made names nothing that is there: %s', async (text, meant) => {
  expect(await hear(text)).toEqual([meant])
})
