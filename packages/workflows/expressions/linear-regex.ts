import { RE2JS } from 're2js'
import { Stopwatch } from './budget.ts'
import { limits } from './limits.ts'
import { ExpressionProblem } from './problem.ts'

const compiled = new WeakMap<RegExp, RE2JS>()

/**
 * Compiles a pattern for an engine whose time grows with the text and not with two to its power.
 * @throws ExpressionProblem for what such an engine cannot do: looking ahead or behind, and repeating a group's text
 */
export function compilePattern(pattern: RegExp): RE2JS {
  const known = compiled.get(pattern)
  if (known) return known
  try {
    const flags = (pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (pattern.multiline ? RE2JS.MULTILINE : 0)
    const made = RE2JS.compile(RE2JS.translateRegExp(pattern.source), flags)
    compiled.set(pattern, made)
    return made
  } catch {
    throw new ExpressionProblem(`the pattern /${pattern.source.slice(0, 60)}/ cannot be used: (?= ), (?! ) and \\1 are not available`)
  }
}

/** What JSONata asks of a RegExp: `exec` from `lastIndex`, which it moves to the end of the match. One is made for each use in an evaluation. */
export class LinearRegex {
  lastIndex = 0
  readonly #pattern: RE2JS
  readonly #stopwatch = new Stopwatch()

  constructor(pattern: RegExp) {
    this.#pattern = compilePattern(pattern)
  }

  /** @throws ExpressionProblem when the text is too long for the pattern, or all matches together take too long */
  exec(text: string): (string[] & { index: number }) | null {
    if (text.length * this.#pattern.programSize() > limits.pattern)
      throw new ExpressionProblem('the text is too long for a pattern like that')
    if (this.#stopwatch.isOver()) throw new ExpressionProblem('the pattern takes too long on this text')
    const matcher = this.#pattern.matcher(text)
    if (this.lastIndex > text.length || !matcher.find(this.lastIndex)) {
      this.lastIndex = 0
      return null
    }
    this.lastIndex = matcher.end()
    const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, group) => matcher.group(group) ?? undefined)
    return Object.assign(groups as string[], { index: matcher.start() })
  }
}
