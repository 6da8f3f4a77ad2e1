import { slotText } from '../fill/text.ts'
import type { Clause } from '../found/extraction.ts'
import type { Profile } from '../model/profile.ts'
import type { Desk } from '../model/ready.ts'
import { verbOfPast } from '../text/past-verbs.ts'
import { determiners, functionWords, prepositions, pronouns, stem } from '../text/words.ts'
import { numbers } from '../time/lexicon.ts'
import type { Outcome } from './act.ts'

/** Longer sentences tell a story. */
const most = 12

const adverbs = /^(just|already|finally|now|also|since|recently|successfully|ok|okay|right|today|yesterday|by|hooray|yay|done)$/
const passive = /^(is|are|was|were|has|have|got)$/

/**
 * "watered the plants", "I've already paid the plumber", "the car has been washed": a thing done, without the verb or the noun of any skill. It is
 * looked up by the words for doing it, and where there is no such record nothing happens.
 */
export function toldDone(desk: Desk, clause: Clause): Outcome | undefined {
  if (clause.question || clause.tokens.length > most || clause.tokens.some(token => token.lower === '?')) return undefined
  const profile = desk.model.profiles.find(each => each.told)
  if (!profile?.key) return undefined
  // When it was done is no part of what it is called.
  const timed = clause.times.filter(span => !span.inner && !span.squeezed && (span.moment?.day ?? '~') <= desk.around.now.day)
  if (clause.times.some(span => span.moment && !span.inner && !span.squeezed && !timed.includes(span))) return undefined
  const places = clause.tokens
    .map((_, at) => at)
    .filter(at => !timed.some(span => at >= span.from && at < span.to) && !/^[.!]$/.test(clause.tokens[at]?.lower ?? ''))
  const name = beDone(clause, places, profile) ?? active(desk, clause, places, profile)
  return name === undefined ? undefined : { requests: [{ skill: profile.id, input: { [profile.key.name]: name }, confidence: 0.8 }] }
}

/** "(I have) (just) washed the car (already)". */
function active(desk: Desk, clause: Clause, places: readonly number[], profile: Profile): string | undefined {
  const word = (at: number | undefined) => (at === undefined ? '' : (clause.tokens[at]?.lower ?? ''))
  let start = 0
  while (/^(i|we|i've|we've|ive|have|i'd)$/.test(word(places[start])) || adverbs.test(word(places[start])) || word(places[start]) === ',')
    start++
  let end = places.length
  while (end > start && (adverbs.test(word(places[end - 1])) || word(places[end - 1]) === ',')) end--
  const verb = verbOfPast(word(places[start]))
  if (!verb || clause.tokens[places[start] as number]?.kind !== 'word') return undefined
  const rest = places.slice(start + 1, end)
  const [first] = rest
  const particle = /^(up|out|off|away|in|back)$/.test(word(first)) && rest.length > 1
  const head = particle ? word(rest[1]) : word(first)
  if (clause.tokens[first ?? 0]?.kind === 'number' || numbers.has(head)) return undefined
  if (rest.length === 0 || pronouns.has(head) || /ly$/.test(head) || /^(me|us|you|myself|that|so|very|too|not|some)$/.test(head))
    return undefined
  if (
    prepositions.has(head) ||
    head === 'down' ||
    rest.some(
      (at, place) =>
        /^[,;:]$/.test(word(at)) ||
        /^(but|because|when|that|if)$/.test(word(at)) ||
        (word(at) === 'and' && /^(i|we|i've)$/.test(word(rest[place + 1]))),
    )
  )
    return undefined
  // What is said with the word for a record of some skill has its own way to be said.
  if (rest.some(at => desk.model.nounFamilies.has(stem(word(at))) && !profile.kinds.some(kind => kind[0] === stem(word(at)))))
    return undefined
  const said = slotText(clause, rest, { ...(profile.key as NonNullable<Profile['key']>), name: 'what' })
  // Articles stay: it is called as it would be told to somebody.
  const text = particle || determiners.has(head) ? rest.map(at => clause.tokens[at]?.text).join(' ') : said
  return text ? `${verb} ${text}` : undefined
}

/** "the plants have been watered", "the flights are booked", "I got the gutters cleaned": the thing it was done to. */
function beDone(clause: Clause, places: readonly number[], profile: Profile): string | undefined {
  const word = (at: number | undefined) => (at === undefined ? '' : (clause.tokens[at]?.lower ?? ''))
  let end = places.length
  while (end > 0 && adverbs.test(word(places[end - 1]))) end--
  if (end < 3 || !verbOfPast(word(places[end - 1]))) return undefined
  let stop = end - 1
  let start = 0
  if (/^(i|we|i've|we've)$/.test(word(places[0])) && /^(got|had|have)$/.test(word(places[1]))) start = 2
  else {
    while (stop > 0 && (adverbs.test(word(places[stop - 1])) || word(places[stop - 1]) === 'been')) stop--
    if (!passive.test(word(places[stop - 1]))) return undefined
    stop--
  }
  const thing = places.slice(start, stop)
  if (!determiners.has(word(thing[0])) || thing.length < 2 || thing.length > 6) return undefined
  if (thing.some(at => functionWords.has(word(at)) && !determiners.has(word(at)) && !/^(of|for|to|with|and)$/.test(word(at))))
    return undefined
  return slotText(clause, thing, profile.key as NonNullable<Profile['key']>)
}
