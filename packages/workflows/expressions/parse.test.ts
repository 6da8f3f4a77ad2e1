import jsonata from 'jsonata'
import { expect, test } from 'vitest'
import { analyse } from './analyse.ts'
import type { Node } from './ast.ts'
import { parseText } from './parse.ts'

const scope = {
  event: { a: { b: [{ c: 1 }, { c: 2 }], in: 'kept', or: { and: 3 } } },
  steps: { one: { output: { x: 5 } } },
  vars: {},
}

for (const text of ['event', 'event.a.b.c', ' steps.one.output.x ', 'event.a.in', 'event.a.or.and', 'event.a.missing.more'])
  test(`“${text}” is the same with and without JSONata’s parser`, async () => {
    const expression = jsonata(text)
    const { paths, run } = parseText(text)
    expect(paths).toEqual(analyse(expression.ast() as unknown as Node).paths)
    const value = 'compiled' in run ? run.compiled(scope) : await run.jsonata(scope)
    expect(JSON.stringify(value)).toBe(JSON.stringify(await expression.evaluate(scope)))
  })

test('an expression that stands in many places, or is looked at again, is parsed once', () => {
  for (const text of ['event.a + 1', '$count(event.a[$ > 1])']) expect(parseText(text)).toBe(parseText(text))
  expect(() => parseText('event.true')).toThrow()
  expect(() => parseText('nothing.here')).toThrow('there is no “nothing” here')
})
