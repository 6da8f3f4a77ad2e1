import { slotText } from '../fill/text.ts'
import { extract } from '../found/extract.ts'
import { type Clause, type Extraction, isNamed } from '../found/extraction.ts'
import { nameRun, personAt, pointing, textOf } from '../found/people.ts'
import type { Profile } from '../model/profile.ts'
import type { Desk } from '../model/ready.ts'
import { courtesyWords, functionWords, pronouns } from '../text/words.ts'
import { plusDays } from '../time/civil.ts'
import type { Request } from '../types.ts'
import { asksAbout } from './asking.ts'
import { onThatDay, withWeekday } from './bare-weekday.ts'
import { newTime } from './new-time.ts'
import type { Spoken, State } from './state.ts'

/** Verbs with which one changes whatever was spoken of. */
const changing =
  /^(make|set|put|change|move|push|shift|switch|call|rename|name|tag|label|mark|assign|give|bring|reschedule|postpone|delay|set|have|let|get|do|update|edit|add|schedule|move|actually|instead|rather|better|sorry|mean|meant|wait|no|now|oops|due|one|too|well|please|ok|okay|yes|then|back|also|till|until|new|hand|is|are|should|needs?|want|say|said|would|wrong|day|date|time|hour|thing|enough|btw|way|coming|comes|joining|goes|going|too|end|ends|ending|start|starts|works|prio|prefer|rather|fine|want|hm|hmm|oh|ah|sure|that's|late|early|earlier|later|after|all|turn|into|use|belongs|moved|off|daily|list|over|by|same)$/

/** The skill of a family that changes a record: it needs the record and takes most else. */
export function changerOf(desk: Desk, family: string): Profile | undefined {
  return desk.model.profiles
    .filter(profile => profile.family === family && profile.key?.required && !profile.reads && !profile.destructive)
    .sort((a, b) => b.fields.length - a.fields.length)[0]
}

export const keyOf = (record: Spoken): string => record.id ?? record.name

/** "make it 4pm instead", "not Friday, Thursday", "tag it #admin", "his email is …": a change to what was spoken of last. */
export function changeOf(desk: Desk, clause: Clause, state: State, target: Spoken | undefined): Request | undefined {
  const record = target ?? state.spoken[0]
  const profile = record && changerOf(desk, record.family)
  if (!record || !profile?.key) return undefined
  // What is left out, or said of many, is no change of one.
  if (clause.tokens.some(({ kind, lower }) => kind !== 'quote' && /^(except|excluding)$/.test(lower))) return undefined
  if (!target && state.listed.length > 1 && clause.tokens.some(({ lower }) => /^(them|those|these)$/.test(lower))) return undefined
  const denied = withoutDenied(desk, clause)
  // Said about something known, a time is a time: "make that a daily thing".
  const cut = { ...denied, times: denied.times.map(({ squeezed, inner, ...span }) => span) }
  const extraction = extract(profile, cut, desk.around)
  for (const [place, soft] of extraction.soft) {
    for (let at = place; at < soft.to; at++) extraction.hidden[at] = true
    extraction.values[soft.field] = soft.value
  }
  const named = renamed(profile, cut, extraction)
  if (Object.keys(extraction.values).length === 0)
    Object.assign(
      extraction.values,
      newTime(profile, cut, { record, last: ofFamily(desk, state, record) }, extraction) ?? filed(profile, cut, extraction),
    )
  if (!named) fillName(desk, profile, cut, extraction)
  const input: Record<string, unknown> = { [profile.key.name]: keyOf(record), ...extraction.values, ...named }
  if (Object.keys(input).length < 2) return undefined
  const left = cut.tokens.filter(
    (token, at) => !extraction.hidden[at] && !toBeDone(cut, at) && token.kind !== 'sign' && token.lower !== "'s",
  )
  const fieldWords = new Set(
    profile.fields.flatMap(field => [field.name, ...(field.meaning.cues ?? [])]).flatMap(text => text.toLowerCase().split(' ')),
  )
  const plain = left.every(
    token =>
      functionWords.has(token.lower) ||
      changing.test(token.lower) ||
      fieldWords.has(token.lower) ||
      pronouns.has(token.lower) ||
      profile.nouns.some(noun => noun.includes(token.lower)),
  )
  if (!plain && !named) return undefined
  const weekday = withWeekday(cut, extraction.values)
  return {
    skill: profile.id,
    input: { ...keepDay(profile, input, state, cut, record), ...onThatDay(profile, input, record, weekday) },
    confidence: 0.85,
    ...(extraction.dayless ? { timeOnly: extraction.dayless } : {}),
    ...weekday,
  }
}

/** "needs to be done by Sunday" says when, not that it is. */
const toBeDone = ({ tokens }: Clause, at: number): boolean =>
  /^(be|get)$/.test(tokens[at]?.lower ?? '') ||
  (/^(done|finished|ready|completed)$/.test(tokens[at]?.lower ?? '') && /^(be|get)$/.test(tokens[at - 1]?.lower ?? ''))

/** What was asked for last of things of this sort. */
const ofFamily = (desk: Desk, { last }: State, { family }: Spoken): Request[] =>
  last.filter(request => desk.find(request.skill)?.family === family)

/** "put it in Finance": a name behind the word with which a thing is filed. */
function filed(profile: Profile, clause: Clause, extraction: Extraction): Record<string, string> | undefined {
  const at = clause.tokens.findIndex((token, place) => place > 1 && /^(in|into|under)$/.test(token.lower) && !extraction.hidden[place])
  const to = at < 0 ? at : nameRun(clause, at + 1, extraction)
  const field = profile.fields.find(
    ({ meaning, list, name }) =>
      name !== profile.key?.name && meaning.kind === 'ref' && meaning.to !== 'person' && !list && meaning.cues?.includes('in'),
  )
  if (!field || to <= at + 1 || clause.tokens.slice(to).some(token => token.kind !== 'sign')) return undefined
  for (let place = at; place < to; place++) extraction.hidden[place] = true
  return { [field.name]: textOf(clause, at + 1, to) }
}

/** "give that to Priya rather", "Farah is coming too": a name left over is the person. */
function fillName(desk: Desk, profile: Profile, clause: Clause, extraction: Extraction): void {
  const person = profile.fields.find(field => field.meaning.to === 'person')
  if (!person || extraction.values[person.name] !== undefined) return
  // "give it to me", and not "remind me".
  const me = clause.tokens.findIndex(({ lower }, at) => lower === 'me' && /^(to|for)$/.test(clause.tokens[at - 1]?.lower ?? ''))
  if (
    me > 0 &&
    !person.list &&
    /^(give|assign|hand|pass|move|leave)$/.test(
      clause.tokens.find(({ lower }) => !/^(actually|no|please|and|ok|,)$/.test(lower))?.lower ?? '',
    )
  ) {
    extraction.values[person.name] = 'me'
    extraction.hidden[me] = true
    return
  }
  for (let at = 0; at < clause.tokens.length; at++) {
    const token = clause.tokens[at]
    if (
      !token ||
      extraction.hidden[at] ||
      token.kind !== 'word' ||
      functionWords.has(token.lower) ||
      changing.test(token.lower) ||
      courtesyWords.has(token.lower) ||
      echo.test(token.lower) ||
      profile.nouns.some(noun => noun.includes(token.lower))
    )
      continue
    const to = personAt(clause, at, desk.around)
    if (to > at && !isPerson(desk, clause, at, to)) continue
    // Nobody is "in" or "under": that is where it goes.
    if (to === at || /^(in|into|under|onto|at)$/.test(clause.tokens[at - 1]?.lower ?? '')) return
    const name = slotText(
      clause,
      Array.from({ length: to - at }, (_, k) => at + k),
      person,
    )
    extraction.values[person.name] = person.list ? [name] : name
    for (let place = at; place < to; place++) extraction.hidden[place] = true
    return
  }
}

/** Somebody who is known, or written as a name; of any other word only what stands before it says so: "give it to bob". */
const isPerson = ({ around }: Desk, { tokens, text }: Clause, at: number, to: number): boolean =>
  /^\p{Lu}/u.test(tokens[at]?.text ?? '') ||
  tokens[at]?.kind === 'mention' ||
  isNamed(around, 'person', text.slice(tokens[at]?.start, tokens[to - 1]?.end)) ||
  /^(to|for|with|by|invite|add|and|ask|assign|give|let|bring|,|not)$/.test(tokens[at - 1]?.lower ?? '') ||
  /^(is|are|joins|comes|does|should|can)$/.test(tokens[to]?.lower ?? '')

/** "not Friday, Thursday" and "Wednesday, not Tuesday": what was denied is taken out. */
function withoutDenied(desk: Desk, clause: Clause): Clause {
  const at = clause.tokens.findIndex(token => token.lower === 'not')
  if (at > 1 && clause.tokens[at - 1]?.lower === ',') return desk.clause(clause.tokens.slice(0, at - 1), clause.question)
  if (at < 0 || at > 1) return clause
  const comma = clause.tokens.findIndex((token, place) => place > at && (token.lower === ',' || token.lower === 'but'))
  return comma < 0 ? clause : desk.clause(clause.tokens.slice(comma + 1), clause.question)
}

/** "call it Shed roof instead", "rename it to …". */
function renamed(profile: Profile, clause: Clause, extraction: Extraction): Record<string, string> | undefined {
  const title = profile.fields.find(field => field !== profile.key && field.meaning.kind === 'title')
  const verb = clause.tokens.findIndex(token => /^(call|rename|name|retitle|title)$/.test(token.lower))
  if (!title || verb < 0 || !pronouns.has(clause.tokens[verb + 1]?.lower ?? '')) return undefined
  const places = clause.tokens
    .map((_, at) => at)
    .filter(at => at > verb + 1 && !extraction.hidden[at] && clause.tokens[at]?.lower !== 'instead')
  if (places.length === 0) return undefined
  const text = slotText(clause, places, title)
  return text ? { [title.name]: text } : undefined
}

/** A new hour without a day keeps the day that was said before. */
export function keepDay(
  profile: Profile,
  input: Record<string, unknown>,
  state: State,
  clause: Clause,
  record?: Spoken,
): Record<string, unknown> {
  if (clause.times.some(span => span.moment?.day) || !clause.times.some(span => span.moment?.minute !== undefined)) return input
  const before = state.last.find(request =>
    profile.fields.some(field => field.meaning.kind === 'when' && typeof request.input[field.name] === 'string'),
  )
  if (!before && !record?.fields) return input
  const kept = { ...input }
  for (const field of profile.fields) {
    const value = input[field.name]
    const known = record?.fields ?? before?.input ?? {}
    const old =
      known[field.name] ??
      profile.fields.map(each => (each.meaning.kind === 'when' ? known[each.name] : undefined)).find(each => typeof each === 'string')
    if (field.meaning.kind !== 'when' || typeof value !== 'string' || value.length <= 10 || typeof old !== 'string') continue
    kept[field.name] = `${old.slice(0, 10)}${value.slice(10)}`
  }
  return kept
}

/** The people a title names: those that were said to be in it, else any capitalised word inside it. */
function namesIn(title: unknown, people: unknown): string[] {
  if (typeof title !== 'string') return []
  const known = [people].flat().filter((name): name is string => typeof name === 'string' && title.includes(name))
  return known.length > 0 ? known : (title.match(/(?<=\s)\p{Lu}\p{Ll}+/gu) ?? [])
}

const lead = /^(what|how|and|also|same|or|for|on|about|with|then|but|in|to|at|next|only|just)$/
const echo = /^(do|it|that|remind|me|too|also|well|same|as|again|instead|please|ones?|time|place|hour|thing)$/

/** The request said last; said `again` of something that was changed meanwhile, the one that made it, as it is now. */
export function lastSaid(desk: Desk, { last, made }: State, again: boolean): Request | undefined {
  const request = last.at(-1)
  const profile = request && desk.find(request.skill)
  const changed = profile?.key && !profile.reads && !profile.destructive
  return again && changed && made && desk.find(made.skill)?.family === profile.family ? made : request
}

/** "what about Thursday?", "and next week?", "Jonas as well": the last request with what is new put in. */
export function echoOf(desk: Desk, clause: Clause, state: State, said: string): Request | undefined {
  const again = clause.tokens.some(token => /^(too|also|same|again)$/.test(token.lower)) || /\bas well\b/i.test(said)
  const last = lastSaid(desk, state, again)
  const profile = last && desk.find(last.skill)
  // "did you move that too?" asks, and does nothing once more.
  if (!last || !profile || (!profile.reads && asksAbout(clause))) return undefined
  const asking = /^\s*(ok |okay |so )?(and|what about|how about|what of|or|just|only|but)\b/i.test(said) || /\binstead\b/i.test(said)
  if (!again && !(profile.reads && asking)) return undefined
  const extraction = extract(profile, clause, desk.around)
  const input: Record<string, unknown> = { ...last.input }
  for (const [place, soft] of extraction.soft) {
    if (soft.weak) continue
    extraction.values[soft.field] = soft.value
    for (let at = place; at < soft.to; at++) extraction.hidden[at] = true
  }
  const rest = clause.tokens
    .map((token, at) => ({ token, at }))
    .filter(
      ({ token, at }) =>
        !extraction.hidden[at] &&
        token.kind !== 'sign' &&
        token.lower !== "'s" &&
        !functionWords.has(token.lower) &&
        !lead.test(token.lower) &&
        !echo.test(token.lower) &&
        !profile.verbs.some(verb => verb.includes(token.lower)),
    )
  const person = profile.fields.find(field => field.meaning.to === 'person')
  const days = profile.fields.filter(field => field.meaning.kind === 'day' || field.meaning.kind === 'when')
  if (days.some(field => extraction.values[field.name] !== undefined)) for (const field of days) delete input[field.name]
  Object.assign(input, extraction.values)
  // "same for Tuesday": another day, the same hour.
  for (const field of days) {
    const [fresh, old] = [input[field.name], last.input[field.name]]
    if (!profile.reads && typeof fresh === 'string' && fresh.length === 10 && typeof old === 'string' && old.length > 10)
      input[field.name] = `${/\bsame time next week\b/i.test(said) ? plusDays(old.slice(0, 10), 7) : fresh}${old.slice(10)}`
  }
  let found = Object.keys(extraction.values).length
  if (rest.length > 0) {
    const first = rest[0]?.at as number
    // "and the first too" points at something, at nobody.
    if (pointing.has(rest[0]?.token.lower ?? '')) return undefined
    const to = personAt(clause, first, desk.around)
    if (!person || to === first || rest.some(({ at }) => at >= to)) return undefined
    const name = slotText(
      clause,
      Array.from({ length: to - first }, (_, k) => first + k),
      person,
    )
    const said = profile.main && input[profile.main.name]
    const olds = namesIn(said, input[person.name])
    // "same for Bob", of a call with Ann: his call, not a second one with her. Whether it is Bob who is to do the same is not for us to guess.
    if (/^(for|with)$/.test(clause.tokens[first - 1]?.lower ?? '') && olds.length > 0 && profile.main && !profile.reads) {
      if (olds.length > 1 || (!person.list && input[person.name] === undefined)) return undefined
      input[profile.main.name] = String(said).replace(olds[0] as string, name)
    }
    input[person.name] = person.list ? [name] : name
    found++
  }
  if (found === 0 || (profile.key && !profile.reads)) return undefined
  // After a change the same is done once more only for somebody else; anything else changes it further.
  if (last !== state.last.at(-1) && (!person || input[person.name] === last.input[person.name])) return undefined
  return { skill: last.skill, input, confidence: 0.8 }
}
