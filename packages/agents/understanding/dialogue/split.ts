import { anchorsOf } from '../model/anchors.ts'
import { cellsOf } from '../model/cells.ts'
import type { Reading } from '../model/rank.ts'
import type { Desk } from '../model/ready.ts'
import { isComplete } from '../model/ready.ts'
import { asks, trimmed } from '../text/clause.ts'
import type { Token } from '../text/token.ts'
import { commandVerbs, determiners, stem } from '../text/words.ts'
import { findTimes } from '../time/find.ts'
import { bareBeside, isErrandBeside } from './beside.ts'
import { isDictated } from './dictated.ts'
import { itemised } from './itemised.ts'
import { makes } from './makes.ts'
import { pointedAt } from './ordinals.ts'
import { leadTime } from './relative.ts'
import { isReason, isRefusal } from './replies.ts'
import { borrowed } from './shared-head.ts'
import { shortForm } from './short-form.ts'
import { toldDone } from './told.ts'
import { eachOfTwo, newValue, reasonFirst, topicFirst } from './topic.ts'

/** One request's tokens, courtesies taken off. */
export interface Part {
  tokens: Token[]
  question: boolean
}

const partOf = (desk: Desk, tokens: readonly Token[]): Part => {
  const cut = trimmed(tokens, desk.around.now)
  // "tell me if I am free" asks, though what is left of it states.
  const told = /^(tell me|let me know) (if|whether)\b/.test(
    tokens
      .slice(0, 4)
      .map(token => token.lower)
      .join(' '),
  )
  return { tokens: cut.tokens, question: told || (asks(cut.tokens) && !cut.polite) }
}

/** Cuts a message into requests. A title that merely holds an "and" stays whole: what follows must be a request by itself. */
export function split(desk: Desk, tokens: readonly Token[]): Part[] {
  if (isDictated(desk, tokens)) return [partOf(desk, tokens)]
  const parts: Part[] = []
  for (const sentence of sentences(desk, tokens)) {
    const said = topicFirst(desk, sentence) ?? newValue(desk, sentence) ?? reasonFirst(desk, sentence) ?? sentence
    const pair = eachOfTwo(desk, said)
    if (pair) parts.push(...pair.map(tokens => partOf(desk, tokens)))
    else for (const tokens of itemised(desk, said) ?? [said]) parts.push(...joinedRequests(desk, tokens))
  }
  return parts
}

function sentences(desk: Desk, tokens: readonly Token[]): Token[][] {
  const found: Token[][] = []
  let from = 0
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token
    const next = tokens[at + 1]
    const gap = next ? desk.text.slice(token.end, next.start) : ''
    const line = gap.includes('\n')
    const stop =
      // "fix bug ;--" goes on.
      (token.lower === ';' && (gap.length > 0 || next?.kind !== 'sign')) ||
      (/^[!?]$/.test(token.lower) && next !== undefined && gap.length > 0) ||
      (token.lower === '.' && next !== undefined && gap.length > 0 && !shortForm(tokens, at) && tokens[at - 1]?.lower !== '.')
    if (!stop && !line) continue
    found.push(tokens.slice(from, token.lower === '?' || line ? at + 1 : at))
    from = at + 1
  }
  found.push(tokens.slice(from))
  return gathered(
    desk,
    found.filter(sentence => sentence.some(token => token.kind !== 'sign')),
  )
}

/** A sentence that asks for nothing by itself belongs to a text before it; elsewhere it is only said. */
function gathered(desk: Desk, found: Token[][]): Token[][] {
  if (found.length < 2) return found
  if (found.length > mostSentences)
    return [found.flatMap((sentence, at) => [...(at > 0 ? between(desk, found[at - 1] as Token[], sentence) : []), ...sentence])]
  const kept: Token[][] = []
  for (const sentence of found) {
    const before = kept.at(-1)
    if (!before) {
      kept.push(sentence)
      continue
    }
    const part = partOf(desk, sentence)
    const clause = desk.clause(part.tokens, part.question)
    const top = desk.rank(clause)[0]
    if (isRefusal(part.tokens) || !top || top.score < 1.1) {
      const host = partOf(desk, before)
      const own = desk.rank(desk.clause(host.tokens, host.question))[0]
      // A long text goes on; "It's fine where it is." after a command does not.
      if (own && own.profile.main?.meaning.kind === 'text' && !own.profile.reads && isComplete(own))
        kept[kept.length - 1] = [...before, ...between(desk, before, sentence), ...sentence]
      else kept.push(sentence)
    } else kept.push(sentence)
  }
  return kept
}

/** The signs that were cut out between two sentences. */
function between(desk: Desk, before: readonly Token[], after: readonly Token[]): Token[] {
  const start = before.at(-1)?.end ?? 0
  const end = after[0]?.start ?? start
  const sign = /[.!?;]/.exec(desk.text.slice(start, end))
  if (!sign) return []
  const at = start + sign.index
  return [{ text: sign[0], lower: sign[0], start: at, end: at + 1, kind: 'sign' }]
}

/**
 * More words than these in one sentence are a text, not two requests: looking for a second one at every "and" of a long text takes time that grows with
 * the third power of its length (60 words 0.3 s, 320 words 8 s), and meanwhile nobody else is served.
 */
const longest = 80
/** More sentences than these are a text too. */
const mostSentences = 20

const joints = /^(and|then|,|but|also|plus|;|&)$/

const isNumber = (token: Token | undefined): boolean => /^(\d|#\d)$/.test(token?.lower ?? '')

/** Cuts one sentence where a second request begins. */
function joinedRequests(desk: Desk, tokens: readonly Token[]): Part[] {
  if (tokens.length > longest || desk.tired()) return [partOf(desk, tokens)]
  const times = findTimes(tokens, desk.around.now)
  for (let at = 1; at < tokens.length - 1; at++) {
    if (desk.tired()) break
    if (!joints.test((tokens[at] as Token).lower) || times.some(span => at > span.from && at < span.to - 1)) continue
    // "mark 1 and 3 as done"
    if (isNumber(tokens[at - 1]) && isNumber(tokens[at + 1])) continue
    let from = at
    while (from < tokens.length && (joints.test(tokens[from]?.lower ?? '') || tokens[from]?.kind === 'sign')) from++
    const joint = tokens.slice(at, from).map(token => token.lower)
    const left = partOf(desk, tokens.slice(0, at))
    const rest = tokens.slice(from)
    const right = partOf(desk, rest)
    if (left.tokens.length === 0 || right.tokens.length === 0 || onlyTimes(desk, left.tokens)) continue
    // "remove X, I don't need it any more": why, and no second request.
    if (isReason(right.tokens) && !right.question) return [...joinedRequests(desk, tokens.slice(0, at))]
    const begun = second(desk, left, right, joint)
    if (begun) {
      const more = joinedRequests(desk, begun.tokens === right.tokens ? rest : begun.tokens)
      // An earlier joint may part two as well, once the third is out of the way.
      const first = tokens.slice(0, at).some((token, place) => place > 0 && joints.test(token.lower))
      return [...(first ? joinedRequests(desk, tokens.slice(0, at)) : [left]), ...more]
    }
    at = from - 1
  }
  return [partOf(desk, tokens)]
}

/** "on Sundays at 11, …" asks for nothing yet. */
const onlyTimes = (desk: Desk, tokens: readonly Token[]): boolean => {
  const times = findTimes(tokens, desk.around.now)
  return tokens.every((token, at) => token.kind === 'sign' || times.some(span => at >= span.from && at < span.to))
}

/** The second request, if what follows is one: by itself, or by the first one's verb. */
function second(desk: Desk, left: Part, right: Part, joint: readonly string[]): Part | undefined {
  if (joint.includes('but') || isRefusal(left.tokens)) {
    if (isRefusal(left.tokens)) return strong(desk, left, right, true) ? right : undefined
  }
  if (right.tokens.length > 1 && strong(desk, left, right, joint.includes('then') || joint.includes('also'))) return right
  if (joint.every(word => word === ',')) return !left.question && makes(desk, left.tokens) && givesItAValue(desk, right) ? right : undefined
  return borrowed(desk, left, right)
}

function strong(desk: Desk, left: Part, right: Part, loose: boolean): boolean {
  // "…, phone 0151 …, and …" only says more of what was asked for.
  const stop = right.tokens.findIndex(token => /^(,|and|;)$/.test(token.lower))
  if (
    right.tokens.slice(0, Math.min(4, stop < 0 ? 4 : stop)).some(token => token.kind === 'phone' || token.kind === 'email') &&
    !right.question &&
    (!commandVerbs.has(right.tokens[0]?.lower ?? '') || /^(phone|email)$/.test(right.tokens[1]?.kind ?? ''))
  )
    return false
  // "Nora and Jon": two names in a row are one thing.
  if (!loose && isName(left.tokens.at(-1)) && isName(right.tokens[0]) && !commandVerbs.has(right.tokens[0]?.lower ?? '')) return false
  if (leadTime(right.tokens, desk.around.now) && hangsOn(desk, right)) return true
  if (isCommandOn(desk, left) && isCommandOn(desk, right) && pointedAt(pointerOf(right), mostListed)) return true
  // "… and make it urgent": what was just worked on, with a value of its own.
  if (isCommandOn(desk, left) && givesItAValue(desk, right)) return true
  // "I paid the rent and I called the bank"
  if ([left, right].every(part => /^(i|we|i've)$/.test(part.tokens[0]?.lower ?? '') && toldDone(desk, desk.clause(part.tokens))))
    return true
  const clause = desk.clause(right.tokens, right.question)
  const top = desk.rank(clause)[0]
  if (!top || top.score < 1.2 || top.alignment.unexplained > 0.7) return false
  const first = right.tokens[0] as Token
  if (isTail(desk, left, right)) return false
  // "research and write the essay": two verbs of one title share what they work on.
  if (commandVerbs.has(left.tokens.at(-1)?.lower ?? '') && left.tokens.at(-2)?.lower === 'to' && commandVerbs.has(first.lower)) return false
  // "add salt and pepper to the wall": what would change a record has a verb of its own, or the first one is its verb too.
  if (
    top.profile.key &&
    !top.profile.reads &&
    !commandVerbs.has(first.lower) &&
    !determiners.has(first.lower) &&
    first.kind === 'word' &&
    first.text === first.lower &&
    inSlots(top, 0)
  )
    return false
  const { matched } = top.alignment
  if (isRefusal(left.tokens)) return matched >= 1
  const before = desk.rank(desk.clause(left.tokens, left.question))[0]
  // "play some jazz and write that …": what is nothing of ours is asked about, and does not swallow what is.
  if (!before || before.score < 0.8) return isErrandBeside(desk, left, first) && matched >= 1 && isComplete(top)
  if (top.profile.reads) return matched >= 1 && (right.question || matched >= 1.8 || (before.profile.reads && determiners.has(first.lower)))
  if (top.alignment.frame.bare) return bareBeside(before, top, right, desk)
  const nouned = top.alignment.frame.elements.some(element => element.kind === 'noun')
  const open = endsInSlot(left, before)
  if (!isComplete(top)) return false
  // "salt and pepper to my list" is one thing; "buy salt and post the parcel to my list" are two.
  const filed = top.alignment.frame.elements.at(-1)?.kind === 'tail' && top.alignment.frame.elements[0]?.kind === 'slot'
  if (filed && open && top.extraction.count === 0 && !commandVerbs.has(first.lower) && !determiners.has(first.lower)) return false
  if (nouned && matched >= (open ? 1.6 : 1.3)) return true
  if (!open || loose) return matched >= 0.9
  return (
    matched >= 1.5 &&
    !(commandVerbs.has(first.lower) && !determiners.has(right.tokens[1]?.lower ?? '') && top.profile.key !== undefined) &&
    !(commandVerbs.has(first.lower) && top.profile.key)
  )
}

/** "make it urgent", "label it ward": what was just spoken of, and all else is a value of its own. */
function givesItAValue(desk: Desk, right: Part): boolean {
  if (!isCommandOn(desk, right) || !/^(it|that|them|this)$/.test(right.tokens[1]?.lower ?? '')) return false
  const again = desk.rank(desk.clause(right.tokens, right.question)).find(reading => reading.profile.key && !reading.profile.reads)
  return again !== undefined && again.alignment.unexplained < 0.3 && again.extraction.count + again.alignment.taken.length > 0
}

const inSlots = ({ alignment }: Reading, at: number): boolean => [...alignment.slots.values()].some(places => places.includes(at))

const isName = (token: Token | undefined): boolean => token?.kind === 'word' && /^\p{Lu}/u.test(token.text)

/** A list is hardly pointed into beyond this place. */
const mostListed = 9

/** Does it begin with a verb that works on what exists? */
const isCommandOn = (desk: Desk, { tokens }: Part): boolean =>
  desk.model.profiles.some(
    ({ key, reads, verbs }) => key && !reads && verbs.some(verb => verb.length === 1 && verb[0] === stem(tokens[0]?.lower ?? '')),
  )

/** "delete the third": what stands behind the verb. */
const pointerOf = ({ tokens }: Part): string =>
  tokens
    .slice(1)
    .filter(token => token.kind !== 'sign')
    .map(token => token.lower)
    .join(' ')

/** "and remind me an hour before": complete with what stands before it. */
function hangsOn(desk: Desk, right: Part): boolean {
  const lead = leadTime(right.tokens, desk.around.now)
  const rest = right.tokens.filter((_, at) => !lead || at < lead.from || at >= lead.to)
  const top = desk.rank(desk.clause(rest, false))[0]
  return top !== undefined && !top.profile.reads && !top.profile.key && top.alignment.matched >= 0.9
}

/** "…, add it to my list" only says where the first request goes. */
function isTail(desk: Desk, left: Part, right: Part): boolean {
  const before = desk.rank(desk.clause(left.tokens, left.question)).slice(0, 3)
  return before.some(({ profile }) => {
    if (profile.reads) return false
    const extraction = { hidden: [], soft: new Map(), values: {}, count: 0, homeless: 0, anchored: 0 }
    const cells = cellsOf(right.tokens, extraction, false)
    return anchorsOf(profile, cells, desk.model.weights).tails[0]?.to === cells.length
  })
}

/** Does the first request end within its own title, so that "and" may go on with it? */
function endsInSlot(left: Part, reading: Reading): boolean {
  const last = left.tokens.length - 1
  for (const places of reading.alignment.slots.values()) if (places.includes(last)) return reading.profile.key === undefined
  return false
}
