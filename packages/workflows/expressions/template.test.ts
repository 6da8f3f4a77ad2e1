import { describe, expect, test } from 'vitest'
import { parseTemplate, type Scope } from './index.ts'

const scope: Scope = {
  event: {
    body: {
      amount: 120,
      note: null,
      name: 'Ana',
      items: [
        { name: 'tea', price: 3 },
        { name: 'pot', price: 30 },
      ],
      'first name': 'Bo',
    },
  },
  steps: { net: { output: { net: 100, list: [1] } }, empty: { output: null } },
  vars: { limit: 10 },
}

const answer = async (value: unknown, given = scope) => parseTemplate(value).evaluate(given)

describe('a lone expression keeps its type', () => {
  test.each<[string, unknown]>([
    ['{{ event.body.amount }}', 120],
    ['{{event.body.amount}}', 120],
    ['{{ event.body.note }}', null],
    ['{{ steps.empty.output }}', null],
    [
      '{{ event.body.items }}',
      [
        { name: 'tea', price: 3 },
        { name: 'pot', price: 30 },
      ],
    ],
    ['{{ event.body.items.name }}', ['tea', 'pot']],
    ['{{ event.body.items[1].name }}', 'pot'],
    ['{{ event.body.items[-1].price * 2 }}', 60],
    ['{{ event.body.items[price > $$.vars.limit].name }}', 'pot'],
    ['{{ event.body."first name" }}', 'Bo'],
    ['{{ event.body.`first name` }}', 'Bo'],
    ['{{ steps.net.output.list }}', [1]],
    ['{{ steps.net.output.net / 1.25 }}', 80],
    ['{{ event.body.amount > vars.limit and event.body.name = "Ana" }}', true],
    ['{{ event.body.amount > 1000 ? "much" : "little" }}', 'little'],
    ['{{ event.nope ?? "none" }}', 'none'],
    ['{{ event.body.note ?: "none" }}', 'none'],
    ['{{ {"a": {"b": 1}} }}', { a: { b: 1 } }],
    ['{{ {"a": {"b": 1}}}}', { a: { b: 1 } }],
    ['{{ "}}" }}', '}}'],
    ["{{ 'it\\u0027s }} {{' }}", "it's }} {{"],
    ['{{ /* }} */ 1 }}', 1],
    ['{{ $replace("a}}b", /\\}\\}/, "-") }}', 'a-b'],
    ['{{ 6 / 2 / 3 }}', 1],
    ['{{ $substring(?, 1)("abc") }}', 'bc'],
    ['{{ $map([1..3], $string) }}', ['1', '2', '3']],
    ['{{ event.body.items ~> $map(function($i) { $i.price }) }}', [3, 30]],
    ['{{ event.body.items^(>price).name }}', ['pot', 'tea']],
    ['{{ $sort(event.body.items, function($a, $b) { $a.price < $b.price }).name }}', ['pot', 'tea']],
    ['{{ $distinct([1, "1", 1, [1], [1], 2]) }}', [1, '1', [1], 2]],
  ])('%s', async (template, expected) => {
    expect(await answer(template)).toEqual(expected)
  })
})

describe('text around expressions', () => {
  test.each<[string, unknown]>([
    ['no braces', 'no braces'],
    ['Dear {{ event.body.name }}, {{ event.body.amount }} due', 'Dear Ana, 120 due'],
    ['{{ event.body.name }}{{ event.body.note }}!', 'Ana!'],
    ['{{ event.nope? }} left', ' left'],
    ['{{ 0.1 + 0.2 }} {{ true }}', '0.3 true'],
    ['is {{ event.body.items[0] }}', 'is {"name":"tea","price":3}'],
    ['\\{{ name }} of {{ event.body.name }}', '{{ name }} of Ana'],
    ['\\{{ name }}', '{{ name }}'],
    ['a } b }} c { d', 'a } b }} c { d'],
  ])('%s', async (template, expected) => {
    expect(await answer(template)).toEqual(expected)
  })
})

describe('missing values', () => {
  test('are an error that names the expression', async () => {
    await expect(answer({ to: ['{{ event.body.mail }}'] })).rejects.toMatchObject({
      code: 'workflow.missing_value',
      message: '“event.body.mail” has no value. Mark it optional with a ? at its end if that is all right.',
      details: { expression: 'event.body.mail', field: 'to.0' },
    })
    await expect(answer('{{ event.body.items[price > 99] }}')).rejects.toMatchObject({ code: 'workflow.missing_value' })
  })

  test('marked optional leave out their field or item', async () => {
    expect(await answer({ a: '{{ event.nope? }}', b: ['{{ event.nope ? }}', 1, '{{ event.body.items[price > 99]? }}'], c: {} })).toEqual({
      b: [1],
      c: {},
    })
    expect(await answer('{{ event.nope? }}')).toBeUndefined()
  })
})

test('a template without expressions is constant, whatever its depth', () => {
  expect(parseTemplate({ a: ['x', 1, null, { b: 'y \\{{ z }}' }] })).toMatchObject({ constant: true })
  expect(parseTemplate({ a: ['x', 1, null, { b: 'y \\{{ z }}' }] }).evaluate(scope)).toEqual({ a: ['x', 1, null, { b: 'y {{ z }}' }] })
  expect(parseTemplate(['{{ 1 }}']).constant).toBe(false)
})

test('plain expressions answer at once, the others with a promise', () => {
  expect(parseTemplate({ a: 'x {{ event.body.amount / 1.2 }}' }).evaluate(scope)).toEqual({ a: 'x 100' })
  expect(parseTemplate('{{ event.body.items[price > 5] }}').evaluate(scope)).toBeInstanceOf(Promise)
})

test('an error beside a promise is the only one heard', async () => {
  await expect(answer(['{{ $map([1], function($x) { $x + "a" }) }}', '{{ event.nope }}'])).rejects.toMatchObject({
    code: 'workflow.expression_failed',
  })
})

test('references name what is read', () => {
  const { references } = parseTemplate({
    to: '{{ event.body.mail? }}',
    text: 'of {{ steps.net.output.net & vars.limit }}',
    all: ['{{ $filter(steps.list.output.items, function($i) { $i.price > $$.vars.floor }) }}', '{{ item.id }} {{ index }}'],
  })
  expect(references).toEqual({
    event: true,
    steps: ['net', 'list'],
    vars: ['limit', 'floor'],
    item: true,
    index: true,
    error: false,
    paths: [
      { root: 'event', path: ['body', 'mail'], optional: true, expression: 'event.body.mail', field: 'to' },
      { root: 'steps', path: ['net', 'output', 'net'], optional: false, expression: 'steps.net.output.net & vars.limit', field: 'text' },
      { root: 'vars', path: ['limit'], optional: false, expression: 'steps.net.output.net & vars.limit', field: 'text' },
      expect.objectContaining({ root: 'steps', path: ['list', 'output', 'items'], field: 'all.0' }),
      expect.objectContaining({ root: 'vars', path: ['floor'], field: 'all.0' }),
      { root: 'item', path: ['id'], optional: false, expression: 'item.id', field: 'all.1' },
      { root: 'index', path: [], optional: false, expression: 'index', field: 'all.1' },
    ],
  })
})

describe('what cannot be an expression is said on parsing', () => {
  test.each<[string, string]>([
    ['{{ }}', '“{{ }}” is not a valid expression: it is empty (character 1).'],
    ['x {{ 1 + }}', '“1 +” is not a valid expression: it stops in the middle (character 9).'],
    ['{{ (1 + 2 }}', '“(1 + 2 }}” is not a valid expression: “}” closes nothing (character 11).'],
    ['{{ event.body', '“event.body” is not a valid expression: its }} is missing (character 3).'],
    ['{{ "a }}', '“"a }}” is not a valid expression: a text is not closed (character 4).'],
    [
      '{{ foo.bar }}',
      '“foo.bar” is not a valid expression: there is no “foo” here; what there is: event, steps, vars, item, index, error (character 4).',
    ],
    ['{{ $eval("1") }}', '“$eval("1")” is not a valid expression: $eval is not available (character 4).'],
    ['{{ steps.* }}', '“steps.*” is not a valid expression: name the step, as in steps.<id>.output (character 4).'],
    ['{{ $$ }}', '“$$” is not a valid expression: name what you read of it, as in $$.event (character 4).'],
    [
      '{{ uppercase(event.a) }}',
      '“uppercase(event.a)” is not a valid expression: functions start with a $, as in $uppercase (character 4).',
    ],
    [
      '{{ event ~> |$|{"a": 1}| }}',
      '“event ~> |$|{"a": 1}|” is not a valid expression: the operator | | is not available; $merge([object, {…}]) does the same (character 4).',
    ],
    [
      '{{ $contains("a", /(?=a)/) }}',
      '“$contains("a", /(?=a)/)” is not a valid expression: the pattern /(?=a)/ cannot be used: (?= ), (?! ) and \\1 are not available (character 4).',
    ],
  ])('%s', (template, message) => {
    expect(() => parseTemplate({ deep: [template] })).toThrow(
      expect.objectContaining({ code: 'workflow.bad_expression', message, details: expect.objectContaining({ field: 'deep.0' }) }),
    )
  })

  test('the name of a field is no expression', () => {
    expect(() => parseTemplate({ '{{ event.a }}': 1 })).toThrow(
      '“{{ event.a }}” is not a valid expression: the name of a field cannot be worked out.',
    )
    expect(() => parseTemplate(JSON.parse('{"__proto__": {"x": 1}}'))).toThrow('a field may not have this name')
  })
})

describe('what goes wrong in working out is a sentence', () => {
  test.each<[string, string]>([
    ['{{ event.body.name / 2 }}', 'the left side of / must be a number, and it is the text “Ana”.'],
    ['{{ 1 / 0 }}', 'it gives a number without end, perhaps a division by 0.'],
    ['{{ event.body.items < 1 }}', '< compares numbers and texts, and one side is a list.'],
    ['{{ $number("x") }}', 'the text “x” is not a number.'],
    ['{{ $sum(["a"]) }}', 'argument 1 of $sum must be a list of one kind.'],
    ['{{ $map }}', 'it gives a function, not a value.'],
    ['{{ $error("no stock") }}', 'no stock.'],
  ])('%s', async (template, problem) => {
    await expect(answer(template)).rejects.toMatchObject({
      code: 'workflow.expression_failed',
      message: `“${template.slice(3, -3)}” could not be worked out: ${problem}`,
    })
  })
})

test('now, written by a picture', async () => {
  expect(await answer("{{ $now('[Y0001]') }}")).toBe(String(new Date().getUTCFullYear()))
})
