import { defineSkill } from '@atom/kernel'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { nodeTypes } from '../nodes/index.ts'
import { NodeTypes } from '../nodes/registry.ts'
import { checkDraft } from './check-draft.ts'

const task = z.object({ id: z.string(), title: z.string(), priority: z.string(), labels: z.array(z.string()) })
const made = { examples: [], run: async () => ({}) as never }
const skills = [
  defineSkill({ ...made, id: 'a.get', title: 'Get', description: '.', effect: 'read', input: z.object({}), output: task }),
  defineSkill({
    ...made,
    id: 'a.put',
    title: 'Put',
    description: '.',
    effect: 'write',
    input: z.object({ text: z.string() }),
    output: task,
  }),
  defineSkill({
    ...made,
    id: 'a.send',
    title: 'Send',
    description: '.',
    effect: 'write',
    reach: 'outside',
    input: z.object({ text: z.string() }),
    output: task,
  }),
]
const find = (id: string) => skills.find(one => one.id === id) as never
const unused = async (): Promise<never> => {
  throw new Error('not in this test')
}
const types = new NodeTypes().add(
  ...nodeTypes({ registry: { find, get: find } as never, invoke: unused, startChild: unused, followRun: unused }),
)
const check = (trigger: object, node: object) =>
  checkDraft(
    { trigger, nodes: [{ id: 'n', ...node }], edges: [{ from: 'trigger', to: 'n' }] },
    {
      types,
      skill: find,
      events: new Map([
        ['task.created', { name: 'task.created', title: 'A task was added', record: 'a.get', example: { id: '1', title: 'x' } }],
        ['task.deleted', { name: 'task.deleted', title: 'A task was deleted', example: { id: '1' } }],
      ]),
      variables: { names: new Set(['city', 'key']), secrets: new Set(['key']) },
      now: new Date('2026-11-25T12:00:00Z'),
      timeZone: 'UTC',
    },
  )
const manual = { type: 'manual' }
const set = (x: unknown) => ({ type: 'set', input: { x } })
const put = (text: string) => ({ type: 'skill', skill: 'a.put', input: { text } })
const nothing = { problems: [], warnings: [] }
const said = ({ problems, warnings }: ReturnType<typeof check>) => ({ problems, warnings })

describe('something that never happens', () => {
  test.each([
    ['task.create', 'There is task.created.'],
    ['task.lost', 'There is task.created, task.deleted.'],
    ['order.paid', 'Choose from the list of events.'],
  ])('%s starts nothing and is waited for in vain', (name, there) => {
    const message = `Nothing that happens here is called “${name}”. ${there}`
    expect(check({ type: 'event', name }, set(1)).problems).toEqual([{ node: 'trigger', field: 'name', message }])
    expect(check(manual, { type: 'wait', event: { name } }).problems).toEqual([{ node: 'n', field: 'event.name', message }])
  })

  test.each([
    [
      { rrule: 'FREQ=DAILY;UNTIL=20200101T000000Z' },
      '“FREQ=DAILY;UNTIL=20200101T000000Z” never comes again: its last time lies behind us.',
    ],
    [{ rrule: 'FREQ=DAILY;COUNT=3', start: '2026-11-20' }, '“FREQ=DAILY;COUNT=3” never comes again: its last time lies behind us.'],
    [{ rrule: 'FREQ=YEARLY;BYMONTH=13' }, 'BYMONTH of “FREQ=YEARLY;BYMONTH=13” goes from 1 to 12, and “13” is not among them.'],
    [
      { rrule: 'FREQ=YEARLY;BYYEARDAY=-367' },
      'BYYEARDAY of “FREQ=YEARLY;BYYEARDAY=-367” goes from 1 to 366, and “-367” is not among them.',
    ],
  ])('the schedule %j', (when, message) => {
    expect(check({ type: 'schedule', ...when }, set(1)).problems).toEqual([{ node: 'trigger', field: 'rrule', message }])
  })

  test('a schedule that begins today, or whose days count from the end, is right', () => {
    for (const rrule of ['FREQ=DAILY;COUNT=3', 'FREQ=MONTHLY;BYMONTHDAY=-1;BYHOUR=0'])
      expect(said(check({ type: 'schedule', rrule }, set(1)))).toEqual(nothing)
  })
})

test('a variable that is not there is a warning where it is named, unless it may be missing', () => {
  const message = 'There is no variable “nope” yet. Add it in the settings before this runs.'
  expect(said(check(manual, set({ y: '{{ vars.nope }} {{ vars.city }}' })))).toEqual({
    problems: [],
    warnings: [{ node: 'n', field: 'input.x.y', message }],
  })
  expect(said(check(manual, { type: 'if', condition: 'vars.nope = 1' })).warnings).toEqual([{ node: 'n', field: 'condition', message }])
  expect(said(check(manual, set('{{ vars.nope? }}')))).toEqual(nothing)
})

describe('what an event brings', () => {
  const created = { type: 'event', name: 'task.created' }

  test('a field its record never has is a problem, in a step, in the condition of the start and in that of a wait', () => {
    const message = 'The record of “A task was added” has no “prio” (event.record.prio). It has id, title, priority, labels.'
    expect(check(created, set('{{ event.record.prio }}')).problems).toEqual([{ node: 'n', field: 'input.x', message }])
    expect(check({ ...created, where: 'event.record.prio = 1' }, set(1)).problems).toEqual([{ node: 'trigger', field: 'where', message }])
    const wait = { type: 'wait', event: { name: 'task.created', where: 'event.record.prio = 1' } }
    expect(check(manual, wait).problems).toEqual([{ node: 'n', field: 'event.where', message }])
    expect(check(created, set('{{ event.data.record.Priority }}')).problems[0]?.message).toContain('Did you mean “priority”?')
  })

  test('a field beside it that is not known is a warning', () => {
    expect(said(check(created, set('{{ event.priority }}')))).toEqual({
      problems: [],
      warnings: [
        {
          node: 'n',
          field: 'input.x',
          message: '“A task was added” may not give “priority” (event.priority). Did you mean event.record.priority?',
        },
      ],
    })
  })

  test('what it has, and what may be missing, is let through', () => {
    for (const text of [
      'event.record.title',
      'event.title',
      'event.at',
      'event.data.id',
      'event',
      'event.record.prio?',
      'event.record.labels[0]',
    ])
      expect({ text, ...said(check(created, set(`{{ ${text} }}`))) }).toEqual({ text, ...nothing })
    const form = { type: 'manual', form: [{ name: 'city', type: 'text' }] }
    for (const text of ['event.city', 'event.input.city', 'event.town?'])
      expect({ text, ...said(check(form, set(`{{ ${text} }}`))) }).toEqual({ text, ...nothing })
    expect(said(check(manual, set('{{ event.anything }}')))).toEqual(nothing)
  })

  test('a field the form of a start does not have is a warning', () => {
    const form = { type: 'manual', form: [{ name: 'city', type: 'text' }] }
    const message = 'The form that starts it has no field “town”. It has city.'
    for (const text of ['{{ event.town }}', '{{ event.input.town }}'])
      expect(check(form, set(text)).warnings).toEqual([{ node: 'n', field: 'input.x', message }])
  })
})

test.each([
  ['return {', 'This is no JavaScript: it ends before everything that was opened is closed.'],
  ['const a = 1\nconst b = ;', "This is no JavaScript: Unexpected token ';' (line 2)."],
  ['return await input.x // fine', undefined],
])('the code %j is read when it is saved', (code, message) => {
  expect(check(manual, { type: 'code', code }).problems).toEqual(message ? [{ node: 'n', field: 'code', message }] : [])
})

test('a secret is refused where it would be written down, and taken where it is sent', () => {
  const message = 'This would write the secret “vars.key” where people can read it. Use it in the step that sends it.'
  expect(check(manual, put('Key: {{ vars.key }}')).problems).toEqual([{ node: 'n', field: 'input.text', message }])
  expect(check(manual, set({ y: '{{ vars.key }}' })).problems).toEqual([{ node: 'n', field: 'input.x.y', message }])
  expect(said(check(manual, put('{{ vars.city }}')))).toEqual(nothing)
  expect(said(check(manual, { ...put('{{ vars.key }}'), skill: 'a.send' }))).toEqual(nothing)
})
