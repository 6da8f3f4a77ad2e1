import { type Token, tokenise } from '../text/token.ts'
import { functionWords, prepositions, stem } from '../text/words.ts'
import { pointedAt } from './ordinals.ts'
import type { Spoken, State } from './state.ts'

/** A message in which what points at records was put in words: their name stands where "it" or "the second one" stood. */
export interface Pointed {
  tokens: Token[]
  targets: Spoken[]
  /** It points into a list or by a name, not by a pronoun that might mean anything. */
  sure: boolean
  /** Its own name was said: something new that is called the same keeps the spelling it was said with. */
  named?: true
}

const pronoun = /^(it|that|this|them|those|these)$/
/** What may be said of a thing right behind the words that point at it: "mark the first done". */
const finished = /^(done|finished|completed?)$/

/** Finds the first words that point at something spoken of. */
export function pointedTo(tokens: readonly Token[], state: State, kindsOf: (family: string) => string[]): Pointed | undefined {
  const known = byName(tokens, state)
  if (known) return known
  const [last] = state.spoken
  for (let from = 0; last && from + 1 < tokens.length; from++) {
    // "cancel that alarm", said of the alarm just spoken of.
    const [first, second, after] = [tokens[from], tokens[from + 1], tokens[from + 2]]
    const whole = after === undefined || after.kind === 'sign'
    if (whole && /^(that|this|the)$/.test(first?.lower ?? '') && kindsOf(last.family).includes(stem(second?.lower ?? '')))
      return { tokens: replaced(tokens, from, 2, last), targets: [last], sure: first?.lower !== 'the' }
  }
  for (let from = 0; from < tokens.length; from++) {
    for (let length = Math.min(6, tokens.length - from); length >= 1; length--) {
      const words = tokens.slice(from, from + length)
      if (words.some(token => token.kind === 'quote')) continue
      const places = length > 1 || /^(both|#?\d)$/.test(words[0]?.lower ?? '') ? placesOf(words, tokens[from + length], state) : undefined
      const targets = places?.map(place => state.listed[place] as Spoken) ?? called(words, state)
      if (targets && targets.length > 0) return { tokens: replaced(tokens, from, length, targets[0] as Spoken), targets, sure: true }
    }
    const token = tokens[from] as Token
    if (!pronoun.test(token.lower) || !standsAlone(token, tokens[from + 1])) continue
    const one = tokens[from + 1]?.lower === 'one' ? 2 : 1
    const many = /^(them|those|these)$/.test(token.lower) && state.listed.length > 1
    const targets = many ? state.listed : state.spoken[0] ? [state.spoken[0]] : state.listed.length === 1 ? state.listed : []
    if (targets.length > 0) return { tokens: replaced(tokens, from, one, targets[0] as Spoken), targets, sure: false }
  }
  return undefined
}

/** "the last one, delete it": what is pointed at is said first. */
export function pointedFirst(tokens: Token[], state: State): { target?: Spoken; rest: Token[] } {
  const comma = tokens.findIndex(token => token.lower === ',')
  if (comma < 1 || comma > 4) return { rest: tokens }
  const place = pointedAt(
    tokens
      .slice(0, comma)
      .map(token => token.lower)
      .join(' '),
    state.listed.length,
  )?.[0]
  const target = place === undefined ? undefined : state.listed[place]
  return target ? { target, rest: tokens.slice(comma + 1) } : { rest: tokens }
}

/** "the third one due Monday": one place of the list, and what is said of it. */
export function pointedInside(tokens: readonly Token[], state: State): { target: Spoken; rest: Token[] } | undefined {
  for (let from = 0; from < tokens.length; from++) {
    for (let length = Math.min(5, tokens.length - from); length > 1; length--) {
      const words = tokens.slice(from, from + length)
      if (words.some(token => token.kind === 'quote')) continue
      const places = placesOf(words, tokens[from + length], state)
      const target = places?.length === 1 ? state.listed[places[0] as number] : undefined
      if (target) return { target, rest: [...tokens.slice(0, from), ...tokens.slice(from + length)] }
    }
  }
  return undefined
}

/** "mark the second done and the third urgent": another place of the list is left beside the one that was put in words. */
export const pointsTwice = ({ tokens }: Pointed): boolean =>
  /\band the (first|second|third|fourth|fifth|last|other)\b/.test(
    tokens.map(token => (token.kind === 'quote' ? '' : token.lower)).join(' '),
  )

/** The name of something spoken of, said in full: "make the budget review urgent" after it was made. */
function byName(tokens: readonly Token[], state: State): Pointed | undefined {
  for (const record of [...state.listed, ...state.spoken]) {
    const words = tokenise(record.name).map(token => token.lower)
    if (words.length < 2) continue
    for (let from = 0; from + words.length <= tokens.length; from++) {
      if (!words.every((word, at) => tokens[from + at]?.text.toLowerCase() === word)) continue
      const start = /^(the|my)$/.test(tokens[from - 1]?.lower ?? '') ? from - 1 : from
      return { tokens: replaced(tokens, start, from + words.length - start, record), targets: [record], sure: true, named: true }
    }
  }
  return undefined
}

/** "the second one", "all three of them", "1 and 3"; a number alone only where nothing else follows that it could count. */
function placesOf(words: readonly Token[], next: Token | undefined, state: State): number[] | undefined {
  if (state.listed.length === 0) return undefined
  const text = words.map(token => token.lower).join(' ')
  if (
    /^\d$/.test(text) ||
    (/^(the )?(first|second|third|last|other)$/.test(text) &&
      next !== undefined &&
      next.kind !== 'sign' &&
      !functionWords.has(next.lower) &&
      !finished.test(next.lower))
  )
    return undefined
  if (/^(the )?other( one)?$/.test(text)) return theOther(state)
  return pointedAt(text, state.listed.length)
}

/** Of two that were shown, the one that was not spoken of last. */
function theOther({ listed, spoken }: State): number[] | undefined {
  const now = listed.findIndex(each => (each.id ?? each.name) === (spoken[0]?.id ?? spoken[0]?.name))
  return listed.length === 2 && now >= 0 ? [1 - now] : undefined
}

/** "that" before a noun is no pronoun: "that report". */
const standsAlone = (token: Token, next: Token | undefined): boolean =>
  /^(it|them)$/.test(token.lower) ||
  next === undefined ||
  next.kind === 'sign' ||
  next.lower === 'one' ||
  functionWords.has(next.lower) ||
  prepositions.has(next.lower) ||
  finished.test(next.lower) ||
  /^(instead|again|urgent|now)$/.test(next.lower)

/** "the dentist one", "the shirts thing": the only thing spoken of whose name holds these words. */
function called(words: readonly Token[], state: State): Spoken[] | undefined {
  if (words.length < 3 || !/^(the|that|my)$/.test(words[0]?.lower ?? '') || !/^(one|thing)$/.test(words.at(-1)?.lower ?? ''))
    return undefined
  const inner = words.slice(1, -1).map(token => token.lower)
  if (inner.every(word => functionWords.has(word))) return undefined
  const hits = [...state.listed, ...state.spoken].filter(record =>
    inner.every(word =>
      record.name
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .includes(word),
    ),
  )
  return new Set(hits.map(record => record.name.toLowerCase())).size === 1 ? hits.slice(0, 1) : undefined
}

function replaced(tokens: readonly Token[], from: number, length: number, target: Spoken): Token[] {
  const first = tokens[from] as Token
  const last = tokens[from + length - 1] as Token
  const name: Token = {
    text: target.name,
    lower: target.name.toLowerCase(),
    start: first.start,
    end: last.end,
    kind: 'quote',
    inner: target.name,
  }
  return [...tokens.slice(0, from), name, ...tokens.slice(from + length)]
}
