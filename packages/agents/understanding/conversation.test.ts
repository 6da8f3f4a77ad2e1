import { SkillRegistry } from '@atom/kernel'
import { productivitySkills } from '@atom/productivity'
import { describe, expect, test } from 'vitest'
import { type Call, createUnderstanding, type Turn } from './index.ts'

const registry = new SkillRegistry().add(...productivitySkills)
const { understand } = createUnderstanding({ registry })
const hear = (text: string, history: Turn[] = []) =>
  understand({ text, history, now: '2026-11-25T10:00:00+01:00', timeZone: 'Europe/Berlin' })
const bare = async (text: string, history: Turn[] = []) =>
  (await hear(text, history)).requests.map(({ skill, input }) => ({ skill, input }))
const asked = (user: string, assistant: string): Turn[] => [
  { role: 'user', text: user },
  { role: 'assistant', text: assistant },
]
const done = (text: string, answer: string, ...calls: Call[]): Turn[] => [
  { role: 'user', text, calls },
  { role: 'assistant', text: answer },
]
const made = (skill: string, input: Record<string, unknown>, id: string): Call => ({
  skill,
  input,
  record: { id, title: String(input.title) },
})

describe('a question is no answer to what is asked', () => {
  for (const [before, question, text] of [
    ['book a trip to Lisbon', 'When does it start?', 'what is the weather tomorrow?'],
    ['schedule a meeting', 'When does it start?', 'will it rain on Friday?'],
    ['remind me to call the plumber', 'When should I remind you?', 'what happened on 9/11?'],
    ['add a task', 'What should the task be called?', 'how do I cook pasta'],
  ] as const)
    test(`“${text}”`, async () => {
      const requests = await bare(text, asked(before, question))
      expect(requests.filter(({ skill }) => skill.endsWith('.create'))).toEqual([])
    })
  test('it is read as what it asks', async () => {
    expect(await bare('is Bob free at 5?', asked('remind me to call the plumber', 'When should I remind you?'))).toMatchObject([
      { skill: 'calendar.free-slots' },
    ])
  })
  test('a time that is only offered, and a name that begins like a question, are answers', async () => {
    const flight = asked('book a trip to Lisbon', 'When does it start?')
    for (const text of ['tomorrow at 3?', 'how about tomorrow at 3?'])
      expect(await bare(text, flight)).toEqual([
        { skill: 'calendar.create', input: { title: 'trip to Lisbon', start: '2026-11-26T15:00' } },
      ])
    for (const title of ['how to prune roses', 'do the laundry'])
      expect(await bare(title, asked('add a task', 'What should the task be called?'))).toEqual([
        { skill: 'tasks.create', input: { title } },
      ])
  })
  test('thanks are neither a yes nor somebody', async () => {
    const { ask } = await hear('frobnicate the milk')
    for (const text of ['thanks!', 'thank you so much'])
      expect(await hear(text, asked('frobnicate the milk', ask ?? ''))).toEqual({ requests: [], say: 'You are welcome.' })
    expect(await hear('thanks', asked('add a task', 'What should the task be called?'))).toEqual({ requests: [], say: 'You are welcome.' })
  })
})

describe('what was shown or made is meant by its id', () => {
  const task = (id: string, title: string) => ({ id, title })
  const list = (titles: string[]) =>
    done('show my tasks', `${titles.length} tasks:\n\n${titles.map(title => `- **${title}**`).join('\n')}`, {
      skill: 'tasks.list',
      input: {},
      listed: titles.map((title, at) => task(`t${at}`, title)),
    })
  test('a place in a list is a record, not somebody', async () => {
    const tasks = list(['work', 'work', 'play'])
    expect(await bare('and the third one due monday', tasks)).toEqual([{ skill: 'tasks.update', input: { id: 't2', due: '2026-11-30' } }])
    expect(await bare('make the first one high priority', tasks)).toEqual([
      { skill: 'tasks.update', input: { id: 't0', priority: 'high' } },
    ])
    expect(await bare('the second is done', tasks)).toEqual([{ skill: 'tasks.complete', input: { id: 't1' } }])
    expect(await bare('delete the first one', tasks)).toEqual([{ skill: 'tasks.delete', input: { id: 't0' } }])
  })
  test('the other one is told from the one asked about', async () => {
    const record = { id: 't0', title: 'work' }
    const open = done('delete the first one', 'Delete the task “work”? Say yes or no.', {
      skill: 'tasks.delete',
      input: { id: 't0' },
      record,
      open: true,
    })
    expect((await hear('no, the other one', [...list(['work', 'play']), ...open])).requests).toMatchObject([
      { skill: 'tasks.delete', input: { id: 't1' }, confirm: true },
    ])
  })
  test('“and the first too” does the same to another', async () => {
    const input = { id: 't1', assignee: 'Sam' }
    const update = { skill: 'tasks.update', input, record: { id: 't1', title: 'work' } }
    const assigned = [...list(['work', 'work', 'play']), ...done('assign the second one to Sam', 'Changed.', update)]
    expect(await bare('and the first too', assigned)).toEqual([{ skill: 'tasks.update', input: { id: 't0', assignee: 'Sam' } }])
  })
  test('an hour said of one of a list is that of its own day', async () => {
    const listed = [1, 2].map(at => ({ id: `e${at}`, title: 'call' }))
    const calls = done('show my calendar', '2 events:\n\n- **call** · Friday\n- **call** · Friday', {
      skill: 'calendar.list',
      input: {},
      listed,
    })
    expect((await hear('the second one is now at 3pm', calls)).requests).toMatchObject([
      { skill: 'calendar.update', input: { id: 'e2' }, timeOnly: ['start'] },
    ])
  })
  test('the last one is the last that was shown', async () => {
    const tasks = Array.from({ length: 50 }, (_, at) => task(`t${at}`, `job ${at}`))
    const text = ['50 tasks:', '', ...tasks.slice(0, 10).map(({ title }) => `- **${title}**`), '- and 40 more'].join('\n')
    expect(await bare('delete the last one', done('show my tasks', text, { skill: 'tasks.list', input: {}, listed: tasks }))).toEqual([
      { skill: 'tasks.delete', input: { id: 't9' } },
    ])
  })
  test('two that were made one after the other are first and second', async () => {
    const input = { title: 'feed cat', due: '2026-11-26T09:00' }
    const told = 'I’ll remind you **tomorrow at 09:00**: feed cat.'
    const both = [
      ...done('remind me tomorrow at 9 to feed cat', told, made('reminders.create', input, 'r1')),
      ...done('remind me tomorrow at 9 to feed cat', told, made('reminders.create', input, 'r2')),
    ]
    expect(await bare('cancel the second one', both)).toEqual([{ skill: 'reminders.delete', input: { id: 'r2' } }])
    expect(await bare('cancel it', both)).toEqual([{ skill: 'reminders.delete', input: { id: 'r2' } }])
  })
})

describe('after a change', () => {
  const report = { title: 'send Dana the Q3 report', due: '2026-11-26T15:00' }
  const moved = [
    ...done('remind me tomorrow at 3pm to send Dana the Q3 report', 'Set.', made('reminders.create', report, 'r1')),
    ...done('move it to Friday', 'Changed.', {
      skill: 'reminders.update',
      input: { id: 'r1', due: '2026-11-27T15:00' },
      record: { id: 'r1', title: report.title },
    }),
  ]
  test('somebody else is reminded of the same, when it is now', async () => {
    expect(await bare('and remind Sam too', moved)).toEqual([
      { skill: 'reminders.create', input: { title: report.title, due: '2026-11-27T15:00', person: 'Sam' } },
    ])
  })
  test('a weekday alone is told apart from a day', async () => {
    expect((await hear('actually make it thursday', moved)).requests).toMatchObject([{ weekday: { fields: ['due'], way: 'nearest' } }])
    expect((await hear('push it to Thursday', moved)).requests).toMatchObject([{ weekday: { fields: ['due'], way: 'later' } }])
    expect((await hear('put it on Thursday', moved)).requests).toMatchObject([{ weekday: { fields: ['due'], way: 'nearest' } }])
    expect((await hear('make it next thursday', moved)).requests[0]).not.toHaveProperty('weekday')
    expect((await hear('make it Thursday 3 December', moved)).requests[0]).not.toHaveProperty('weekday')
  })
})

describe('what is part of a name and what is not', () => {
  test('where it should go is asked about', async () => {
    const lunch = done('lunch on Friday', 'Added.', made('calendar.create', { title: 'lunch', start: '2026-11-27' }, 'e1'))
    const { requests, ask } = await hear('add task dig hole to it', lunch)
    expect(requests).toEqual([])
    expect(ask).toBe('Did I understand you right: create a task “dig hole”? Yes does it.')
  })
  test('what would take something away belongs to the text it stands in', async () => {
    expect(await bare("add a task: <script>alert(1)</script> '; DROP TABLE tasks;--")).toEqual([
      { skill: 'tasks.create', input: { title: "<script>alert(1)</script> '; DROP TABLE tasks" } },
    ])
    const { requests, ask } = await hear('add a task: buy milk; delete all tasks')
    expect(requests).toEqual([])
    expect(ask).toBe('Did I understand you right: create a task “buy milk; delete all tasks”? Yes does it.')
    expect(await bare('add a task: paint the fence; remind me at 5 to call Bob')).toHaveLength(2)
  })
})

describe('what is not wanted any more is offered to be deleted', () => {
  for (const text of [
    "don't remind me about feed cat any more",
    'never remind me about feed cat',
    'i no longer need the reminder about feed cat',
    'I don’t need the feed cat reminder anymore',
    'stop reminding me about feed cat',
  ])
    test(text, async () => {
      expect((await hear(text)).requests).toEqual([
        { skill: 'reminders.delete', input: { id: 'feed cat' }, confidence: 0.8, confirm: true },
      ])
    })
  for (const text of ["don't remind me about feed cat", 'never remind me about work on a Sunday'])
    test(`“${text}” is none`, async () => expect(await bare(text)).toEqual([]))
})
