import type { Clause } from '../found/extraction.ts'
import type { Now } from '../time/civil.ts'
import { findTimes } from '../time/find.ts'
import { shortForms } from '../time/lexicon.ts'
import type { Spelling } from './spelling.ts'
import { type Token, tokenise } from './token.ts'
import { closers, courtesyWords, functionWords, openers, questionWords } from './words.ts'

/** Makes a clause of tokens that were already corrected. */
export function clauseOf(text: string, tokens: Token[], now: Now, question = asks(tokens)): Clause {
  return { text, tokens, times: findTimes(tokens, now), question }
}

export const asks = (tokens: readonly Token[]): boolean => tokens.at(-1)?.lower === '?' || questionWords.has(tokens[0]?.lower ?? '')

/** Tokens with typing errors corrected for comparing. A capital inside a sentence is a name and stays. */
export function corrected(text: string, spelling: Spelling, names: ReadonlySet<string>): Token[] {
  const shouting = text === text.toUpperCase()
  const tokens = tokenise(text)
  return spelling
    .correct(
      tokens,
      (token, at) =>
        names.has(token.lower) ||
        shortForms.has(token.lower) ||
        (!shouting && at > 0 && /^\p{Lu}/u.test(token.text) && !/^[.!?]$/.test(tokens[at - 1]?.text ?? '')),
    )
    .map(token => {
      const long = shortForms.get(token.lower)
      return long ? { ...token, lower: long } : token
    })
}

const matches = (tokens: readonly Token[], at: number, phrase: readonly string[]): number | undefined => {
  let to = at
  for (const word of phrase) {
    while (to > at && tokens[to]?.lower !== word && /^(,|really|super|very|so|just|truly|greatly)$/.test(tokens[to]?.lower ?? '')) to++
    if (tokens[to]?.lower !== word) return undefined
    to++
  }
  return to
}

export interface Trimmed {
  tokens: Token[]
  /** A polite question was cut off, so a question mark means nothing. */
  polite: boolean
}

/** "I do hope this isn't a nuisance: …" and "so sorry to bug you, but …": what stands before the first break says nothing. */
function withoutCourtesy(tokens: Token[]): Token[] {
  const end = tokens.findIndex((token, at) => at > 0 && /^[,:!]$/.test(token.lower))
  if (end < 2 || end > 14 || end >= tokens.length - 1) return tokens
  const lead = tokens.slice(0, end)
  const hopes = /^(i )?(do )?hope (you|this|that|it|all|everything|your)\b/.test(lead.map(token => token.lower).join(' '))
  const empty = lead.every(
    token =>
      hopes ||
      courtesyWords.has(token.lower) ||
      functionWords.has(token.lower) ||
      /^(isn't|it's|do|hassle|pain|star|hope|ask|when|if|much|too|good|morning|evening|afternoon|day|second|you)$/.test(token.lower),
  )
  if (!empty || !lead.some(token => courtesyWords.has(token.lower) || /^(good|morning)$/.test(token.lower))) return tokens
  const rest = tokens.slice(end + 1)
  return rest[0]?.lower === 'but' ? rest.slice(1) : rest
}

/** "…, cheers ever so much", "… when you have a minute": what stands after the last break, or after a "when you", and only thanks or waits. */
function withoutThanks(tokens: Token[]): Token[] {
  const end = tokens.length - [...tokens].reverse().findIndex(token => !/^[,.!?…]$/.test(token.lower))
  for (let at = Math.max(1, end - 8); at < end; at++) {
    const word = tokens[at]?.lower ?? ''
    const comma = /^[,–—.-]$/.test(word)
    const waits = /^(when|whenever|once|if)$/.test(word) && /^(you|you've|it|it's|its|that's)$/.test(tokens[at + 1]?.lower ?? '')
    const prettily = word === 'pretty' && tokens[at + 1]?.lower === 'please'
    if (!comma && !waits && !prettily) continue
    const tail = tokens.slice(comma ? at + 1 : at, end)
    const empty = tail.every(
      token =>
        courtesyWords.has(token.lower) ||
        functionWords.has(token.lower) ||
        (waits && /^(when|whenever|once|get|got|free|spare|second|sec|minute|min|time|around|convenient|suits|ready)$/.test(token.lower)) ||
        /^(when|whenever|ever|pretty|star|legend|best|angel|too|you're|appreciated|god|bless|day|nice|hassle|asap)$/.test(token.lower),
    )
    const thanks = tail.some(
      token => courtesyWords.has(token.lower) || /^(please|star|legend|time|minute|sec|second|free)$/.test(token.lower),
    )
    if (tail.length > 0 && empty && thanks && !tail.some(token => token.kind === 'number')) return tokens.slice(0, at)
  }
  return tokens
}

/** "every Friday I want to be …", "tomorrow at 9 could you …": the courtesy stands behind the time the message begins with. */
function withoutInner(tokens: Token[], now: Now): Token[] {
  const [first] = findTimes(tokens, now)
  if (first?.from !== 0) return tokens
  const from = tokens[first.to]?.lower === ',' ? first.to + 1 : first.to
  const opener = openers.find(phrase => phrase.length > 1 && matches(tokens, from, phrase) !== undefined)
  const to = opener ? (matches(tokens, from, opener) as number) : from
  return to === from || to >= tokens.length ? tokens : [...tokens.slice(0, first.to), ...tokens.slice(to)]
}

/** Takes off what is only politeness: "could you please …, thanks!". What names a time is kept ("next week"). */
export function trimmed(all: readonly Token[], now: Now): Trimmed {
  let tokens = [...all]
  let polite = false
  tokens = withoutCourtesy(tokens)
  for (let round = 0; round < 8; round++) {
    while (tokens.length > 1 && /^[,.!:…–-]$/.test(tokens[0]?.lower ?? '')) tokens = tokens.slice(1)
    const times = findTimes(tokens.slice(0, 4), now)
    const opener = times.some(span => span.from === 0) ? undefined : openers.find(phrase => matches(tokens, 0, phrase) !== undefined)
    const to = opener ? (matches(tokens, 0, opener) as number) : 0
    if (to === 0 && times[0]?.from === 0) tokens = withoutInner(tokens, now)
    if (to === 0 || to >= tokens.length || tokens.slice(to).every(token => token.kind === 'sign')) break
    if (opener && /^(would|could|can|will|do|are|is|may|might)$/.test(opener[0] as string) && opener.length > 1) polite = true
    tokens = tokens.slice(to)
  }
  while (tokens.length > 1 && tokens.at(-1)?.kind === 'bang' && /^!+$/.test(tokens.at(-1)?.lower ?? '')) tokens = tokens.slice(0, -1)
  for (let round = 0; round < 4; round++) {
    const end = tokens.length - [...tokens].reverse().findIndex(token => !/^[,.!?…]$/.test(token.lower))
    const closer = closers.find(phrase => end - phrase.length > 0 && matches(tokens.slice(0, end), end - phrase.length, phrase) === end)
    if (!closer) break
    const mark = tokens.slice(end).find(token => token.lower === '?')
    tokens = tokens.slice(0, end - closer.length)
    while (tokens.length > 1 && tokens.at(-1)?.lower === ',') tokens = tokens.slice(0, -1)
    if (mark && !polite) tokens = [...tokens, mark]
  }
  const thanked = withoutThanks(tokens)
  if (thanked.length < tokens.length) tokens = tokens.at(-1)?.lower === '?' && !polite ? [...thanked, tokens.at(-1) as Token] : thanked
  // "Would you …?" asks for nothing.
  if (polite) while (tokens.length > 1 && tokens.at(-1)?.lower === '?') tokens = tokens.slice(0, -1)
  return { tokens, polite }
}
