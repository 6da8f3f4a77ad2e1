import type { Desk } from '../model/ready.ts'
import { isComplete } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import { determiners, stem } from '../text/words.ts'

/** Longer sentences are texts, and trying them at every break takes time. */
const most = 40

const verbal = /^(is|isn't|isnt|was|wasn't|can|could|has|hasn't|should|won't|will|needs|need|are|aren't|does|doesn't|did|no|still)$/

/**
 * "I no longer need the draft X, delete it", "that stretch alarm drives me mad, drop it", "the picnic is off, cancel it": the thing is said first
 * and the command points back at it. Gives the command with the thing in its place.
 */
export function topicFirst(desk: Desk, tokens: readonly Token[]): Token[] | undefined {
  if (tokens.length > most || desk.tired()) return undefined
  const breaks = tokens.flatMap((token, at) => (/^[,;–—-]$/.test(token.lower) || token.lower === 'so' ? [at] : []))
  for (const at of breaks.reverse()) {
    let from = at + 1
    while (/^(and|so|please|just|then|now|therefore|to|you|can|could|better|and)$/.test(tokens[from]?.lower ?? '')) from++
    const command = verbAt(desk, tokens, from)
    if (command === undefined || at < 2 || verbAt(desk, tokens, 0) !== undefined) continue
    const pointer = tokens[command]?.lower ?? ''
    const after = tokens[command + 2]
    const ends = after === undefined || after.kind === 'sign' || /^(to|until|till|for|as|on|please|too|instead)$/.test(after.lower)
    const noun = /^(the|that|this|my)$/.test(pointer) && ends && isNoun(desk, tokens[command + 1]) ? tokens[command + 1] : undefined
    if (!noun && !/^(it|that|this|them|those)$/.test(pointer)) continue
    const named = thing(desk, tokens.slice(0, at), noun)
    if (!named) continue
    const made = [...tokens.slice(from, command), ...named, ...tokens.slice(command + (noun ? 2 : 1))]
    const top = desk.rank(desk.clause(made, false))[0]
    if (top?.profile.key && !top.profile.reads && top.alignment.matched > 1.2 && top.alignment.unexplained < 0.5 && isComplete(top))
      return made
  }
  return undefined
}

/** Where the verb that begins here ends, if it is one that works on what exists. */
function verbAt(desk: Desk, tokens: readonly Token[], at: number): number | undefined {
  let to: number | undefined
  for (const { key, reads, verbs } of desk.model.profiles) {
    if (!key || reads) continue
    for (const verb of verbs)
      if (verb.every((word, k) => stem(tokens[at + k]?.lower ?? '') === word)) to = Math.max(to ?? 0, at + verb.length)
  }
  return to
}

const isNoun = (desk: Desk, token: Token | undefined): boolean => token !== undefined && desk.model.nounFamilies.has(stem(token.lower))

/** The thing a sentence is about: "the draft X", "that stretch alarm"; with the noun the command says, whatever stands between "the" and the verb. */
function thing(desk: Desk, tokens: readonly Token[], noun: Token | undefined): Token[] | undefined {
  const start = tokens.findIndex(token => determiners.has(token.lower))
  if (start < 0) return undefined
  const end = tokens.findIndex((token, at) => at > start && verbal.test(token.lower))
  const said = tokens.slice(start, end < 0 ? tokens.length : end)
  if (said.length < 2) return undefined
  if (noun) return [said[0] as Token, ...(said.some(token => stem(token.lower) === stem(noun.lower)) ? [] : [noun]), ...said.slice(1)]
  const at = said.findIndex((token, place) => place > 0 && isNoun(desk, token))
  if (at < 0) return undefined
  // "that stretch alarm …" has its name before it, "the alarm about the parcel" behind it.
  return at > 1 ? said.slice(0, at + 1) : said.length > 2 ? said : undefined
}

/** "mark the lamp chore and the mirror chore as done": one request for each of the two. */
export function eachOfTwo(desk: Desk, tokens: readonly Token[]): Token[][] | undefined {
  if (tokens.length > most || desk.tired()) return undefined
  for (let at = 2; at < tokens.length - 2; at++) {
    if (tokens[at]?.lower !== 'and' || !determiners.has(tokens[at + 1]?.lower ?? '') || !isNoun(desk, tokens[at - 1])) continue
    const noun = stem(tokens[at - 1]?.lower ?? '')
    const last = tokens.findIndex((token, place) => place > at + 1 && stem(token.lower) === noun)
    let start = at - 2
    while (start > 0 && !determiners.has(tokens[start]?.lower ?? '')) start--
    if (last < 0 || start < 1) continue
    const both = [
      [...tokens.slice(0, at), ...tokens.slice(last + 1)],
      [...tokens.slice(0, start), ...tokens.slice(at + 1)],
    ]
    const tops = both.map(each => desk.rank(desk.clause(each, false))[0])
    if (
      tops.every(top => top?.profile.key && !top.profile.reads && isComplete(top) && top.alignment.unexplained < 0.5) &&
      tops[0]?.profile.id === tops[1]?.profile.id
    )
      return both
  }
  return undefined
}
