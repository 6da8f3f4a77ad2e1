import { nameRun } from '../found/people.ts'
import type { Reading } from '../model/rank.ts'
import { type Desk, isComplete } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import { commandVerbs, determiners, stem } from '../text/words.ts'
import { findTimes } from '../time/find.ts'
import type { Part } from './split.ts'

/** "remind me at 5 to call Ola and at 6 to start dinner": the head of the first request serves the second. */
export function borrowed(desk: Desk, left: Part, right: Part): Part | undefined {
  const before = desk.rank(desk.clause(left.tokens, left.question))[0]
  if (before?.profile.reads) return alsoShown(desk, right)
  if (!before || before.profile.reads || !isComplete(before)) return undefined
  if (before.alignment.frame.bare?.verbFirst) return paired(desk, left, right, before)
  if (before.alignment.matched < 0.9) return undefined
  const slotStart = Math.min(...[...before.alignment.slots.values()].flat(), left.tokens.length)
  const spanStart = Math.min(...findTimes(left.tokens, desk.around.now).map(span => span.from), left.tokens.length)
  const head = left.tokens.slice(0, Math.min(slotStart, spanStart)).filter(token => !determiners.has(token.lower) && token.kind !== 'sign')
  if (head.length === 0 || head.length > 4) return undefined
  const times = findTimes(right.tokens, desk.around.now)
  const again = another(desk, left, right, before) ?? paired(desk, left, right, before)
  if (again) return again
  const sorted = sameSort(desk, left, right, before)
  if (sorted) return sorted
  const timeThenTo = times[0]?.from === 0 && right.tokens[times[0].to]?.lower === 'to'
  const quote = right.tokens.length === 1 && right.tokens[0]?.kind === 'quote'
  const thing = before.profile.key !== undefined && determiners.has(right.tokens[0]?.lower ?? '')
  if (!timeThenTo && !quote && !thing) return undefined
  const tail = quote ? left.tokens.slice(Math.max(...[...before.alignment.slots.values()].flat()) + 1) : []
  const nouned = thing && desk.model.nounFamilies.has(stem(right.tokens[1]?.lower ?? ''))
  const plain = nouned ? head.filter(token => !desk.model.nounFamilies.has(stem(token.lower))) : head
  const noun = left.tokens.find(token => desk.model.nounFamilies.get(stem(token.lower))?.has(before.profile.family))
  const sort =
    thing && noun
      ? right.tokens.map((token, at) => (token.lower === 'one' && at > 1 ? { ...noun, start: token.start, end: token.end } : token))
      : right.tokens
  const tokens = [...plain, ...sort, ...tail]
  const top = desk.rank(desk.clause(tokens, false))[0]
  return top &&
    top.profile.id === before.profile.id &&
    isComplete(top) &&
    top.alignment.unexplained < 0.3 &&
    (quote || timeThenTo || top.alignment.matched >= before.alignment.matched - 0.2)
    ? { tokens, question: false }
    : undefined
}

/** "add card Kim 030 1 and card Lee 030 2": the word for the sort is said again, the verb once. */
function sameSort(desk: Desk, left: Part, right: Part, before: Reading): Part | undefined {
  const verb = left.tokens[0]
  const noun = stem(right.tokens[0]?.lower ?? '')
  if (!verb || before.profile.key || stem(left.tokens[1]?.lower ?? '') !== noun || right.tokens.length < 2) return undefined
  if (!desk.model.nounFamilies.get(noun)?.has(before.profile.family)) return undefined
  const tokens = [verb, ...right.tokens]
  const top = desk.rank(desk.clause(tokens, false))[0]
  return top?.profile.id === before.profile.id && isComplete(top) && top.alignment.unexplained < 0.3
    ? { tokens, question: false }
    : undefined
}

/** "list my recipes and tools": another sort of record, said by its word alone. */
function alsoShown(desk: Desk, right: Part): Part | undefined {
  const words = right.tokens.filter(token => !determiners.has(token.lower) && token.kind !== 'sign')
  const [word] = words
  if (
    words.length !== 1 ||
    !word ||
    !desk.model.profiles.some(
      ({ reads, main, nouns }) => reads && !main?.required && nouns.some(noun => noun.length === 1 && noun[0] === stem(word.lower)),
    )
  )
    return undefined
  const top = desk.rank(desk.clause(right.tokens, false))[0]
  return top?.profile.reads && isComplete(top) && top.alignment.matched > 0.5 && top.alignment.unexplained < 0.2 ? right : undefined
}

/** "remind me to call Ann at 9 and Bob at 10", "water the ferns at 6 and feed the fish at 7": each with its own hour, the head said once. */
function paired(desk: Desk, left: Part, whole: Part, before: Reading): Part | undefined {
  const again = whole.tokens[0]?.lower === 'to'
  const right = again ? { ...whole, tokens: whole.tokens.slice(1) } : whole
  const ends = sameEnd(left.tokens, right.tokens)
  const own = ends ?? timeAtEnd(desk, right.tokens)
  const first = ends ?? timeAtEnd(desk, left.tokens)
  const main = before.profile.main && before.alignment.slots.get(before.profile.main.name)
  if (before.profile.key || !own || !first || !main || right.tokens.length < 2) return undefined
  const start = Math.min(...main)
  const verbal = commandVerbs.has(left.tokens[start]?.lower ?? '')
  const command = commandVerbs.has(right.tokens[0]?.lower ?? '')
  const led = samePreposition(left, right, main)
  const head = left.tokens.slice(0, led ?? (again || command || !verbal ? start : start + 1))
  if (command && !verbal) return undefined
  if (head.length === 0 || head.length > 7) return undefined
  // The day is said once.
  const day = own.moment?.day ? [] : dayTokens(desk, left.tokens)
  const tokens = [...head, ...right.tokens, ...day]
  const top = desk.rank(desk.clause(tokens, false))[0]
  return top && top.profile.id === before.profile.id && isComplete(top) && top.alignment.unexplained < 0.3
    ? { tokens, question: false }
    : undefined
}

/** "a call with Lena at 2 and with Omar at 3": where the preposition of the second part stands in what the first is called. */
function samePreposition(left: Part, right: Part, main: readonly number[]): number | undefined {
  const first = right.tokens[0]?.lower ?? ''
  const at = /^(with|for|about|to)$/.test(first) ? main.find(place => left.tokens[place]?.lower === first) : undefined
  return at !== undefined && at > Math.min(...main) && /^\p{Lu}/u.test(right.tokens[1]?.text ?? '') ? at : undefined
}

/** "… to Groceries and … to Hardware": both parts end in the same way. */
function sameEnd(left: readonly Token[], right: readonly Token[]): { moment?: { day: string } } | undefined {
  const [a, b] = [left.at(-2), right.at(-2)]
  const names = [left.at(-1), right.at(-1)].every(token => /^\p{Lu}/u.test(token?.text ?? ''))
  return names && right.length > 2 && a?.lower === b?.lower && /^(to|in|into|on|under|for)$/.test(a?.lower ?? '')
    ? { moment: { day: '' } }
    : undefined
}

/** The hour a part ends with, if it ends with one. */
const timeAtEnd = (desk: Desk, tokens: readonly Token[]) =>
  findTimes(tokens, desk.around.now).find(span => span.to === tokens.length && span.moment?.minute !== undefined && !span.rule)

/** The tokens of the day a part names. */
function dayTokens(desk: Desk, tokens: readonly Token[]): Token[] {
  const span = findTimes(tokens, desk.around.now).find(each => each.moment?.day !== undefined)
  if (!span) return []
  const said = tokens.slice(span.core, span.to)
  const hour = said.findIndex(token => /^(at|@|\d{1,2}(:\d\d)?(am|pm)?|noon|midday|am|pm)$/.test(token.lower))
  if (hour < 0) return said
  const [head, tail] = [said.slice(0, hour), said.slice(hour)]
  return head.length > 0 ? head : tail.filter(token => /^(today|tomorrow|tonight|next)$/.test(token.lower) || /day$/.test(token.lower))
}

/** "another to review the wireframes", "and Joyce to bring the cups": the first request once more, with another title or person, at the same time if none is said. */
function another(desk: Desk, left: Part, right: Part, before: Reading): Part | undefined {
  const first = right.tokens[0]?.lower ?? ''
  const named = before.alignment.slots.size > 1 ? nameRun({ text: desk.text, tokens: right.tokens, times: [], question: false }, 0) : 0
  const to = right.tokens[named]?.lower === 'to'
  const again = first === 'another' || (first === 'one' && right.tokens[1]?.lower === 'to')
  if (!again && !(named > 0 && to)) return undefined
  const slots = [...before.alignment.slots.values()].map(places => Math.min(...places))
  const spans = findTimes(left.tokens, desk.around.now)
  const start = Math.min(...slots, ...spans.map(span => span.from), left.tokens.length)
  let head = left.tokens.slice(0, start)
  if (again) while (head.length > 0 && /^(to|for|that|:)$/.test(head.at(-1)?.lower ?? '')) head = head.slice(0, -1)
  const rest = again ? right.tokens.slice(right.tokens[1]?.lower === 'one' ? 2 : 1) : right.tokens
  const timed = findTimes(right.tokens, desk.around.now).length > 0 ? [] : spans.flatMap(span => left.tokens.slice(span.from, span.to))
  const tokens = [...head, ...rest, ...timed]
  const top = desk.rank(desk.clause(tokens, false))[0]
  return top && top.profile.id === before.profile.id && isComplete(top) && top.alignment.unexplained < 0.3
    ? { tokens, question: false }
    : undefined
}
