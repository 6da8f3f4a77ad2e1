import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { parseTemplate, type Scope } from './index.ts'

const tooLarge = 'what it makes is larger than 10 MB'
const tooLong = 'it takes too long and was stopped'
const tooDeep = 'it calls itself too deeply'
const tooMany = 'it builds a list of more than 100,000 items'

/** Binds `$a0` to `first`, then each of 40 variables to `next` with the one before as `#`: sizes double without taking memory. */
const doubled = (first: string, next: string, last: string) =>
  `($a0 := ${first}; ${Array.from({ length: 40 }, (_, i) => `$a${i + 1} := ${next.replaceAll('#', `$a${i}`)};`).join(' ')} ${last.replaceAll('#', '$a40')})`

/** Expressions that would take the process down or hold it up, and what is said instead. */
const attacks: Record<string, [expression: string, problem: string]> = {
  'endless recursion': ['($f := function($n) { $f($n + 1) + 0 }; $f(1))', tooDeep],
  'endless tail calls': ['($f := function($n) { $f($n + 1) }; $f(1))', tooLong],
  'functions that call each other': ['($f := function() { $g() }; $g := function() { $f() }; $f())', tooLong],
  'loops in loops': ['$map([1..1000], function() { $map([1..1000], function() { $map([1..1000], function() { 1 }) }) })', tooLong],
  'a long range': ['[1..10000000]', tooMany],
  'a list doubled': ['($f := function($l) { $f($append($l, $l)) }; $f([1..1000]))', tooMany],
  'a library function in a loop of its own': ['$reduce([1..100000], $append)', tooLong],
  'a pattern on a long text': ['$contains($pad("", 1000000, "a"), /(a+)+$/)', 'the text is too long for a pattern like that'],
  'a pattern at each place of a text': ['$match($pad("", 100000, "a"), /a.*?z|a/)', 'the pattern takes too long on this text'],
  'a date picture of many parts': [
    `$toMillis("${'1'.repeat(98)}x", "[Y]1[M]1[D]1[H]1[m]1[s]1[Y]1[M]1[D]1[H]1[m]1[s]")`,
    'the picture of $toMillis needs something between its parts',
  ],
  'a long picture': ['$now($pad("", 100000, "[Y]"))', 'what $now is given is too long'],
  'padding to a gigabyte': ['$pad("x", 1000000000)', tooLarge],
  'padding again and again': ['[1..100000].$pad("x", 9000000)', tooLong],
  'joining large texts': ['$join([1..1200].("a"), $pad("x", 9000))', tooLarge],
  'a text doubled': ['$reduce([1..30], function($s, $i) { $s & $s }, "aaaaaaaaaa")', tooLarge],
  'a list in a list as text': [doubled('[1]', '[[#], [#]]', '$string(#)'), tooLarge],
  'an object in an object as text': [doubled('{"a": 1}', '{"a": #, "b": #}', '$string(#)'), tooLarge],
  'an object in an object as the answer': [doubled('{"a": 1}', '{"a": #, "b": #}', '#'), tooLarge],
  'doubled objects compared': [doubled('{"a": 1}', '{"a": #, "b": #}', '# = $clone(#)'), tooLarge],
  'doubled lists walked through': [doubled('{"z": [1]}', '{"z": [#, #]}', '#.*.*.*'), tooLarge],
  'lists doubled by the library': [doubled('[1]', '$zip(#, #)', '$string(#)'), tooLarge],
  'nesting without end': [
    `($f := function($o, $n) { $n = 0 ? $o : $f({"a": $o}, $n - 1) }; $f(1, 200))`,
    'what it makes is nested more than 100 levels deep',
  ],
  'insides of library functions': ['$spread([$sum]).implementation', '$spread takes objects, not functions'],
  'the prototype as a field': ['{"__proto__": {"polluted": 1}}', 'a field may not have the name __proto__'],
  'a value called as a function': ['($e := event; $e())', '“e” is not a function'],
}

const scope: Scope = { event: { items: [{ price: 5, name: 'tea' }] }, steps: {}, vars: {} }
const evaluate = async (expression: string) => parseTemplate(`{{ ${expression} }}`).evaluate(scope)

describe('is stopped with a sentence', () => {
  test.each(Object.entries(attacks))('%s', async (_, [expression, problem]) => {
    await expect(evaluate(expression)).rejects.toMatchObject({
      code: 'workflow.expression_failed',
      message: expect.stringMatching(/” could not be worked out: /),
      details: { problem: `${problem}.` },
    })
  })

  test('and what they read is as it was', () => {
    expect(scope.event).toEqual({ items: [{ price: 5, name: 'tea' }] })
    expect('polluted' in {}).toBe(false)
  })

  test.each<[string, string]>([
    ['a program in a field', 'event.constructor.constructor'],
    ['a prototype', 'event.__proto__'],
    ['a method of a text', '$lookup(event, "toString")'],
  ])('%s is a missing value', async (_, expression) => {
    await expect(evaluate(expression)).rejects.toMatchObject({ code: 'workflow.missing_value' })
  })
})

test('a process with 256 MB of heap lives through all of them, three times', async () => {
  const script = `
    const { parseTemplate } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)})
    const codes = new Set()
    for (let round = 0; round < 3; round++)
      for (const expression of ${JSON.stringify(Object.values(attacks).map(([expression]) => expression))})
        try { await parseTemplate('{{ ' + expression + ' }}').evaluate({ event: {}, steps: {}, vars: {} }); codes.add('none') } catch (error) { codes.add(error.code) }
    console.log(JSON.stringify([...codes]))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=256', '--input-type=module', '-e', script])
  expect(JSON.parse(stdout)).toEqual(['workflow.expression_failed'])
}, 60_000)

describe('is refused before it runs', () => {
  test.each<[string, string, string]>([
    ['a long expression', `"${'x'.repeat(20_000)}"`, 'it is longer than 10,000 characters'],
    ['brackets in brackets', `${'['.repeat(4000)}${']'.repeat(4000)}`, 'its brackets are nested too deeply'],
    ['signs in a row', `${'-'.repeat(3900)}event.a`, 'it is nested too deeply'],
    [
      '?? in brackets, which the parser doubles',
      `${'('.repeat(40)}1${' ?? 1)'.repeat(40)}`,
      'it is too long, or has too many ?? or ?: within each other',
    ],
    ['?: in brackets', `${'('.repeat(40)}1${' ?: 1)'.repeat(40)}`, 'it is too long, or has too many ?? or ?: within each other'],
    ['thousands of steps', `event${'.a'.repeat(4900)}`, 'it is too long, or has too many ?? or ?: within each other'],
    ['a signature, which becomes a pattern', '(function($a)<s+s+s+s+s+s+n>{ 1 })("a")', 'a function here takes no signature in < >'],
    [
      'a change to shared functions',
      '{} ~> |$sum|{"implementation": 1}|',
      'the operator | | is not available; $merge([object, {…}]) does the same',
    ],
    ['a program', 'event.constructor.constructor("return process")()', 'functions start with a $, as in $constructor'],
    ['text run as an expression', '$eval("1")', '$eval is not available'],
    ['a pattern that is none', '$contains("a", /a{2,1}/)', 'numbers out of order'],
  ])('%s', (_, expression, problem) => {
    expect(() => parseTemplate(`{{ ${expression} }}`)).toThrow(
      expect.objectContaining({
        code: 'workflow.bad_expression',
        details: expect.objectContaining({ problem: expect.stringContaining(problem) }),
      }),
    )
  })
})

describe('is within the limits', () => {
  test.each<[string, string, unknown]>([
    ['/(a+)+$/ on a short text', `$contains("${'a'.repeat(40)}b", /(a+)+$/)`, false],
    [
      'an object of 150 fields that JSONata works out',
      `$keys({${Array.from({ length: 150 }, (_, i) => `"k${i}": event.items[price > 1].name`)}}) ~> $count`,
      150,
    ],
    ['10,000 numbers sorted', '$sort([1..10000])[-1]', 10_000],
    ['10,000 numbers told apart', '$count($distinct([1..10000]))', 10_000],
    ['100 objects in order', '[1..100].{"n": $}^(>n)[0].n', 100],
    ['a date by its picture', '$toMillis("2026-11-25 09:30:00", "[Y0001]-[M01]-[D01] [H01]:[m01]:[s01]")', Date.UTC(2026, 10, 25, 9, 30)],
    ['a date without separators', '$toMillis("20261125", "[Y0001][M01][D01]")', Date.UTC(2026, 10, 25)],
    ['groups of a pattern', '$match("ana@x.org", /(\\w+)@(\\w+)/).groups', ['ana', 'x']],
    ['a group left out', '$match("b", /(a)?b/).groups', [null]],
    ['all matches', '$match("aXbxc", /x/i).index', [1, 3]],
    ['a pattern replaced', '$replace("2026-11-25", /(\\d+)-(\\d+)-(\\d+)/, "$3.$2.$1")', '25.11.2026'],
    ['lines of a pattern', '$count($match("a\nb\nc", /^./m))', 3],
    ['indented text', '$string({"a": [1]}, true)', '{\n  "a": [\n    1\n  ]\n}'],
    ['an empty list left alone', '$count(event.none{"a": 1})', 1],
  ])('%s', async (_, expression, expected) => {
    expect(await evaluate(expression)).toEqual(expected)
  })

  // Each needs a fraction of its time, even where the machine is busy; all of them together need more than one has.
  test('a hundred at a time do not spend the time of one another', async () => {
    const template = parseTemplate('{{ $count([1..1000].{"n": $ * 2}) }}')
    const all = await Promise.all(Array.from({ length: 100 }, () => template.evaluate(scope)))
    expect(new Set(all)).toEqual(new Set([1000]))
  }, 60_000)

  test('what JSONata would leave in its input is not left', async () => {
    const input = { list: [] as unknown[], one: [{ a: 1 }] }
    const given: Scope = { event: input, steps: {}, vars: {} }
    await parseTemplate('{{ [event.list{"a": 1}, event.one[]] }}').evaluate(given)
    expect(input).toStrictEqual({ list: [], one: [{ a: 1 }] })
    expect(Object.keys(input.one)).toEqual(['0'])
  })
})
