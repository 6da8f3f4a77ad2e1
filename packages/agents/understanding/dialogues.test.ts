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
    'remove Tom': [['calendar.update', { id: 'calendar1', people: ['Lena', 'Kim'] }]],
    "Kim can't come": [['calendar.update', { id: 'calendar1', people: ['Lena'] }]],
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
  'small talk is answered, and nothing is done': {
    'how are you': /^Fine, thank you/,
    'are you a robot': /^A program on your own machine/,
    'tell me a joke': /^I am no good at that/,
    'what time is it': /^It is 10:00 \(Europe\/Berlin\)\.$/,
    'what day is it tomorrow': /^Tomorrow is Thursday, 26 November 2026\.$/,
    'why is the sky blue': /^I do not know that\./,
    'add task buy milk': [['tasks.create', { title: 'buy milk' }]],
    'thanks, youre great': /^Thank you\.$/,
    'you are useless': /^Sorry\. Tell me in other words/,
    'oops wrong one': /^Sorry\. Say “undo”/,
    'are you there?': /^I am here\./,
    'remind me about it at 6': [['reminders.create', { title: 'buy milk', due: '2026-11-25T18:00' }]],
    'what was that?': [['reminders.get', { id: 'reminders1' }]],
  },
  'one of several': {
    'remind me tomorrow at 8 to take out the bins': [['reminders.create', { title: 'take out the bins', due: '2026-11-26T08:00' }]],
    'cancel the second one': /^Which one do you mean\? Please say what it is called\.$/,
    'remind me friday at 9 to call mum': [['reminders.create', { title: 'call mum', due: '2026-11-27T09:00' }]],
    'move the other one to 10': [['reminders.update', { id: 'reminders1', due: '2026-11-26T10:00' }]],
    'and the other one too': [['reminders.update', { id: 'reminders2', due: '2026-11-27T10:00' }]],
    'which reminders do i have?': [['reminders.list', {}]],
    'delete the seventh': /^Which one do you mean\?/,
    'cancel the third one': /^Which one do you mean\? There are “take out the bins”, “call mum”\.$/,
    'move the first one to friday and the second to saturday': [
      ['reminders.update', { id: 'reminders1', due: '2026-11-27' }],
      ['reminders.update', { id: 'reminders2', due: '2026-11-28' }],
    ],
  },
  'what points back names nothing new': {
    'add task buy milk': [['tasks.create', { title: 'buy milk' }]],
    'skip tomorrow': /^What should I do with “buy milk”\?/,
    'assign the second one to me': /^Which one do you mean\?/,
    'delete all three': /^Which one do you mean\?/,
    'remind me': /^What should I remind you of\?$/,
    'delete it': [['tasks.delete', { id: 'tasks1' }]],
  },
  'what is missing is given bit by bit': {
    'can you remind me': /^What should I remind you of\?$/,
    tomorrow: /^What should I remind you of\?$/,
    'call the bank': [['reminders.create', { title: 'call the bank', due: '2026-11-26' }]],
    'actually at 10': [['reminders.update', { id: 'reminders1', due: '2026-11-26T10:00' }]],
  },
  'what repeats on one day moves to another': {
    'every friday at 5pm remind me to send the report': [
      ['reminders.create', { title: 'send the report', due: '2026-11-27T17:00', rrule: 'FREQ=WEEKLY;BYDAY=FR' }],
    ],
    'change it to thursday': [['reminders.update', { id: 'reminders1', due: '2026-11-26', rrule: 'FREQ=WEEKLY;BYDAY=TH' }]],
  },
  'several in a list keep their places': {
    'add tasks: paint fence, fix gate, mow lawn': [
      ['tasks.create', { title: 'paint fence' }],
      ['tasks.create', { title: 'fix gate' }],
      ['tasks.create', { title: 'mow lawn' }],
    ],
    'move the first one to friday and the second to saturday': [
      ['tasks.update', { id: 'tasks1', due: '2026-11-27' }],
      ['tasks.update', { id: 'tasks2', due: '2026-11-28' }],
    ],
    'the third one is high priority': [['tasks.update', { id: 'tasks3', priority: 'high' }]],
    'remind me to return the other one at 5': [['reminders.create', { title: 'return the other one', due: '2026-11-25T17:00' }]],
  },
  'all but one, and what is to be done by a day is not done': {
    'add 3 tasks: wash car, clean garage and fix bike': [
      ['tasks.create', { title: 'wash car' }],
      ['tasks.create', { title: 'clean garage' }],
      ['tasks.create', { title: 'fix bike' }],
    ],
    'the second one needs to be done by sunday': [['tasks.update', { id: 'tasks2', due: '2026-11-29' }]],
    'mark them all as done except the bike': [
      ['tasks.complete', { id: 'tasks1' }],
      ['tasks.complete', { id: 'tasks2' }],
    ],
    'mark them all as done except the boat': /^Which one should I leave out\?/,
  },
  'a time alone, an hour alone, a question alone': {
    'add task call dave': [['tasks.create', { title: 'call dave' }]],
    'when?': [['tasks.get', { id: 'tasks1' }]],
    'tomorrow afternoon': [['tasks.update', { id: 'tasks1', due: '2026-11-26T15:00' }]],
    'thanks mate': /^You are welcome\.$/,
    'ok then 11': [['tasks.update', { id: 'tasks1', due: '2026-11-26T11:00' }]],
    'no 5': [['tasks.update', { id: 'tasks1', due: '2026-11-26T17:00' }]],
    'what was the last thing i asked you to do': [['tasks.get', { id: 'tasks1' }]],
  },
  'before what was spoken of, whatever was asked between': {
    "I have a doctor's appointment next wednesday at 4": [
      ['calendar.create', { title: "doctor's appointment", start: '2026-12-02T16:00' }],
    ],
    'when is it?': [['calendar.get', { id: 'calendar1' }]],
    'ok remind me the day before': [['reminders.create', { title: "doctor's appointment", due: '2026-12-01T16:00' }]],
  },
  'the day before, at an hour': {
    'add a task file the permit by friday': [['tasks.create', { title: 'file the permit', due: '2026-11-27' }]],
    'set a reminder for it the day before at 9': [['reminders.create', { title: 'file the permit', due: '2026-11-26T09:00' }]],
  },
  'nobody is called “move”, and where it is is no person': {
    'put dentist on thursday at 3': [['calendar.create', { title: 'dentist', start: '2026-11-26T15:00' }]],
    'remind me an hour before': [['reminders.create', { title: 'dentist', due: '2026-11-26T14:00' }]],
    'did you move the dentist too?': [['reminders.get', { id: 'reminders1' }]],
    'move it to friday same time': [['reminders.update', { id: 'reminders1', due: '2026-11-27' }]],
    'thank u so much!!': /^You are welcome\.$/,
  },
  'nobody is called “same”': {
    'and the water bill': /create a task “water bill”\?/,
    'same but for the 5th': [['tasks.create', { title: 'water bill', due: '2026-12-05' }]],
  },
  'a line is added, not put in place of the rest': {
    'note: paint colours are sage and cream': [['notes.create', { body: 'paint colours are sage and cream' }]],
    'add to that note: no white': [['notes.update', { id: 'notes1', append: 'no white' }]],
    'add to it: maybe green and blue': [['notes.update', { id: 'notes1', append: 'maybe green and blue' }]],
    'append that Tom has the brushes': [['notes.update', { id: 'notes1', append: 'Tom has the brushes' }]],
    tyvm: /^You are welcome\.$/,
    'make a task to buy the paint by saturday': [['tasks.create', { title: 'buy the paint', due: '2026-11-28' }]],
    'for Tom': [['tasks.update', { id: 'tasks1', assignee: 'Tom' }]],
    'actually give it to me': [['tasks.update', { id: 'tasks1', assignee: 'me' }]],
    done: [['tasks.complete', { id: 'tasks1' }]],
  },
  'a bare hour is in the half of the day the thing is in': {
    'remind me to water the plants every day at 7pm': [
      ['reminders.create', { title: 'water the plants', due: '2026-11-25T19:00', rrule: 'FREQ=DAILY' }],
    ],
    'what time is it set for?': [['reminders.get', { id: 'reminders1' }]],
    'make it 8': [['reminders.update', { id: 'reminders1', due: '2026-11-25T20:00' }]],
  },
}

// Each reads several requests in turn: seconds, and more on a busy machine.
describe('a conversation', { timeout: 60_000 }, () => {
  for (const [name, dialogue] of Object.entries(dialogues)) test(name, async () => expect(await held(dialogue)).toEqual(dialogue))
})
