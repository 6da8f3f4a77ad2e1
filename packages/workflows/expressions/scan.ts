import { limits } from './limits.ts'
import { ExpressionProblem } from './problem.ts'

/** A stretch of a template string: text as it stands, or an expression between `{{` and `}}`. */
export type Part =
  | { text: string }
  | {
      expression: string
      /** Of the expression's first character in the string, from 0. */
      position: number
      /** Marked with a `?` before `}}`. */
      optional: boolean
    }

/** What is wrong with a string, and where in it. */
export class ScanProblem extends ExpressionProblem {
  readonly expression: string
  readonly position: number

  constructor(problem: string, expression: string, position: number) {
    super(problem)
    this.expression = expression
    this.position = position
  }
}

/** Splits a string at its `{{ }}`. `\{{` stands for the braces themselves. @throws ScanProblem */
export function scan(string: string): Part[] {
  const parts: Part[] = []
  let text = ''
  let at = 0
  for (;;) {
    const open = string.indexOf('{{', at)
    if (open === -1) break
    if (string[open - 1] === '\\') {
      text += `${string.slice(at, open - 1)}{{`
      at = open + 2
      continue
    }
    text += string.slice(at, open)
    if (text) parts.push({ text })
    text = ''
    const end = endOf(string, open + 2)
    const whole = string.slice(open + 2, end)
    const optional = whole.trimEnd().endsWith('?')
    const inner = optional ? whole.trimEnd().slice(0, -1) : whole
    const expression = inner.trim()
    const position = open + 2 + (inner.length - inner.trimStart().length)
    if (!expression) throw new ScanProblem('it is empty', string.slice(open, end + 2), open)
    parts.push({ expression, position, optional })
    at = end + 2
  }
  text += string.slice(at)
  if (text || parts.length === 0) parts.push({ text })
  return parts
}

const closers: Record<string, string> = { '(': ')', '[': ']', '{': '}' }
const wordEnd = /[\s.[\](){},@#;:?+\-*/%|=<>^!~&"'`]/

/** Weight of the syntax tree within one bracket: `left` may still be doubled by a `??` or `?:` that follows. */
interface Bracket {
  closes: string
  done: number
  left: number
}

/**
 * Finds the `}}` that ends the expression starting at `start`, reading JSONata's texts, names, comments, patterns and brackets as its own
 * tokenizer does; a `/` starts a pattern only where it takes one. JSONata copies what stands left of `??` and `?:`, so that brackets within
 * brackets double each time: the size is added up here, before it is parsed.
 * @throws ScanProblem
 */
function endOf(string: string, start: number): number {
  const brackets: Bracket[] = [{ closes: '', done: 0, left: 0 }]
  let operand = true // an operand may come next, not an operator
  let pattern = true // a `/` here starts a pattern
  const fail = (problem: string, position: number): never => {
    throw new ScanProblem(problem, string.slice(start, start + 100).trim(), position)
  }
  const skipTo = (close: string, from: number, problem: string): number => {
    const end = string.indexOf(close, from)
    return end === -1 ? fail(problem, from) : end + close.length
  }

  for (let at = start; at < string.length; ) {
    if (at - start > limits.source) return fail(`it is longer than ${limits.source.toLocaleString('en')} characters`, start)
    const bracket = brackets[brackets.length - 1] as Bracket
    const char = string[at] as string
    const two = string.slice(at, at + 2)
    if (/\s/.test(char)) {
      at++
      continue
    }
    if (two === '/*') {
      at = skipTo('*/', at + 2, 'a comment is not closed')
      continue
    }
    if (two === '}}' && brackets.length === 1) {
      if (weightOf(bracket) > limits.words) return fail('it is too long, or has too many ?? or ?: within each other', start)
      return at
    }
    bracket.left++
    if (char === '"' || char === "'") {
      at = endOfText(string, at) ?? fail('a text is not closed', at)
      operand = pattern = false
    } else if (char === '`') {
      at = skipTo('`', at + 1, 'a name in ` is not closed')
      operand = pattern = false
    } else if (char === '/' && pattern) {
      at = endOfPattern(string, at) ?? fail('a pattern is not closed', at)
      operand = pattern = false
    } else if (closers[char]) {
      if (brackets.length > limits.nesting) return fail('its brackets are nested too deeply', at)
      brackets.push({ closes: closers[char] as string, done: 0, left: 0 })
      pattern = !operand
      operand = true
      at++
    } else if (char === ')' || char === ']' || char === '}') {
      if (bracket.closes !== char || brackets.length === 1) return fail(`“${char}” closes nothing`, at)
      brackets.pop()
      ;(brackets[brackets.length - 1] as Bracket).left += weightOf(bracket)
      operand = pattern = false
      at++
    } else if (two === '??' || two === '?:') {
      bracket.done += bracket.left * 2
      bracket.left = 0
      operand = pattern = true
      at += 2
    } else if (operand && (char === '*' || char === '%' || char === '?')) {
      operand = pattern = false // a wildcard, a parent, a place left open
      at += two === '**' ? 2 : 1
    } else if (wordEnd.test(char)) {
      pattern = !(operand && char === '-')
      operand = true
      at++
    } else {
      const from = at
      while (at < string.length && !wordEnd.test(string[at] as string)) at++
      const operator: boolean = !operand && ['and', 'or', 'in'].includes(string.slice(from, at))
      operand = pattern = operator
    }
  }
  return fail(brackets.length > 1 ? `“${brackets[brackets.length - 1]?.closes}” is missing` : 'its }} is missing', start)
}

const weightOf = ({ done, left }: Bracket) => done + left

function endOfText(string: string, start: number): number | undefined {
  for (let at = start + 1; at < string.length; at++) {
    if (string[at] === '\\') at++
    else if (string[at] === string[start]) return at + 1
  }
  return undefined
}

/** As JSONata's tokenizer: a `/` within brackets does not close. */
function endOfPattern(string: string, start: number): number | undefined {
  let depth = 0
  for (let at = start + 1; at < string.length; at++) {
    const char = string[at] as string
    if (char === '\\') at++
    else if (char === '/' && depth === 0) {
      at++
      while (string[at] === 'i' || string[at] === 'm') at++
      return at
    } else if ('([{'.includes(char)) depth++
    else if (')]}'.includes(char)) depth--
  }
  return undefined
}
