import type { Desk } from '../model/ready.ts'
import { isComplete } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import { commandVerbs, determiners, stem } from '../text/words.ts'
import { findTimes } from '../time/find.ts'
import { makes } from './makes.ts'

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
    const command = verbAt(desk, tokens, from) ?? splitVerb(desk, tokens, from)
    if (command === undefined || at < 2 || verbAt(desk, tokens, 0) !== undefined) continue
    const pointer = tokens[command]?.lower ?? ''
    const after = tokens[command + 2]
    const ends = after === undefined || after.kind === 'sign' || /^(to|until|till|for|as|on|please|too|instead)$/.test(after.lower)
    const said = tokens.slice(0, at)
    const skipped = occurrence(desk, tokens, at, from, command)
    if (skipped) return skipped
    const noun = /^(the|that|this|my)$/.test(pointer) && ends && isNoun(desk, tokens[command + 1]) ? tokens[command + 1] : undefined
    if (!noun && !/^(it|that|this|them|those)$/.test(pointer)) continue
    const filed = tokens.slice(command + 1).some(token => isNoun(desk, token)) ? thingAlone(said) : undefined
    const named = thing(desk, said, noun) ?? filed
    // "create one for the plan, label it ward" names nothing that is there.
    if (!named || makes(desk, said)) continue
    const made = [...tokens.slice(from, command), ...named, ...tokens.slice(command + (noun ? 2 : 1))]
    const top = desk.rank(desk.clause(made, false))[0]
    if (top?.profile.key && !top.profile.reads && top.alignment.matched > 1.2 && top.alignment.unexplained < 0.5 && isComplete(top))
      return made
  }
  return undefined
}

/** "(we are not doing) the picnic": what is named last, when the command says what sort it is. */
function thingAlone(tokens: readonly Token[]): Token[] | undefined {
  const start = tokens.findIndex(token => /^(the|my|our|that|this)$/.test(token.lower))
  const end = tokens.findIndex((token, at) => at > start && verbal.test(token.lower))
  const said = tokens.slice(start, end < 0 ? tokens.length : end)
  // "write the forecast" is a thing to do, not a thing to be named.
  if (commandVerbs.has(tokens[0]?.lower ?? '')) return undefined
  return start < 0 || said.length < 2 || said.length > 4 ? undefined : said
}

/** "can't do Friday, move the gate to Monday": why, and then what is asked for. */
export function reasonFirst(desk: Desk, tokens: readonly Token[]): Token[] | undefined {
  const at = tokens.findIndex(token => /^[,;–—-]$/.test(token.lower))
  const words = tokens.slice(0, Math.max(0, at)).map(token => token.lower)
  if (
    at < 2 ||
    at > 9 ||
    !/^((sorry|i|we|i'm|it|that|this) )*(can't|cannot|won't|couldn't|not|too|busy|isn't|doesn't)\b/.test(words.join(' '))
  )
    return undefined
  const rest = tokens.slice(tokens[at + 1]?.lower === 'so' ? at + 2 : at + 1)
  if (verbAt(desk, rest, 0) === undefined) return undefined
  const top = desk.rank(desk.clause(rest, false))[0]
  return top?.profile.key && !top.profile.reads && isComplete(top) && top.alignment.matched > 1.5 && top.alignment.unexplained < 0.3
    ? rest
    : undefined
}

/** "the gate … will take longer, new deadline Monday": a field by its own word, of the thing that was said before. */
export function newValue(desk: Desk, tokens: readonly Token[]): Token[] | undefined {
  const at = tokens.findIndex((token, place) => /^[,;.–—-]$/.test(token.lower) && /^(new|the)$/.test(tokens[place + 1]?.lower ?? ''))
  if (at < 3 || tokens.length > most) return undefined
  const from = tokens[at + 1]?.lower === 'the' ? at + 2 : at + 1
  const start = tokens[from]?.lower === 'new' ? from + 1 : from
  const [value] = findTimes(tokens.slice(start), desk.around.now)
  const named = thing(desk, tokens.slice(0, at), undefined)
  if (!named || !value || tokens[from]?.lower !== 'new' || value.to !== tokens.slice(start).filter(token => token.lower !== '.').length)
    return undefined
  const field = tokens.slice(start, start + value.core).filter(token => !/^(is|:|to|now|on|for|will|be)$/.test(token.lower))
  if (field.length < 1 || field.length > 2 || field.some(token => isNoun(desk, token))) return undefined
  const put = (text: string): Token => ({ text, lower: text, start: named[0]?.start ?? 0, end: named[0]?.start ?? 0, kind: 'word' })
  const made = [put('the'), ...field, put('of'), ...named, put('is'), ...tokens.slice(start + value.core, start + value.to)]
  const top = desk.rank(desk.clause(made, false))[0]
  return top?.profile.key && !top.profile.reads && isComplete(top) && top.extraction.count > 0 && top.alignment.unexplained < 0.5
    ? made
    : undefined
}

/** "take it off the list": a verb of two words with the pronoun between them. */
function splitVerb(desk: Desk, tokens: readonly Token[], at: number): number | undefined {
  if (!/^(it|that|this|them)$/.test(tokens[at + 1]?.lower ?? '')) return undefined
  const [first, second] = [stem(tokens[at]?.lower ?? ''), tokens[at + 2]?.lower]
  return desk.model.profiles.some(
    ({ key, reads, verbs }) => key && !reads && verbs.some(verb => verb.length === 2 && verb[0] === first && verb[1] === second),
  )
    ? at + 1
    : undefined
}

/** "no choir on Friday, cancel just that one": the thing and its day are said first, the command means that day of it. */
function occurrence(desk: Desk, tokens: readonly Token[], at: number, from: number, command: number): Token[] | undefined {
  if (tokens[0]?.lower !== 'no' || at < 3 || at > 9) return undefined
  let to = command
  while (/^(just|only)$/.test(tokens[to]?.lower ?? '')) to++
  if (!/^(it|that|this)$/.test(tokens[to]?.lower ?? '')) return undefined
  const made = [...tokens.slice(from, command), ...tokens.slice(1, at)]
  const top = desk.rank(desk.clause(made, false))[0]
  return top?.profile.key && top.profile.destructive && isComplete(top) && top.extraction.count > 0 ? made : undefined
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
export function eachOfTwo(desk: Desk, all: readonly Token[]): Token[][] | undefined {
  if (all.length > most || desk.tired()) return undefined
  const tokens = all.filter((token, at) => token.lower !== 'both' || !determiners.has(all[at + 1]?.lower ?? ''))
  for (let at = 2; at < tokens.length - 2; at++) {
    if (tokens[at]?.lower !== 'and' || !determiners.has(tokens[at + 1]?.lower ?? '') || !isNoun(desk, tokens[at - 1])) continue
    const noun = stem(tokens[at - 1]?.lower ?? '')
    const last = tokens.findIndex(
      (token, place) => place > at + 1 && (stem(token.lower) === noun || (token.lower === 'one' && place > at + 2)),
    )
    let start = at - 2
    while (start > 0 && !determiners.has(tokens[start]?.lower ?? '')) start--
    if (last < 0 || start < 0 || !determiners.has(tokens[start]?.lower ?? '')) continue
    const both = [
      [...tokens.slice(0, at), ...tokens.slice(last + 1)],
      [...tokens.slice(0, start), ...tokens.slice(at + 1, last), tokens[at - 1] as Token, ...tokens.slice(last + 1)],
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
