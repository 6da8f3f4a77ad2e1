import type { Clause } from '../found/extraction.ts'
import type { Reading } from '../model/rank.ts'
import type { Desk } from '../model/ready.ts'
import { isCompound } from '../text/compounds.ts'
import type { Token } from '../text/token.ts'
import { commandVerbs, determiners, functionWords, prepositions, stem } from '../text/words.ts'
import { dayParts, ordinals, shortForms } from '../time/lexicon.ts'
import { holdsDebris } from './debris.ts'

/**
 * Is there a word in what a reading would write that looks like something else than part of the name it was put into: a second request, a place where it
 * should go, a part of a time, a word nobody knows? Every word must be a verb, a value or a name; what is none of these is better asked about.
 */
export function unaccounted(desk: Desk, clause: Clause, reading: Reading): boolean {
  const { profile, extraction, alignment } = reading
  // A short word that was corrected may as well have been another verb: "mak" is "mark" and "make".
  const [verb] = clause.tokens
  const typed = verb?.text.toLowerCase() ?? ''
  if (profile.key && verb?.kind === 'word' && typed.length < 4 && verb.lower !== typed && !shortForms.has(typed)) return true
  if (strangePerson(clause, reading) || uncalledFor(clause, reading)) return true
  if (!profile.main) return false
  const places = (alignment.slots.get(profile.main.name) ?? []).filter(at => clause.tokens[at]?.kind !== 'quote')
  if (profile.main.meaning.kind === 'text' || places.length === 0) return false
  const word = (at: number | undefined): Token | undefined => (at === undefined ? undefined : clause.tokens[at])
  const first = places.find(at => !functionWords.has(word(at)?.lower ?? '') && word(at)?.kind !== 'sign')
  // "tomorrow [morning] to take the rolls out": a part of a time was left for the name.
  if (first !== undefined && first === places[0] && extraction.hidden[first - 1] && dayParts.has(word(first)?.lower ?? '')) return true
  if (holdsDebris(clause, reading, places)) return true
  if (profile.key) return dayOfOwn(clause, reading, places) || otherSort(desk, clause, reading, places) || fieldOfIt(clause, places)
  return (
    oddEdge(clause, reading, places) ||
    goesElsewhere(desk, clause, places) ||
    endsApart(clause, reading, places) ||
    secondOne(clause, reading, places) ||
    cutByDay(clause, reading, places) ||
    unknownStart(desk, reading, places, clause)
  )
}

/** "remind [me] on the Fourth": somebody was named already, or the name counts. */
function strangePerson(clause: Clause, { profile, filled, alignment }: Reading): boolean {
  return profile.fields.some(field => {
    const name = filled.input[field.name]
    if (field.meaning.to !== 'person' || field.list || profile.key || typeof name !== 'string' || name === 'me') return false
    if (
      name
        .toLowerCase()
        .split(' ')
        .some(each => ordinals.has(each))
    )
      return true
    // "I mean remind" is nobody.
    if (name.split(' ').some(each => each === 'I' || (each === each.toLowerCase() && commandVerbs.has(each) && name.includes(' '))))
      return true
    const at = clause.tokens.findIndex(token => name.toLowerCase().startsWith(token.lower) && token.kind === 'word')
    const before = clause.tokens[at - 1]?.lower ?? ''
    const me = clause.tokens.findIndex(token => token.lower === 'me')
    const verb = profile.verbs.some(phrase => phrase.length === 1 && phrase[0] === stem(clause.tokens[me - 1]?.lower ?? ''))
    return alignment.slots.has(field.name) && verb && me < at && !/^(for|with|and)$/.test(before)
  })
}

/** "start a timer", "make a sandwich": a verb that many sorts share, and a thing of none of them. */
function uncalledFor(clause: Clause, { profile, extraction, alignment, filled }: Reading): boolean {
  if (profile.key || profile.reads || alignment.frame.bare || extraction.count > 0 || alignment.taken.length > 0) return false
  const named = alignment.frame.elements.some(({ kind }) => kind === 'noun' || kind === 'tail')
  const title = profile.main && alignment.slots.get(profile.main.name)?.[0]
  if (profile.main?.meaning.kind === 'text' || clause.tokens[(title ?? 0) - 1]?.lower === ':') return false
  if (title === undefined || typeof filled.input[profile.main?.name ?? ''] !== 'string' || clause.tokens[title]?.kind === 'quote')
    return false
  const article = [title - 1, title].some(at => /^(a|an|another|the|my|our)$/.test(clause.tokens[at]?.lower ?? ''))
  return article && (!named || alignment.missed > 0.5) && title < 3 && !/^(to|that)$/.test(clause.tokens[title - 1]?.lower ?? '')
}

/** "[Thursday's] lunch": which one of several it is, and no part of what it is called. */
const dayOfOwn = (clause: Clause, { extraction }: Reading, places: readonly number[]): boolean =>
  clause.times.some(
    span => span.moment?.day && !extraction.hidden[span.core] && places.includes(span.core) && clause.tokens[span.to]?.lower === "'s",
  )

/** "Priya's new handle": a field nobody declared, and no part of the name. */
const fieldOfIt = (clause: Clause, places: readonly number[]): boolean =>
  places.some(
    (at, place) =>
      clause.tokens[at]?.lower === "'s" &&
      places[place + 1] === at + 1 &&
      /^(new|current|old|latest|correct|actual)$/.test(clause.tokens[at + 1]?.lower ?? ''),
  )

/** "the choir rehearsal has moved to room 2" says nothing of anybody: the name ends in a word for a sort of record that this skill does not have. */
function otherSort(desk: Desk, clause: Clause, { profile }: Reading, places: readonly number[]): boolean {
  const last = clause.tokens[places.at(-1) as number]
  if (last?.kind !== 'word' || last.text !== last.lower || !holdsAddress(profile)) return false
  return desk.model.profiles.some(
    ({ family, kinds }) => family !== profile.family && kinds.some(kind => kind.length === 1 && kind[0] === stem(last.lower)),
  )
}

/** "… in the cupboard …", "… on my list …" within a name says where it should go. */
const goesElsewhere = (desk: Desk, clause: Clause, places: readonly number[]): boolean =>
  places.some((at, place) => {
    const [before, lead] = [places[place - 1], places[place - 2]]
    const next = clause.tokens[at + 1]
    return (
      before === at - 1 &&
      lead === at - 2 &&
      desk.model.nounFamilies.has(stem(clause.tokens[at]?.lower ?? '')) &&
      /^(the|my|our)$/.test(clause.tokens[before]?.lower ?? '') &&
      /^(in|into|on|onto|to)$/.test(clause.tokens[lead]?.lower ?? '') &&
      (!places.includes(at + 1) || next?.kind === 'sign' || prepositions.has(next?.lower ?? '') || next?.lower === 'and')
    )
  })

/** "lunch with Theo [Friday at 1] Dishoom", "the letter [by Friday] to Finance": a name behind the time may be where it is or goes. */
function endsApart(clause: Clause, { profile, extraction, alignment }: Reading, places: readonly number[]): boolean {
  const span = clause.times.find(({ core, to, from }) => extraction.hidden[core] && places.includes(to) && places.some(at => at < from))
  if (!span) return false
  const tail = places.filter(at => at >= span.to && clause.tokens[at]?.kind === 'word')
  const [first, second] = tail.map(at => clause.tokens[at])
  const isName = (token: Token | undefined): boolean => /^\p{Lu}\p{Ll}/u.test(token?.text ?? '')
  if (tail.length < 3 && isName(first) && alignment.frame.bare && profile.fields.some(({ meaning }) => meaning.kind === 'place'))
    return true
  return (
    tail.length < 4 &&
    isName(second) &&
    profile.fields.some(
      ({ meaning }) =>
        meaning.kind === 'ref' && meaning.to !== 'person' && /^(to|in|into|under)$/.test(first?.lower ?? '') && Boolean(meaning.cues),
    )
  )
}

/** "pack and put the parade … for Sunday at 2": a verb behind an "and", and a time of its own. */
const secondOne = (clause: Clause, { extraction }: Reading, places: readonly number[]): boolean =>
  places.some((at, place) => {
    const next = places[place + 1]
    if (clause.tokens[at]?.lower !== 'and' || next === undefined || !commandVerbs.has(clause.tokens[next]?.lower ?? '')) return false
    return clause.times.some(
      span => span.moment && !span.inner && span.core > next && !extraction.hidden[span.core] && places.includes(span.core),
    )
  })

/** "reading [Saturday] by Ian": a bare day between two words of a name may be one of them. */
const cutByDay = (clause: Clause, { extraction }: Reading, places: readonly number[]): boolean =>
  clause.times.some(span => {
    if (!span.moment?.day || span.moment.minute !== undefined || span.cue || !extraction.hidden[span.core] || span.to !== span.from + 1)
      return false
    const [before, after] = [clause.tokens[span.from - 1], clause.tokens[span.to]]
    return (
      /^\p{Lu}/u.test(clause.tokens[span.core]?.text ?? '') &&
      places.includes(span.from - 1) &&
      places.includes(span.to) &&
      before?.kind === 'word' &&
      after?.kind === 'word' &&
      /^(by|of|and)$/.test(after.lower)
    )
  })

/**
 * "[off] for deep work", "Lou Brandt, [fone]", "[Monday morning] checklist" behind a colon, "[call sheet] review", "water twice a day": an edge of the
 * name that was cut at the wrong place, or that says something else.
 */
function oddEdge(clause: Clause, { profile, alignment, extraction }: Reading, places: readonly number[]): boolean {
  const at = (place: number) => clause.tokens[places.at(place) ?? -1]
  const [first, second, last] = [at(0), at(1), at(-1)]
  if (/^(off|up|out)$/.test(first?.lower ?? '') && prepositions.has(second?.lower ?? '')) return true
  if (holdsAddress(profile) && at(-2)?.lower === ',' && last?.text === last?.lower) return true
  if (alignment.frame.bare?.verbFirst && isCompound(first?.lower ?? '', second?.lower ?? '')) return true
  if (places.some(place => /^(twice|thrice)$/.test(clause.tokens[place]?.lower ?? ''))) return true
  return clause.times.some(
    span =>
      span.from > 0 &&
      clause.tokens[span.from - 1]?.lower === ':' &&
      !span.cue &&
      extraction.hidden[span.core] &&
      places[0] === span.to &&
      first?.kind === 'word' &&
      !commandVerbs.has(first.lower) &&
      /^\p{Lu}/u.test(clause.tokens[span.core]?.text ?? ''),
  )
}

const holdsAddress = ({ fields }: Reading['profile']): boolean => fields.some(({ meaning }) => /^(phone|email)$/.test(meaning.kind))

/** "rmd me …": a word nobody knows before "me" is a verb nobody declared; one without a vowel is a short form of something. */
function unknownStart(desk: Desk, { alignment }: Reading, places: readonly number[], clause: Clause): boolean {
  const [first, second] = places.map(at => clause.tokens[at])
  if (!alignment.frame.bare || first?.kind !== 'word' || first.text !== first.lower || desk.around.familiar(first.lower)) return false
  if (/^(me|us)$/.test(second?.lower ?? '') && !commandVerbs.has(first.lower)) return true
  return (
    !/[aeiouy]/.test(first.lower) &&
    first.lower.length > 2 &&
    second !== undefined &&
    !determiners.has(second.lower) &&
    commandVerbs.has(clause.tokens[places[1] as number]?.lower ?? '')
  )
}
