import jsonata from 'jsonata'
import { expect, test } from 'vitest'
import type { Node } from './ast.ts'
import { compile } from './compile.ts'
import { limits } from './limits.ts'
import { plain } from './plain.ts'
import type { Scope } from './scope.ts'

/** Always the same numbers (mulberry32), so that a failure can be seen again. */
function numbersFrom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

type Draw = ReturnType<typeof numbersFrom>
const pick = <T>(draw: Draw, all: readonly T[]): T => all[draw(all.length)] as T

const literals = ['0', '1', '2.5', '-3', '1e3', '0.1', '""', '"a"', '"12"', '"true"', 'true', 'false', 'null', '"["']
const names = ['a', 'b', 'c', 'x y', 'zero', 'empty', 'none', 'list', 'deep']
const binary = ['+', '-', '*', '/', '%', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', '&', '??', '?:']
const functions =
  'string number not exists boolean count sum max min average length uppercase lowercase trim round floor ceil abs sqrt type join'.split(
    ' ',
  )

const path = (draw: Draw) => {
  let text = 'event'
  for (let i = draw(4); i > 0; i--) {
    const name = pick(draw, names)
    text += `.${name.includes(' ') ? `\`${name}\`` : name}`
    if (draw(5) === 0) text += pick(draw, ['[0]', '[-1]', '[1]', '[0][0]', '[7]', '[0.6]'])
  }
  return text
}

function expression(draw: Draw, depth: number): string {
  const inner = () => expression(draw, depth - 1)
  if (depth === 0) return draw(3) === 0 ? pick(draw, literals) : path(draw)
  switch (draw(10)) {
    case 0:
      return `[${Array.from({ length: draw(4) }, inner).join(', ')}]`
    case 1:
      return `{${Array.from({ length: draw(3) }, (_, i) => `"${pick(draw, ['k', 'l', '1'])}${i}": ${inner()}`).join(', ')}}`
    case 2:
      return `${inner()} ? ${inner()}${draw(3) ? ` : ${inner()}` : ''}`
    case 3:
      return `-(${inner()})`
    case 4:
      return `$${pick(draw, functions)}(${inner()})`
    case 5:
      return `$${pick(draw, ['substring', 'round', 'substringAfter', 'substringBefore'])}(${inner()}, ${inner()})`
    default:
      return `(${inner()} ${pick(draw, binary)} ${inner()})`
  }
}

function value(draw: Draw, depth: number): unknown {
  const kind = draw(depth === 0 ? 6 : 12)
  if (kind < 2) return pick(draw, [0, 1, -1, 2.5, 1e21, 0.30000000000000004, 1000, 12])
  if (kind < 4) return pick(draw, ['', 'a', 'A ', '12', '0x1F', 'true', 'ä😀'])
  if (kind === 4) return pick(draw, [true, false])
  if (kind === 5) return null
  if (kind < 9) return Array.from({ length: draw(4) }, () => value(draw, depth - 1))
  return Object.fromEntries(names.filter(() => draw(2)).map(name => [name, value(draw, depth - 1)]))
}

type Outcome = { value: unknown } | 'failed'

const outcome = async (work: () => unknown): Promise<Outcome> => {
  try {
    const result = await work()
    return { value: result === undefined ? 'missing' : plain(result) }
  } catch {
    return 'failed'
  }
}

test('compiled expressions answer what JSONata answers, on 1,500 expressions and 12 inputs each', async () => {
  const draw = numbersFrom(20261125)
  let compared = 0
  let values = 0
  for (let round = 0; round < 1500; round++) {
    const text = expression(draw, 1 + draw(3))
    const reference = jsonata(text, { sequence: limits.sequence })
    const compiled = compile(reference.ast() as unknown as Node)
    expect(compiled, text).toBeDefined()
    for (let i = 0; i < 12; i++) {
      const scope: Scope = { event: value(draw, 4), steps: {}, vars: {} }
      const input = JSON.stringify(scope)
      const ours = await outcome(() => compiled?.(scope))
      expect(JSON.stringify(scope), `${text} changed its input`).toBe(input)
      const theirs = await outcome(() => reference.evaluate(JSON.parse(input)))
      expect({ text, input, outcome: ours }).toEqual({ text, input, outcome: theirs })
      compared++
      if (ours !== 'failed' && ours.value !== 'missing') values++
    }
  }
  expect(compared).toBe(18_000)
  // Enough of them must come to a value, or the comparison says little.
  expect(values).toBeGreaterThan(4_000)
}, 60_000)
