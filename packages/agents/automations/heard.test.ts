import { EventBus } from '@atom/events'
import { SkillRegistry, systemClock } from '@atom/kernel'
import { productivityEvents, productivitySkills } from '@atom/productivity'
import { createWorkflows, type WorkflowDeps } from '@atom/workflows'
import { describe, expect, test } from 'vitest'
import { createUnderstanding } from '../understanding/index.ts'
import { heardAsAutomation } from './heard.ts'
import { readSentence } from './read-sentence.ts'

const registry = new SkillRegistry().add(...productivitySkills)
const engine = createWorkflows({
  registry,
  clock: systemClock,
  events: new EventBus(),
  eventKinds: productivityEvents,
  vault: { derive: () => Buffer.alloc(32) },
} as unknown as WorkflowDeps)
registry.add(...engine.skills)
const understanding = createUnderstanding({ registry })
const deps = { understanding, events: () => engine.events, types: engine.types, proposes: 'propose' }
const around = {
  now: new Date('2026-11-24T10:00:00Z'),
  timeZone: 'UTC',
  names: { person: ['Sam', 'Dana', 'Lee'], project: ['Office'] },
  skills: registry.shared,
}

const hear = async (text: string) => heardAsAutomation(deps, text, await understanding.understand({ text, ...around, history: [] }), around)
/** The steps in order, those inside a loop behind it: `if steps.l.output > 2`. */
async function steps(text: string): Promise<string[]> {
  const sentence = await readSentence(deps, text, around)
  if ('ask' in sentence) return [`asks: ${sentence.ask}`]
  const said = (nodes: { type: string; graph?: unknown; [field: string]: unknown }[]): string[] =>
    nodes.flatMap(node => [
      node.type === 'skill' ? String(node.skill) : node.type,
      ...(node.graph ? said((node.graph as { nodes: typeof nodes }).nodes) : []),
    ])
  return said(sentence.graph.nodes)
}

describe('what begins as an automation and cannot be read to its end is asked about, never done at once in part', () => {
  test.each([
    ['every Tuesday and Thursday at 11 create a task to water the plants unless there is already one', 'there is already one'],
    ['when a task is 3 days overdue, tell me', 'a task is 3 days overdue'],
    ['whenever a contact from Acme is added, create a task to send them the price list', 'a contact from Acme is added'],
    ['when a task is created, assign it to Sam or else congratulate the aardvark', 'congratulate the aardvark'],
    ['every Friday list the tasks finished today and save them as a note', 'finished today'],
  ])('%s', async (text, about) => {
    const heard = await hear(text)
    expect(heard?.requests).toEqual([])
    expect(heard?.ask).toContain(about)
  })
})

test.each([
  [
    'every Friday at 4pm list the completed tasks and after Sam okays it, delete them all',
    ['tasks.list', 'approval', 'forEach', 'tasks.delete'],
  ],
  ['every hour, check my overdue tasks and if there are more than 2, let me know', ['tasks.list', 'if', 'reminders.create']],
  ['each evening at 7, if there are any events tomorrow, remind me at 8pm to prepare', ['calendar.list', 'if', 'reminders.create']],
  ['automatically tag every new task as inbox', ['tasks.update']],
  ['when a task gets created with the label bug, assign it to Sam, otherwise assign it to Lee', ['if', 'tasks.update', 'tasks.update']],
  [
    'whenever a task is added, wait a week and if it is still open delete it, but ask me first',
    ['wait', 'tasks.get', 'if', 'approval', 'tasks.delete'],
  ],
  [
    'every 30 minutes fetch https://status.example.com/api and if the status is not 200 tell me',
    ['http.request', 'if', 'reminders.create'],
  ],
  ['when a task is created, wait 30 seconds and then tag it seen', ['wait', 'tasks.update']],
  ['make a note of my overdue tasks every morning at 7, unless there are none', ['tasks.list', 'if', 'notes.create']],
])('%s', async (text, meant) => {
  expect(await steps(text)).toEqual(meant)
})

test('“this week” is that of the run, whichever day it runs on', async () => {
  const sentence = await readSentence(deps, 'every Monday at 9 list the tasks due this week and make a note of them', around)
  const list = 'graph' in sentence ? sentence.graph.nodes[0]?.input : undefined
  expect(list).toEqual({
    dueFrom: "{{ $fromMillis($toMillis($now()) + (1 - $number($now('[F0]'))) * 86400000, '[Y0001]-[M01]-[D01]') }}",
    dueTo: "{{ $fromMillis($toMillis($now()) + ((14 - $number($now('[F0]'))) % 7) * 86400000, '[Y0001]-[M01]-[D01]') }}",
  })
})

test('what waits in a loop waits for all of them at once, and who is asked reads what about', async () => {
  const said = await readSentence(
    deps,
    'every Friday list my overdue tasks and for each of them wait a day, then ask me before deleting it',
    around,
  )
  const [, loop] = 'graph' in said ? said.graph.nodes : []
  expect(loop).toMatchObject({ type: 'forEach', concurrency: 100 })
  expect((loop as { graph?: { nodes: object[] } } | undefined)?.graph?.nodes).toMatchObject([
    { type: 'wait', duration: '1d' },
    { type: 'approval', question: 'Deleting “{{ item.title }}”?' },
    { skill: 'tasks.delete' },
  ])
})

test('what a skill repeats by itself stays with it', async () => {
  expect(await hear('remind me every Monday at 9 to send the report')).toBeUndefined()
  expect(await hear('on Mondays and Fridays at 7am add a task to go running')).toBeUndefined()
  expect(await hear('every Friday remind me to put the bins out')).toBeUndefined()
  expect(await hear('set up a weekly sync with Lee on Thursdays at 2pm')).toBeUndefined()
  expect((await hear('every Monday at 9 create a task Plan the week due Friday'))?.requests).toMatchObject([{ skill: 'propose' }])
})

test('what is dictated is no automation, whatever it says', async () => {
  expect(await hear('note: opening hours 9 to 5 on weekdays')).toBeUndefined()
  expect(await hear('note that we do not deliver on Sundays')).toBeUndefined()
  expect(await hear('whenever you get a second, add a task to mop the floor')).toBeUndefined()
})

test('“assigned to” hears who a task is made for as well as who it is given to', async () => {
  const said = await readSentence(deps, 'when a task is assigned to Dana, make a note of it', around)
  expect('graph' in said && said.graph.trigger).toEqual({
    type: 'event',
    name: 'task.assigned',
    where: "{{ event.record.assignee = 'Dana' }}",
  })
})
