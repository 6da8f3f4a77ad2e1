import { SkillRegistry } from '@atom/kernel'
import { productivitySkills } from '@atom/productivity'
import { describe, expect, test } from 'vitest'
import { ActiveTurns } from '../chat/active-turns.ts'
import { agentSkills } from '../skills/index.ts'
import { type Call, createUnderstanding, type Turn } from './index.ts'

const registry = new SkillRegistry().add(...productivitySkills)
registry.add(...agentSkills({ registry, permission: { decide: async () => 'allow' }, turns: new ActiveTurns() }))
const { understand } = createUnderstanding({ registry })
/** A Wednesday. */
const at = { now: '2026-11-25T10:00:00+01:00', timeZone: 'Europe/Berlin' }

/** What a turn should come to: its calls as skill and input, or what is said or asked instead. */
type Expected = [skill: string, input: object][] | RegExp
type Dialogue = Record<string, Expected>

/** Carries out what was understood, as far as what is said next may speak of it. Records are `tasks1`, `tasks2` … in the order they were made. */
function aWorld() {
  const records = new Map<string, Record<string, unknown>>()
  const of = (family: string) =>
    [...records].filter(([id]) => id.startsWith(family)).map(([id, fields]) => ({ id, ...titled(fields), fields }))
  const titled = ({ title, name, body }: Record<string, unknown>) => ({ title: String(title ?? name ?? body) })
  return (skill: string, input: Record<string, unknown>, open: boolean): Call => {
    const [family = '', verb] = skill.split('.')
    const call = { skill, input, ...(open ? { open } : {}) }
    if (verb === 'list') return { ...call, listed: of(family) }
    const id = verb === 'create' ? `${family}${of(family).length + 1}` : String(input.id)
    if (verb === 'create') records.set(id, input)
    const before = records.get(id) ?? {}
    if (verb === 'update') {
      const { id: _, addPeople = [], addLabels = [], ...changes } = input
      const added = (field: string, more: unknown) =>
        (more as string[]).length > 0 ? { [field]: [...((before[field] as string[]) ?? []), ...(more as string[])] } : {}
      records.set(id, { ...before, ...changes, ...added('people', addPeople), ...added('labels', addLabels) })
    }
    const fields = records.get(id) ?? {}
    return { ...call, record: { id, ...titled(fields), fields } }
  }
}

/** Says one thing after the other; every turn is compared at once, so that a failure shows all of it. */
async function held(dialogue: Dialogue): Promise<unknown> {
  const call = aWorld()
  const history: Turn[] = []
  const came: Record<string, unknown> = {}
  for (const [text, expected] of Object.entries(dialogue)) {
    const { requests, ask, say } = await understand({ text, history, ...at })
    const calls = requests.map(({ skill, input, confirm }) => call(skill, input, confirm === true))
    const words = [...(say ? [say] : []), ...(ask ? [ask] : []), ...(calls.some(({ open }) => open) ? ['Delete it? Say yes or no.'] : [])]
    const asksBack = calls.length === 0 && ask !== undefined
    history.push({ role: 'user', text, ...(asksBack ? {} : { calls }) }, { role: 'assistant', text: words.join(' ') || 'Done.' })
    const said = calls.length === 0 ? (ask ?? say ?? '') : ''
    came[text] =
      expected instanceof RegExp
        ? expected.test(said)
          ? expected
          : said || requests.map(({ skill, input }) => [skill, input])
        : calls.length > 0
          ? requests.map(({ skill, input }) => [skill, input])
          : said
  }
  return came
}

const dialogues: Record<string, Dialogue> = {
  'an event, asked about and moved': {
    'lunch with Sam tomorrow at 12': [['calendar.create', { title: 'lunch with Sam', start: '2026-11-26T12:00', people: ['Sam'] }]],
    'who is coming to it?': [['calendar.get', { id: 'calendar1' }]],
    'make it 90 minutes': [['calendar.update', { id: 'calendar1', end: '2026-11-26T13:30' }]],
    'when is it?': [['calendar.get', { id: 'calendar1' }]],
    'push it back by half an hour': [['calendar.update', { id: 'calendar1', start: '2026-11-26T12:30' }]],
    'move it an hour later': [['calendar.update', { id: 'calendar1', start: '2026-11-26T13:30' }]],
    'how long is it?': [['calendar.get', { id: 'calendar1' }]],
    'in room 5': [['calendar.update', { id: 'calendar1', location: 'room 5' }]],
    'can you make it weekly': [['calendar.update', { id: 'calendar1', rrule: 'FREQ=WEEKLY' }]],
    'invite Lena as well': [['calendar.update', { id: 'calendar1', addPeople: ['Lena'] }]],
  },
  'a question changes nothing': {
    'add tasks: paint fence, fix gate, mow lawn': [
      ['tasks.create', { title: 'paint fence' }],
      ['tasks.create', { title: 'fix gate' }],
      ['tasks.create', { title: 'mow lawn' }],
    ],
    'who is doing the gate?': [['tasks.get', { id: 'tasks2' }]],
    'give it to bob': [['tasks.update', { id: 'tasks2', assignee: 'bob' }]],
    'is it done?': [['tasks.get', { id: 'tasks2' }]],
    'is it urgent?': [['tasks.get', { id: 'tasks2' }]],
    'what did i just add?': [['tasks.get', { id: 'tasks2' }]],
  },
  'somebody, by their pronoun': {
    'add contact Lena Fox lena@fox.io': [['contacts.create', { name: 'Lena Fox', email: 'lena@fox.io' }]],
    'whats her email': [['contacts.get', { id: 'contacts1' }]],
    'her phone is 0171 555 010': [['contacts.update', { id: 'contacts1', phone: '0171 555 010' }]],
    'who is she': [['contacts.get', { id: 'contacts1' }]],
  },
  'who comes, and what is written on it': {
    'lunch with Sam tomorrow at 12': [['calendar.create', { title: 'lunch with Sam', start: '2026-11-26T12:00', people: ['Sam'] }]],
    'set the attendees to Sam': [['calendar.update', { id: 'calendar1', people: ['Sam'] }]],
    'make the guests Tom and Lena': [['calendar.update', { id: 'calendar1', people: ['Tom', 'Lena'] }]],
    'invite Kim as well': [['calendar.update', { id: 'calendar1', addPeople: ['Kim'] }]],
    'add a note to it: bring the file and call Sam': [['calendar.update', { id: 'calendar1', notes: 'bring the file and call Sam' }]],
    'and put a note on it: she likes tulips': [
      ['calendar.update', { id: 'calendar1', notes: 'bring the file and call Sam\nshe likes tulips' }],
    ],
    'add a note to it': /say it all in one sentence/,
    'show it': [['calendar.get', { id: 'calendar1' }]],
  },
  'labels, and a note that is asked for': {
    'add task call the plumber by friday': [['tasks.create', { title: 'call the plumber', due: '2026-11-27' }]],
    'tag it home and work': [['tasks.update', { id: 'tasks1', addLabels: ['home', 'work'] }]],
    'make the labels a and b': [['tasks.update', { id: 'tasks1', labels: ['a', 'b'] }]],
    'its tags are x, y': [['tasks.update', { id: 'tasks1', labels: ['x', 'y'] }]],
    'labels: garden': [['tasks.update', { id: 'tasks1', labels: ['garden'] }]],
    'actually make it urgent': [['tasks.update', { id: 'tasks1', priority: 'urgent' }]],
    'not Friday, Thursday': [['tasks.update', { id: 'tasks1', due: '2026-11-26' }]],
    'add a note to it': /^What should it say\?$/,
    'ask him about the boiler': [['tasks.update', { id: 'tasks1', notes: 'ask him about the boiler' }]],
    'ok its done': [['tasks.complete', { id: 'tasks1' }]],
  },
  'a bare hour is in the half of the day the thing is in': {
    'remind me to water the plants every day at 7pm': [
      ['reminders.create', { title: 'water the plants', due: '2026-11-25T19:00', rrule: 'FREQ=DAILY' }],
    ],
    'what time is it set for?': [['reminders.get', { id: 'reminders1' }]],
    'make it 8': [['reminders.update', { id: 'reminders1', due: '2026-11-25T20:00' }]],
  },
}

describe('a conversation', () => {
  for (const [name, dialogue] of Object.entries(dialogues)) test(name, async () => expect(await held(dialogue)).toEqual(dialogue))
})
