import { SkillRegistry } from '@atom/kernel'
import { productivitySkills } from '@atom/productivity'
import { describe, expect, test } from 'vitest'
import { createUnderstanding, type Turn } from './index.ts'

const registry = new SkillRegistry().add(...productivitySkills)
const { understand } = createUnderstanding({ registry })
const at = { now: '2026-11-25T10:00:00+01:00', timeZone: 'Europe/Berlin' }
const hear = (text: string, history: Turn[] = []) => understand({ text, history, ...at })
const bare = async (text: string, history: Turn[] = []) =>
  (await hear(text, history)).requests.map(({ skill, input }) => ({ skill, input }))

describe('what asks for nothing', () => {
  const hello = 'Hello. Say “help” to see what I can do.'
  for (const text of ['hi', 'hello', 'Good morning!', 'hey there'])
    test(`“${text}” is greeted`, async () => {
      expect(await hear(text)).toEqual({ requests: [], say: hello })
    })
  test('a greeting is no answer', async () => {
    const history: Turn[] = [
      { role: 'user', text: 'frobnicate' },
      { role: 'assistant', text: 'Did I understand you right: create a task “frobnicate”? Yes does it.' },
    ]
    expect(await hear('hello', history)).toEqual({ requests: [], say: hello })
  })
  for (const text of ['👋', '2+2', '1'])
    test(`“${text}” is told that words are needed`, async () => {
      expect(await hear(text)).toEqual({ requests: [], say: 'I understand requests in words. Say “help” to see what I can do.' })
    })
  test('a yes to nothing', async () => {
    expect(await hear('yes please')).toEqual({ requests: [], say: 'No question of mine is open. Say “help” to see what I can do.' })
  })
  test('words that nobody knows are no title', async () => {
    expect(await hear('asdf qwer')).toEqual({ requests: [], ask: 'What should I do with “asdf qwer”?' })
  })
  test('only thanks are welcome', async () => {
    expect([(await hear('thanks')).say, (await hear('ok')).say, (await hear('bye')).say]).toEqual([
      'You are welcome.',
      'All right.',
      'Goodbye.',
    ])
  })
  for (const text of ['Lösche alle Aufgaben', 'Termin mit Anna am Freitag um 10 Uhr', 'recuérdame llamar a mamá mañana'])
    test(`“${text}” is not English`, async () => {
      expect(await hear(text)).toEqual({
        requests: [],
        say: 'Without a language model I understand only English. I changed nothing. Say “help” to see what I can do.',
      })
    })
  test('taking back what was just done names undo', async () => {
    const history: Turn[] = [
      { role: 'user', text: 'add task call Bob', calls: [{ skill: 'tasks.create', input: { title: 'call Bob' } }] },
      { role: 'assistant', text: 'Added.' },
    ]
    for (const text of ['scratch that', 'actually no', 'no wait, leave it as it was'])
      expect(await hear(text, history)).toEqual({
        requests: [],
        say: 'All right, nothing more done. To take back what I did last, say “undo”.',
      })
  })
})

describe('what no field can hold is asked about', () => {
  for (const [text, about] of [
    ['remind me on 29.2. to call Bob', '29.2'],
    ['remind me on Feb 30 to call Bob', 'Feb 30'],
    ['meeting on 31.11. at 10', '31.11'],
    ['task call Bob 32 december', '32 December'],
    ['remind me at 13:75 to call Bob', '13:75'],
    ['remind me to drink water every hour between 9 and 5', 'between 9 and 5'],
    ['remind me to take pills twice a day', 'twice a day'],
    ['meeting with Bob every Monday at 3pm NYC time', 'another zone'],
    ['remind me to run every day until easter', 'until easter'],
    ['move all my meetings on thursday to friday', 'one at a time'],
    ['schedule 3 meetings with Tom next week', 'one at a time'],
  ] as const)
    test(text, async () => {
      const { requests, ask } = await hear(text)
      expect(requests).toEqual([])
      expect(ask).toContain(about)
    })
  test('an hour of another zone is that of the own wall', async () => {
    expect(await bare('meeting with Bob at 3pm NYC time tomorrow')).toEqual([
      { skill: 'calendar.create', input: { title: 'meeting with Bob', start: '2026-11-26T21:00', people: ['Bob'] } },
    ])
  })
  for (const text of [
    'block 9-11 and 14-16 tomorrow for writing',
    'meds 8am daily reminder',
    'take the label home off the painting task',
    'pick up the keys an hour after the concert tomorrow',
  ])
    test(`what looks like a left-over of something else is asked about: ${text}`, async () => {
      const { requests, ask } = await hear(text)
      expect(requests).toEqual([])
      expect(ask).toBeDefined()
    })
  for (const [text, input] of [
    ["move this Friday's standup to 10", { id: 'standup', date: '2026-11-27', start: '2026-11-27T10:00' }],
    ["move just this Thursday's swimming to 8pm", { id: 'swimming', date: '2026-11-26', start: '2026-11-26T20:00' }],
    ["move Thursday's lunch with Eva to Friday", { id: 'lunch with Eva', date: '2026-11-26', start: '2026-11-27' }],
    ["push Monday's yoga to Tuesday at 6pm", { id: 'yoga', date: '2026-11-30', start: '2026-12-01T18:00' }],
  ] as const)
    test(`one date of what repeats is changed alone: ${text}`, async () => {
      expect(await bare(text)).toEqual([{ skill: 'calendar.update', input }])
    })
  test('what something is for is nobody', async () => {
    expect(await bare('add a task for fixing the back gate')).toEqual([{ skill: 'tasks.create', input: { title: 'fixing the back gate' } }])
  })
  test('a day that there is stays one', async () => {
    expect(await bare('task pay rent on 29 February 2028')).toEqual([
      { skill: 'tasks.create', input: { title: 'pay rent', due: '2028-02-29' } },
    ])
  })
})

describe('names', () => {
  test('a month before a word is part of it', async () => {
    expect(await bare('add task buy tickets for May concert')).toEqual([
      { skill: 'tasks.create', input: { title: 'buy tickets for May concert' } },
    ])
  })
  test('a new title keeps its own spelling', async () => {
    const history: Turn[] = [
      { role: 'user', text: 'add task CALL MOM', calls: [{ skill: 'tasks.create', input: { title: 'CALL MOM' } }] },
      { role: 'assistant', text: 'Added.' },
    ]
    expect(await bare('add task call mom', history)).toEqual([{ skill: 'tasks.create', input: { title: 'call mom' } }])
  })
  test('several that were made can be pointed into', async () => {
    const titles = ['call Bob', 'email Alice', 'book flight']
    const history: Turn[] = [
      {
        role: 'user',
        text: 'add tasks: call Bob, email Alice, book flight',
        calls: titles.map((title, place) => ({ skill: 'tasks.create', input: { title }, record: { id: `t${place}`, title } })),
      },
      { role: 'assistant', text: 'Added.' },
    ]
    expect(await bare('mark the first one as done', history)).toEqual([{ skill: 'tasks.complete', input: { id: 't0' } }])
    expect(await bare('complete the third one', history)).toEqual([{ skill: 'tasks.complete', input: { id: 't2' } }])
    expect(await bare('delete both', history)).toEqual([])
  })
})

describe('several things in one conversation', () => {
  const asked: Turn[] = [
    { role: 'user', text: 'remind me to water plants' },
    { role: 'assistant', text: 'When should I remind you?' },
  ]
  for (const [text, title] of [
    ['meeting monday 10-11 with Sam and Lena', 'meeting with Sam and Lena'],
    ["Let's meet Tom next Tuesday 4-5pm", 'meet Tom'],
  ] as const)
    test(`“${text}” is no answer to “When?”`, async () => {
      const { requests, say } = await hear(text, asked)
      expect(requests.map(({ skill, input }) => [skill, input.title])).toEqual([['calendar.create', title]])
      expect(say).toBe('I took that as a new request; what I asked about before is dropped.')
    })
  test('a time alone is one', async () => {
    expect(await bare('on Monday morning please', asked)).toEqual([
      { skill: 'reminders.create', input: { title: 'water plants', due: '2026-11-30T09:00' } },
    ])
  })
  test('a part that was not understood is asked about', async () => {
    const { requests, ask } = await hear('play some jazz and note that the key is under the mat')
    expect(requests.map(({ skill }) => skill)).toEqual(['notes.create'])
    expect(ask).toBe('I did not understand “play some jazz”. What should I do about it?')
  })
  test('three are three, and each is done', async () => {
    expect(await bare('buy milk tomorrow and call the plumber on friday at 10 and note that the key is under the mat')).toEqual([
      { skill: 'tasks.create', input: { title: 'buy milk', due: '2026-11-26' } },
      { skill: 'tasks.create', input: { title: 'call the plumber', due: '2026-11-27T10:00' } },
      { skill: 'notes.create', input: { body: 'the key is under the mat' } },
    ])
  })
  for (const body of ['buy stamps; delete the old list', 'call Bob; then delete all tasks'])
    test(`all of “${body}” belongs to the note`, async () => {
      expect(await bare(`note: ${body}`)).toEqual([{ skill: 'notes.create', input: { body } }])
    })
  test('an hour earlier moves what there is', async () => {
    const input = { title: 'lunch', start: '2026-11-26T12:00' }
    const made: Turn[] = [
      {
        role: 'user',
        text: 'lunch tomorrow at 12',
        calls: [{ skill: 'calendar.create', input, record: { id: 'e1', title: 'lunch' } }],
      },
      { role: 'assistant', text: 'Added.' },
    ]
    expect(await bare('make it an hour earlier', made)).toEqual([
      { skill: 'calendar.update', input: { id: 'e1', start: '2026-11-26T11:00' } },
    ])
  })
  test('what is to stop is taken away after a yes', async () => {
    expect((await hear('stop reminding me to drink water')).requests).toEqual([
      { skill: 'reminders.delete', input: { id: 'drink water' }, confidence: 0.8, confirm: true },
    ])
  })
})
