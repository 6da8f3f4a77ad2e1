import { choice, defineSkill, ref, SkillRegistry, title, when } from '@atom/kernel'
import { productivitySkills } from '@atom/productivity'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createUnderstanding, type Turn } from './index.ts'

const registry = new SkillRegistry().add(...productivitySkills)
const { understand } = createUnderstanding({ registry })
const at = { now: '2026-11-24T10:00:00+01:00', timeZone: 'Europe/Berlin' }
const hear = async (text: string, history: Turn[] = []) => understand({ text, history, ...at })
const requests = async (text: string, history: Turn[] = []) =>
  (await hear(text, history)).requests.map(({ skill, input, confirm }) => ({ skill, input, ...(confirm ? { confirm } : {}) }))
const said = (user: string, assistant: string): Turn[] => [
  { role: 'user', text: user },
  { role: 'assistant', text: assistant },
]

describe('one request', () => {
  test('remind me makes a reminder with a clean title, not a task', async () => {
    expect(await requests('remind me tomorrow at 3pm to send Dana the Q3 report')).toEqual([
      { skill: 'reminders.create', input: { title: 'send Dana the Q3 report', due: '2026-11-25T15:00' } },
    ])
  })

  test('a minute from now is a whole one', async () => {
    const { requests } = await understand({
      text: 'remind me in 1 minute to stretch',
      now: '2026-11-24T10:00:50+01:00',
      timeZone: at.timeZone,
    })
    expect(requests.map(({ input }) => input)).toEqual([{ title: 'stretch', due: '2026-11-24T10:02' }])
  })

  test('courtesies and typing errors change nothing', async () => {
    expect(await requests('could you pls remnid me tomorow at 9 to call the bank, thanks!')).toEqual([
      { skill: 'reminders.create', input: { title: 'call the bank', due: '2026-11-25T09:00' } },
    ])
  })

  test('a quick add takes label, priority and repetition out of the title', async () => {
    expect(await requests('todo: pay rent 1st of every month #home !high')).toEqual([
      {
        skill: 'tasks.create',
        input: { title: 'pay rent', due: '2026-12-01', rrule: 'FREQ=MONTHLY;BYMONTHDAY=1', labels: ['home'], priority: 'high' },
      },
    ])
  })

  test('a time inside a name stays in the name', async () => {
    expect(await requests('remind me tomorrow at 9 to prepare the Friday slides')).toEqual([
      { skill: 'reminders.create', input: { title: 'prepare the Friday slides', due: '2026-11-25T09:00' } },
    ])
  })

  test('a name that exists ends a sentence', async () => {
    const names = { person: ['Sam'], project: ['Office'] }
    const said = async (text: string) => (await understand({ text, names, ...at })).requests.map(({ skill, input }) => ({ skill, input }))
    expect(await said('show all tasks in Office')).toEqual([{ skill: 'tasks.list', input: { project: 'Office' } }])
    expect(await said('add task sweep to Office')).toEqual([{ skill: 'tasks.create', input: { title: 'sweep', project: 'Office' } }])
    expect(await said('lunch tomorrow at 12 with sam')).toMatchObject([{ skill: 'calendar.create', input: { people: ['sam'] } }])
    names.person.push('Zubin Patel', 'Rob Stone')
    expect(await said('zubins number')).toMatchObject([{ input: { query: 'zubin' } }])
  })

  test('a question is a read', async () => {
    expect(await requests('am I free tomorrow afternoon?')).toEqual([
      { skill: 'calendar.free-slots', input: { date: '2026-11-25', part: 'afternoon' } },
    ])
  })

  test('what cannot be taken back waits for a yes', async () => {
    expect(await requests('delete the task old flyers')).toEqual([{ skill: 'tasks.delete', input: { id: 'old flyers' }, confirm: true }])
  })
})

describe('every word has its place', () => {
  for (const text of [
    'make a sandwich',
    'start the car',
    'remind me tonight to pack and put the parade in the calendar for Sunday at 2pm',
    'set a reminder for 10 to 8 tomorrow morning to take the rolls out',
    'the staff meeting moved to room 210',
    'add a task to finish reading Saturday by Ian McEwan',
    'new task: Monday morning checklist',
    'new contact Lou Brandt, fone 555-0166',
    'rename the deck task to Back deck and set its priority to high',
    'remind me on Hogmanay at 8 to sing',
    'remind me twice a day to drink water',
  ])
    test(`“${text}” is asked about`, async () => {
      const { requests, ask } = await hear(text)
      expect(requests).toEqual([])
      expect(ask).toBeTruthy()
    })

  test.each([
    ['get tsks due today', 'tasks.list', { dueFrom: '2026-11-24', dueTo: '2026-11-24' }],
    ['get overdue taks', 'tasks.list', { filter: 'overdue' }],
    [
      'book club every first Tuesday at 7pm',
      'calendar.create',
      { title: 'book club', start: '2026-12-01T19:00', rrule: 'FREQ=MONTHLY;BYDAY=1TU' },
    ],
    ['invite Sam to the budget meeting', 'calendar.update', { id: 'budget meeting', addPeople: ['Sam'] }],
    ['the attendees of the budget meeting are Sam and Lee', 'calendar.update', { id: 'budget meeting', people: ['Sam', 'Lee'] }],
    ['tag the parking note with office', 'notes.update', { id: 'parking', addLabels: ['office'] }],
    ['change the labels of the rent task to home and money', 'tasks.update', { id: 'rent', labels: ['home', 'money'] }],
    ['extend the workshop to 5pm', 'calendar.update', { id: 'workshop', end: '2026-11-24T17:00' }],
    ['task oil change sat', 'tasks.create', { title: 'oil change', due: '2026-11-28' }],
    ['task: label the jars', 'tasks.create', { title: 'label the jars' }],
    ['mak a taks to fix the drawer', 'tasks.create', { title: 'fix the drawer' }],
    ['move the budget task to Monday and make it high priority', 'tasks.update', { id: 'budget', due: '2026-11-30', priority: 'high' }],
    ["remind me on New Year's Eve at 8pm to call Ana", 'reminders.create', { title: 'call Ana', due: '2026-12-31T20:00' }],
    ['remind me on the Fourth of July at 10 to call Ana', 'reminders.create', { title: 'call Ana', due: '2027-07-04T10:00' }],
    ['remind me every 4 hours to drink', 'reminders.create', { title: 'drink', due: '2026-11-24T14:00', rrule: 'FREQ=HOURLY;INTERVAL=4' }],
    ["save Henk's number 0172 555 0182", 'contacts.create', { name: 'Henk', phone: '0172 555 0182' }],
    ['bins reminder 8pm instead', 'reminders.update', { id: 'bins', due: '2026-11-24T20:00' }],
  ])('“%s”', async (text, skill, input) => {
    expect(await requests(text)).toEqual([{ skill, input }])
  })

  test('two names that are months have each their hour', async () => {
    expect(await requests('remind me to ring Pia at 3 and Jan at 4')).toEqual([
      { skill: 'reminders.create', input: { title: 'ring Pia', due: '2026-11-24T15:00' } },
      { skill: 'reminders.create', input: { title: 'ring Jan', due: '2026-11-24T16:00' } },
    ])
  })

  test('a name that is asked for may be announced', async () => {
    expect(await requests("it's called Budget sync", said('schedule something tomorrow at 10am', 'What is the event called?'))).toEqual([
      { skill: 'calendar.create', input: { title: 'Budget sync', start: '2026-11-25T10:00' } },
    ])
  })
})

describe('what must not write', () => {
  for (const text of [
    "don't remind me about the rent",
    'never mind',
    'please do not create a task for that',
    'order me a pizza',
    "what's the weather in Lisbon?",
    'qwe asdf zxcv',
    'thanks a lot',
  ])
    test(`“${text}” does nothing`, async () => {
      const { requests } = await hear(text)
      expect(requests.filter(request => request.skill.endsWith('.create') || request.skill.endsWith('.delete'))).toEqual([])
    })

  for (const text of ['remind me to call the dentist', 'add a task', 'move it to Friday', 'delete the task', 'buy milk'])
    test(`“${text}” is asked about`, async () => {
      const { requests, ask } = await hear(text)
      expect(requests).toEqual([])
      expect(ask).toMatch(/\?/)
    })
})

describe('two requests', () => {
  test('are told apart from a title that holds an and', async () => {
    expect(await requests('add a task to buy milk and eggs')).toEqual([{ skill: 'tasks.create', input: { title: 'buy milk and eggs' } }])
    expect(await requests('remind me tomorrow at 8 to feed the cat and add a task to buy cat litter')).toEqual([
      { skill: 'reminders.create', input: { title: 'feed the cat', due: '2026-11-25T08:00' } },
      { skill: 'tasks.create', input: { title: 'buy cat litter' } },
    ])
  })

  test('may share their head', async () => {
    expect(await requests('remind me at 5pm to call Ola and at 6pm to start dinner')).toEqual([
      { skill: 'reminders.create', input: { title: 'call Ola', due: '2026-11-24T17:00' } },
      { skill: 'reminders.create', input: { title: 'start dinner', due: '2026-11-24T18:00' } },
    ])
  })
})

describe('a conversation', () => {
  const reminded = said(
    'remind me tomorrow at 3pm to send Dana the Q3 report',
    'I’ll remind you tomorrow at 15:00: send Dana the Q3 report.',
  )

  test('it is what was spoken of last', async () => {
    expect(await requests('move it to Friday', reminded)).toEqual([
      { skill: 'reminders.update', input: { id: 'send Dana the Q3 report', due: '2026-11-27' } },
    ])
  })

  test('somebody else may be reminded too', async () => {
    expect(await requests('and remind Sam too', reminded)).toEqual([
      { skill: 'reminders.create', input: { title: 'send Dana the Q3 report', due: '2026-11-25T15:00', person: 'Sam' } },
    ])
  })

  test('an answer fills what was missing', async () => {
    expect(await requests('Friday at 9', said('remind me to call the insurance', 'When should I remind you?'))).toEqual([
      { skill: 'reminders.create', input: { title: 'call the insurance', due: '2026-11-27T09:00' } },
    ])
  })

  test('the second one is the second that was listed', async () => {
    expect(
      await requests('the second one is done', said("what's still open?", '2 tasks:\n\n- **Pay rent** · due Friday\n- **Call Jo**')),
    ).toEqual([{ skill: 'tasks.complete', input: { id: 'Call Jo' } }])
  })

  test('yes does it and no leaves it', async () => {
    const asked = said('delete the task old flyers', 'Delete tasks: “Old flyers”. Shall I? Say yes or no.')
    expect(await requests('yes', asked)).toEqual([{ skill: 'tasks.delete', input: { id: 'Old flyers' } }])
    expect(await requests('no, leave it', asked)).toEqual([])
  })

  test('calls that were made are referred to by their ids', async () => {
    const calls = [{ skill: 'tasks.create', input: { title: 'water plants' }, record: { id: 't1', title: 'water plants' } }]
    expect(await requests('make it urgent', [{ role: 'user', text: 'todo water plants', calls }])).toEqual([
      { skill: 'tasks.update', input: { id: 't1', priority: 'urgent' } },
    ])
  })
})

describe('a skill never seen before, with six examples', () => {
  const field = { name: title(), crop: ref('crop', { unknown: 'text', cues: ['with'] }), at: when({ cues: ['at', 'on'] }) }
  const sow = defineSkill({
    id: 'fields.sow',
    title: 'Sow a field',
    description: 'Sows a field.',
    effect: 'write',
    input: z.object({
      name: field.name,
      at: field.at.optional(),
      depth: choice(['shallow', 'deep'], { words: { deep: ['deeply'] } }).optional(),
    }),
    output: z.object({}),
    examples: [
      { say: 'sow the north field tomorrow', input: { name: 'north', at: '2026-11-25' } },
      { say: 'sow the river field on Friday at 7', input: { name: 'river', at: '2026-11-27T07:00' } },
      { say: 'plant out the hill field', input: { name: 'hill' } },
      { say: 'seed the east field deeply', input: { name: 'east', depth: 'deep' } },
      { say: 'get the barley field sown by Monday', input: { name: 'barley', at: '2026-11-30' } },
      { say: 'start sowing the old field', input: { name: 'old' } },
    ],
    synonyms: { verbs: ['seed', 'plant out'], nouns: ['field', 'acre'] },
    run: async () => ({}),
  })
  const wider = createUnderstanding({ registry: new SkillRegistry().add(...productivitySkills, sow) })
  const unseen: [string, Record<string, unknown>][] = [
    ['sow the south field', { name: 'south' }],
    ['please sow the mill field on Saturday', { name: 'mill', at: '2026-11-28' }],
    ['could you seed the long acre tomorrow at 6am?', { name: 'long', at: '2026-11-25T06:00' }],
    ['sow teh west feild deeply', { name: 'west', depth: 'deep' }],
    ['plant out the lower field next Monday', { name: 'lower', at: '2026-11-30' }],
    ['seed the church field', { name: 'church' }],
    ['sow the chapel field in 3 days', { name: 'chapel', at: '2026-11-27' }],
    ['I would like you to sow the bottom field', { name: 'bottom' }],
  ]

  test('is chosen and filled for at least seven of eight sentences nobody wrote down', async () => {
    let right = 0
    for (const [text, input] of unseen) {
      const { requests } = await wider.understand({ text, ...at })
      if (requests.length === 1 && requests[0]?.skill === 'fields.sow' && JSON.stringify(requests[0].input) === JSON.stringify(input))
        right++
      else if (
        requests.length === 1 &&
        requests[0]?.skill === 'fields.sow' &&
        Object.keys(input).every(key => requests[0]?.input[key] === input[key])
      )
        right++
    }
    expect(right).toBeGreaterThanOrEqual(7)
  })

  test('takes nothing from what was understood before', async () => {
    const { requests } = await wider.understand({ text: 'remind me tomorrow at 9 to sow the radishes', ...at })
    expect(requests[0]?.skill).toBe('reminders.create')
  })
})

test('a skill that joins later is understood at once', async () => {
  const growing = new SkillRegistry().add(...productivitySkills)
  const late = createUnderstanding({ registry: growing })
  expect((await late.understand({ text: 'ring the gong', ...at })).requests).toEqual([])
  growing.add(
    defineSkill({
      id: 'gong.ring',
      title: 'Ring the gong',
      description: 'Rings.',
      effect: 'write',
      input: z.object({}),
      output: z.object({}),
      examples: ['ring the gong', 'gong please', 'hit the gong', 'sound the gong', 'let the gong ring', 'strike the gong'],
      run: async () => ({}),
    }),
  )
  expect((await late.understand({ text: 'please ring the gong', ...at })).requests.map(request => request.skill)).toEqual(['gong.ring'])
})

describe('what was left unheard', () => {
  for (const text of [
    'remind me monday or tuesday to call Ana',
    'remind everyone except Tom about the party on Friday',
    'remind me yesterday to call mum',
    'remind me at 9am today to leave',
    'mark as done',
    'move the Hartley hearing back an hour',
    'any meetings with Priya next week?',
    'lunch',
    'tomorrow',
  ])
    test(`“${text}” writes nothing`, async () => {
      const { requests, ask } = await hear(text)
      const asks = !text.endsWith('?')
      expect(requests.filter(({ skill }) => !/\.(list|search|get)$/.test(skill))).toEqual([])
      if (asks) expect(ask).toMatch(/\S/)
    })

  test('is asked about with what was understood, and a yes does it', async () => {
    const { requests: none, ask } = await hear('Dana tomorrow')
    expect(none).toEqual([])
    expect(ask).toMatch(/^Did I understand you right: create a calendar event “Dana” \(start Wed 25 Nov\)\?/)
    expect(await requests('yes', said('Dana tomorrow', ask ?? ''))).toEqual([
      { skill: 'calendar.create', input: { title: 'Dana', start: '2026-11-25' } },
    ])
    expect(await requests('no', said('Dana tomorrow', ask ?? ''))).toEqual([])
  })

  test('a day that is denied is not the day', async () => {
    expect(await requests('remind me on friday, not thursday, to bring the forms')).toEqual([
      { skill: 'reminders.create', input: { title: 'bring the forms', due: '2026-11-27' } },
    ])
  })

  test('a repetition leaves out what is excepted', async () => {
    expect(await requests('remind me every weekday except Fridays at 8am to water the herbs')).toEqual([
      { skill: 'reminders.create', input: { title: 'water the herbs', due: '2026-11-25T08:00', rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH' } },
    ])
  })

  test('from one day to another is a move to the other', async () => {
    expect(await requests('move the dentist appointment from Thursday to Friday')).toEqual([
      { skill: 'calendar.update', input: { id: 'dentist appointment', start: '2026-11-27' } },
    ])
  })

  test('an hour before hangs on what was said before it', async () => {
    expect(await requests('create a meeting tomorrow at 3 with Sam and then remind me an hour before')).toEqual([
      { skill: 'calendar.create', input: { title: 'meeting with Sam', start: '2026-11-25T15:00', people: ['Sam'] } },
      { skill: 'reminders.create', input: { title: 'meeting with Sam', due: '2026-11-25T14:00' } },
    ])
  })

  test('a number after a short form ends no sentence', async () => {
    expect(await requests('add a task: review sec. 3 of the contract by Friday')).toEqual([
      { skill: 'tasks.create', input: { title: 'review sec. 3 of the contract', due: '2026-11-27' } },
    ])
  })

  test('@name is who is to do it', async () => {
    expect(await requests('add a task to proofread the flyer @Sam')).toEqual([
      { skill: 'tasks.create', input: { title: 'proofread the flyer', assignee: 'Sam' } },
    ])
  })

  test('what exists is changed and not made again', async () => {
    expect(
      await requests(
        'can you make the budget review high priority',
        said('add a task: budget review', 'Created the task “budget review”.'),
      ),
    ).toEqual([{ skill: 'tasks.update', input: { id: 'budget review', priority: 'high' } }])
  })
})

describe('what is told, denied or said in another order', () => {
  for (const [text, id] of [
    ['watered the plants', 'water the plants'],
    ["I've already paid the plumber", 'pay the plumber'],
    ['the car has been washed', 'car'],
    ['I got the gutters cleaned yesterday', 'gutters'],
  ] as const)
    test(`“${text}” is done`, async () => {
      expect(await requests(text)).toEqual([{ skill: 'tasks.complete', input: { id } }])
    })

  for (const text of ['I walked five miles yesterday', 'we talked for ages', 'played badly last night'])
    test(`“${text}” is only told`, async () => {
      expect(await requests(text)).toEqual([])
    })

  for (const text of [
    'nothing needs to be added to my list',
    'the gate task should not be assigned to Lena',
    'you must not delete the wifi note',
    'none of my tasks should be deleted',
  ])
    test(`“${text}” does nothing`, async () => {
      expect(await requests(text)).toEqual([])
    })

  test('a denied value is no value', async () => {
    const low = [{ skill: 'tasks.update', input: { id: 'gate', priority: 'low' } }]
    expect(await requests('the gate task is no longer high priority, make it low')).toEqual(low)
    expect(await requests('make the gate task low priority, not high')).toEqual(low)
    expect(await requests('the gate task is no longer urgent')).toEqual([])
    expect(await requests('assign the gate task to Lena instead of Omar')).toEqual([
      { skill: 'tasks.update', input: { id: 'gate', assignee: 'Lena' } },
    ])
  })

  test('the end of a split verb is no part of a name', async () => {
    expect(await requests('put the piano lesson off until Friday at 4')).toEqual([
      { skill: 'calendar.update', input: { id: 'piano lesson', start: '2026-11-27T16:00' } },
    ])
  })

  test('a new deadline in a second clause is that of the first', async () => {
    expect(await requests('the gate task will take longer, new deadline Monday')).toEqual([
      { skill: 'tasks.update', input: { id: 'gate', due: '2026-11-30' } },
    ])
  })

  test('six in the morning, and a weekday of a named month', async () => {
    expect(await requests('every morning at 6 remind me to stretch')).toEqual([
      { skill: 'reminders.create', input: { title: 'stretch', due: '2026-11-25T06:00', rrule: 'FREQ=DAILY' } },
    ])
    expect(await requests('add a task to file the VAT by the first Monday of March')).toEqual([
      { skill: 'tasks.create', input: { title: 'file the VAT', due: '2027-03-01' } },
    ])
  })

  test('a month may be somebody', async () => {
    expect(await requests('assign the gate task to April')).toEqual([{ skill: 'tasks.update', input: { id: 'gate', assignee: 'April' } }])
    expect(await requests('move the gate task to April')).toEqual([{ skill: 'tasks.update', input: { id: 'gate', due: '2027-04-01' } }])
  })

  test('what is said of the last record reaches it', async () => {
    const note = said('note: the shed code is 4411', 'Saved the note “the shed code is 4411”.')
    expect(await requests('add the new padlock to it', note)).toEqual([
      { skill: 'notes.update', input: { id: 'the shed code is 4411', append: 'the new padlock' } },
    ])
    const task = said('add a task to fix the gate by Friday', 'Added **fix the gate**, due Friday.')
    expect(await requests('tag it with Garden', task)).toEqual([
      { skill: 'tasks.update', input: { id: 'fix the gate', addLabels: ['Garden'] } },
    ])
    const rent = said('set the labels of the rent task to home', 'Which one?\n1. rent A\n2. rent B')
    expect(await requests('the first one', rent)).toEqual([{ skill: 'tasks.update', input: { id: 'rent A', labels: ['home'] } }])
    const event = said('game night on Saturday at 7pm with Dana', '**game night with Dana** is in your calendar: Saturday, 19:00–20:00.')
    expect(await requests('Farah is coming too', event)).toEqual([
      { skill: 'calendar.update', input: { id: 'game night with Dana', addPeople: ['Farah'] } },
    ])
    expect(await requests('make it urgent as well', task)).toEqual([
      { skill: 'tasks.update', input: { id: 'fix the gate', priority: 'urgent' } },
    ])
  })

  test('somebody who wants a poem wants a writer', async () => {
    for (const text of ['write me a short story about a dragon', 'create a poem for my wife']) expect(await requests(text)).toEqual([])
  })
})
