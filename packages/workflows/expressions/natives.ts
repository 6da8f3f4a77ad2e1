import jsonata from 'jsonata'
import type { Budget } from './budget.ts'
import { limits } from './limits.ts'
import { ExpressionProblem } from './problem.ts'
import { Sizes } from './size.ts'

type Implementation = (this: unknown, ...args: never[]) => unknown

/** A function of JSONata's library as its evaluator holds it. */
export interface Native {
  _jsonata_function: true
  implementation: Implementation
  signature: { definition: string; validate(args: unknown[], context: unknown): unknown[] }
}

/** Everything but `$eval`, which would run text that came from outside, and `$millis`, which costs nothing. */
const library = (
  'abs append assert average base64decode base64encode boolean ceil clone contains count decodeUrl decodeUrlComponent distinct each encodeUrl ' +
  'encodeUrlComponent error exists filter floor formatBase formatInteger formatNumber fromMillis join keys length lookup lowercase map match ' +
  'max merge min not now number pad parseInteger power random reduce replace reverse round shuffle sift single sort split spread sqrt string ' +
  'substring substringAfter substringBefore sum toMillis trim type uppercase zip'
).split(' ')

/** JSONata does not export its functions, but a variable without a call gives the function itself. */
const originals: Native[] = await jsonata(`[${library.map(name => `$${name}`)}]`).evaluate({})
const original = (name: string): Native => originals[library.indexOf(name)] as Native

const tooLong = (name: string) => new ExpressionProblem(`what $${name} is given is too long`)
const tooLarge = () => new ExpressionProblem('what it makes is larger than 10 MB')

/** Most characters each function takes whose own work grows faster than its input, or whose pictures become patterns. */
const longest: Record<string, number> = {
  replace: 1_000_000,
  formatInteger: 200,
  formatNumber: 200,
  fromMillis: 200,
  parseInteger: 500,
}

/** What takes unbounded time or memory in one call, done within bounds and with the same meaning. */
const bounded: Record<string, Implementation> = {
  string(value: unknown, prettify?: boolean) {
    if (typeof value === 'object') new Sizes().check(value)
    const text = original('string').implementation.call(this, value as never, false as never)
    return prettify ? indented(value, text as string | undefined, this) : text
  },
  clone(value: unknown) {
    new Sizes().check(value)
    return original('clone').implementation.call(this, value as never)
  },
  pad(text: string | undefined, width: number, char?: string) {
    if (Math.abs(width) > limits.value) throw tooLarge()
    return original('pad').implementation.call(this, text as never, width as never, char as never)
  },
  join(texts: string[] | undefined, separator = '') {
    if (!texts) return undefined
    let length = 0
    for (const text of texts) length += text.length + separator.length
    if (length > limits.value) throw tooLarge()
    return texts.join(separator)
  },
  spread(this: unknown, value: unknown) {
    // A list of functions would be spread into their insides, which all evaluations share.
    if (Array.isArray(value) && value.some(item => typeof item === 'object' && item !== null && '_jsonata_function' in item))
      throw new ExpressionProblem('$spread takes objects, not functions')
    return original('spread').implementation.call(this, value as never)
  },
  now(this: unknown, picture?: string, zone?: string) {
    // Called without JSONata's evaluator, it is the time of this call.
    const timestamp = (this as Focus | undefined)?.environment.base.timestamp ?? new Date()
    if ((picture?.length ?? 0) > 200) throw tooLong('now')
    return original('fromMillis').implementation.call(this, timestamp.getTime() as never, picture as never, zone as never)
  },
  distinct,
  sort,
  toMillis(text: string | undefined, picture?: string) {
    if ((text?.length ?? 0) > 100 || (picture?.length ?? 0) > 100) throw tooLong('toMillis')
    if (text && picture && waysToSplit(text.length, joints(picture) + 1) > 1_000_000)
      throw new ExpressionProblem('the picture of $toMillis needs something between its parts')
    return original('toMillis').implementation.call(this, text as never, picture as never)
  },
}

/**
 * JSONata makes a pattern of a picture, and where nothing of its own stands between two parts (`[Y][D]`) that pattern tries every split of the
 * text: twelve parts on a hundred digits ran for nine minutes. Numbers in words take blanks and dashes too.
 */
function joints(picture: string): number {
  const words = /\[.[^\]]*[wW]/.test(picture)
  return picture
    .split(/\[[^\]]*\]/)
    .slice(1, -1)
    .filter(between => words || /^[0-9A-Za-z]*$/.test(between)).length
}

/** Ways to cut a text of so many characters into so many parts. */
function waysToSplit(length: number, parts: number): number {
  let ways = 1
  for (let i = 1; i < parts; i++) ways *= (length - i) / i
  return ways
}

function indented(value: unknown, compact: string | undefined, focus: unknown) {
  if (compact === undefined || typeof value !== 'object') return compact
  // Each line is indented by its depth; the limits hold for the longest there can be.
  let depth = 0
  let length = compact.length
  for (const char of compact) {
    if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') depth--
    if (char === ',' || char === '{' || char === '[') length += 2 * Math.max(depth, 0) + 1
    if (length > limits.value) throw tooLarge()
  }
  return original('string').implementation.call(focus, value as never, true as never)
}

/** JSONata compares each with each: 100,000 items block the process for minutes. Equal are values with the same JSON, whatever the order of their fields. */
function distinct(this: unknown, list: unknown) {
  if (!Array.isArray(list) || list.length <= 1) return list
  const seen = new Set<unknown>()
  const kept: unknown[] = (list as { sequence?: boolean }).sequence ? (this as { createSequence(): unknown[] }).createSequence() : []
  for (const item of list) {
    const key = typeof item === 'object' && item !== null ? keyOf(item) : typeof item === 'string' ? `"${item}` : item
    if (seen.has(key)) continue
    seen.add(key)
    kept.push(item)
  }
  return kept
}

const keyOf = (value: object): string =>
  JSON.stringify(value, (_, item) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  )

/** JSONata's merge sort copies the rest of the list at each comparison: 20,000 items take gigabytes. The same order, merged in place. */
async function sort(this: unknown, list: unknown[] | undefined, swaps?: { apply(self: unknown, args: unknown[]): unknown }) {
  if (!list || list.length <= 1) return list
  if (!swaps) {
    const numbers = list.every(item => typeof item === 'number')
    if (!numbers && !list.every(item => typeof item === 'string')) return original('sort').implementation.call(this, list as never)
    return [...(list as number[])].sort((a, b) => (a > b ? 1 : a < b ? -1 : 0))
  }
  let from = [...list]
  for (let width = 1; width < from.length; width *= 2) {
    const to: unknown[] = []
    for (let start = 0; start < from.length; start += 2 * width) {
      const middle = Math.min(start + width, from.length)
      const end = Math.min(start + 2 * width, from.length)
      let left = start
      let right = middle
      while (left < middle && right < end) to.push((await swaps.apply(this, [from[left], from[right]])) ? from[right++] : from[left++])
      while (left < middle) to.push(from[left++])
      while (right < end) to.push(from[right++])
    }
    from = to
  }
  return from
}

/** What JSONata hands its functions as `this`. */
interface Focus {
  environment: { base: { timestamp: Date; guardrails(): void } }
}

/**
 * The library under its limits, by name. Each call asks JSONata's own time and stack limits first, because a function handed to another
 * (`$reduce(list, $append)`) passes by the evaluator, and weighs what it makes.
 */
export function nativesWithin(budgetOf: (base: object) => Budget): ReadonlyMap<string, Native> {
  return new Map(library.map(name => [name, guarded(name, budgetOf)]))
}

function guarded(name: string, budgetOf: (base: object) => Budget): Native {
  const native = original(name)
  const run = bounded[name] ?? native.implementation
  const most = longest[name]
  const implementation = function (this: Focus, ...args: unknown[]) {
    const { base } = this.environment
    base.guardrails()
    const budget = budgetOf(base)
    budget.checkTime()
    if (most) for (const arg of args) if (typeof arg === 'string' && arg.length > most) throw tooLong(name)
    const result = run.apply(this, args as never[])
    const weighed = (value: unknown) => {
      if (Array.isArray(value) && value.length > limits.sequence && !args.includes(value))
        throw new ExpressionProblem('it builds a list of more than 100,000 items')
      budget.sizes.check(value)
      return value
    }
    return result instanceof Promise ? result.then(weighed) : weighed(result)
  }
  // JSONata reads a function's arguments from its text when some are left open, and their number when it is handed to another.
  Object.defineProperty(implementation, 'length', { value: native.implementation.length })
  implementation.toString = () => native.implementation.toString()
  return { _jsonata_function: true, implementation: implementation as unknown as Implementation, signature: native.signature }
}

/** Functions that answer at once and look at nothing but their arguments. */
export const simple: ReadonlyMap<string, Native> = new Map(
  (
    'abs average boolean ceil count exists floor join length lowercase max min not now number round sqrt string substring substringAfter ' +
    'substringBefore sum trim type uppercase'
  )
    .split(' ')
    .map(name => [name, { ...original(name), implementation: bounded[name] ?? original(name).implementation }]),
)

export const isNative = (name: string): boolean => library.includes(name) || name === 'millis'
