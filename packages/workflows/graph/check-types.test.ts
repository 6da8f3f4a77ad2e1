import { defineSkill } from '@atom/kernel'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { nodeTypes } from '../nodes/index.ts'
import { NodeTypes } from '../nodes/registry.ts'
import { checkGraph } from './compile.ts'

const person = z.object({ name: z.string(), age: z.number().int().nullable() })
const skills = [
  defineSkill({
    id: 'a.get',
    title: 'Get it',
    description: 'Gets.',
    effect: 'read',
    input: z.object({}),
    output: z.object({
      id: z.string(),
      count: z.number(),
      who: person,
      items: z.array(person),
      extra: z.record(z.string(), z.unknown()),
      any: z.unknown(),
    }),
    examples: [],
    run: async () => ({}) as never,
  }),
  defineSkill({
    id: 'a.put',
    title: 'Put it',
    description: 'Puts.',
    effect: 'write',
    input: z.object({
      text: z.string().optional(),
      count: z.number().optional(),
      tags: z.array(z.string()).optional(),
      flag: z.boolean().optional(),
    }),
    output: z.object({ ok: z.boolean() }),
    examples: [],
    run: async () => ({ ok: true }),
  }),
]
const skill = (id: string) => skills.find(one => one.id === id) as never
const unused = async (): Promise<never> => {
  throw new Error('not in this test')
}
const types = new NodeTypes().add(
  ...nodeTypes({ registry: { find: skill, get: skill } as never, invoke: unused, startChild: unused, followRun: unused }),
)

const problemsOf = (input: object, get: object = {}) =>
  checkGraph(
    {
      trigger: { type: 'manual' },
      nodes: [
        { id: 'get', type: 'skill', skill: 'a.get', ...get },
        { id: 'put', type: 'skill', skill: 'a.put', input },
      ],
      edges: [
        { from: 'trigger', to: 'get' },
        { from: 'get', to: 'put' },
      ],
    },
    { types, skill },
  ).problems

test('a field that the skill does not give is said, with where and what there is', () => {
  expect(problemsOf({ text: 'x {{ steps.get.output.foo }}' })).toEqual([
    {
      node: 'put',
      field: 'input.text',
      message: '“Get it” gives no “foo” (steps.get.output.foo). It gives id, count, who, items, extra, any.',
    },
  ])
  expect(problemsOf({ text: '{{ steps.get.output.who.Name }}' })[0]?.message).toContain('Did you mean “name”?')
  expect(problemsOf({ text: '{{ $join(steps.get.output.items.nick) }}' })[0]?.message).toContain('gives no “nick”')
})

test('a kind that the field never takes is said', () => {
  expect(problemsOf({ count: '{{ steps.get.output.id }}' })).toEqual([
    { node: 'put', field: 'input.count', message: '“Put it” takes a number here, and steps.get.output.id is text.' },
  ])
  expect(problemsOf({ text: '{{ steps.get.output.who }}' })[0]?.message).toContain('takes text here, and steps.get.output.who is an object')
  expect(problemsOf({ flag: '{{ steps.get.output.count }}', tags: '{{ steps.get.output.id }}' })).toHaveLength(2)
})

test('what may be right is let through', () => {
  for (const input of [
    { text: '{{ steps.get.output.id }}', count: '{{ steps.get.output.count }}' },
    { count: '{{ steps.get.output.who.age }}' },
    { text: '{{ steps.get.output.foo? }}' },
    { text: '{{ steps.get.output.extra.foo }}', tags: '{{ steps.get.output.any.foo }}' },
    { text: '{{ steps.get.output.items.name }}', tags: '{{ steps.get.output.items.name }}' },
    { text: 'Count: {{ steps.get.output.count }}', count: '{{ $number(steps.get.output.id) }}' },
    { text: '{{ steps.get.output.items[0].name }}' },
  ])
    expect({ input, problems: problemsOf(input) }).toEqual({ input, problems: [] })
  expect(problemsOf({ text: '{{ steps.get.output.error.message }}' }, { onError: 'continue' })).toEqual([])
})
