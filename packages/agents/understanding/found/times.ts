import type { Field, Profile } from '../model/profile.ts'
import { clock, type Now, plusDays, weekdayOf } from '../time/civil.ts'
import { minutesOf, readLength } from '../time/duration.ts'
import type { Moment, TimeSpan } from '../time/find.ts'
import { firstDay, ownDay, type Rule, writeRule } from '../time/recurrence.ts'
import { type Clause, type Extraction, hide, put } from './extraction.ts'
import { atHome, merged } from './merged.ts'
import { moveEnd } from './move-end.ts'
import { fillOccurrence } from './occurrence.ts'

const startCue = /^(from|since|after|starting|between)$/
const endCue = /^(to|until|till|through|before)$/
const limitCue = /^(by|before|until|till|til|through)$/

/** `from` and `to` take days, or `from` one day; the others a moment, a length, a repetition or a part of the day. */
type TimeFields = Partial<Record<'start' | 'end' | 'from' | 'to' | 'length' | 'rule' | 'part', Field>>

/** Which of a skill's fields take which kind of time. */
function timeFields(profile: Profile): TimeFields {
  const moments = profile.fields.filter(field => field.meaning.kind === 'when')
  const days = profile.fields.filter(field => field.meaning.kind === 'day')
  const length = profile.fields.find(field => field.meaning.kind === 'duration')
  const rule = profile.fields.find(field => field.meaning.kind === 'recurrence')
  const part = profile.fields.find(field => field.values.includes('morning') && field.values.includes('evening'))
  const [start, end] = pair(moments)
  const [from, to] = pair(days)
  return { start, end, from, to, length, rule, part }
}

/** Of two fields of time the one whose own cues say "until" is the end. */
function pair(fields: Field[]): [Field | undefined, Field | undefined] {
  if (fields.length < 2) return [fields[0], undefined]
  const weight = (field: Field) =>
    (field.meaning.cues ?? []).reduce((sum, cue) => sum + (startCue.test(cue) ? 1 : 0) - (endCue.test(cue) || /end/.test(cue) ? 1 : 0), 0)
  const sorted = [...fields].sort((a, b) => weight(b) - weight(a))
  return [sorted[0], sorted.at(-1)]
}

/** Gives what a clause says about time to the fields that take it. */
export function fillTimes(profile: Profile, clause: Clause, now: Now, extraction: Extraction): void {
  const fields = timeFields(profile)
  const hasAny = fields.start ?? fields.from
  for (const span of clause.times) if (span.denied) hide(extraction, span.from, span.to)
  const date = fillOccurrence(profile, clause, extraction)
  const spans = clause.times
    .filter(
      span => !span.denied && !(date && span.moment?.day === date && extraction.hidden[span.core]) && usable(profile, fields, span, clause),
    )
    // An hour alone is one of that date.
    .map(span =>
      date && span.moment && span.moment.day === undefined && span.moment.minute !== undefined
        ? { ...span, moment: { ...span.moment, day: date } }
        : span,
    )
  if (!hasAny && !fields.length && !fields.rule) {
    extraction.homeless += clause.times.filter(span => !span.inner && !span.squeezed).length
    return
  }
  // "squeeze in 90 minutes on Monday": with a day said beside it, it is how long.
  const exact = fields.length && spans.length > 1 ? spans.find(span => span.moment?.exact && !span.length) : undefined
  if (exact) {
    const length = readLength(clause.tokens, clause.tokens[exact.core]?.lower === 'in' ? exact.core + 1 : exact.core)
    if (length) spans[spans.indexOf(exact)] = { from: exact.from, to: exact.to, core: exact.core, length: minutesOf(length) }
  }
  const lengthSpan = spans.find(span => span.length !== undefined)
  const rules = fields.rule ? spans.find(span => span.rule) : undefined
  const moments = chosen(
    spans.filter(span => span.moment && (span !== rules || span.moment)),
    clause,
    profile,
  )
  const said = merged(moments, rules?.moment?.part)
  const last = moments.find(span => span.end)?.end
  const zone = last?.zone ?? said?.zone
  const keepsDay = profile.key !== undefined && said?.day === undefined
  const moment = said && zone ? atHome({ ...said, zone }, now, keepsDay) : said
  const end = last && zone ? atHome({ ...last, zone, ...(last.day || !said?.day ? {} : { day: said.day }) }, now, keepsDay) : last
  if (zone && rules?.rule) extraction.zoned = true
  if (rules?.rule && clause.times.some(span => span.moment?.day && isSpared(clause, span))) extraction.spared = true
  for (const span of spans) {
    if (span === rules || moments.includes(span))
      hide(extraction, span.from, clause.tokens[span.to]?.lower === "'s" ? span.to + 1 : span.to)
    else if (span.cue === 'until' && rules && !span.moment) hide(extraction, span.from, span.to)
  }
  if (rules?.rule) hideAdjective(clause, extraction, rules)
  const both = moments.length === 0 || rules ? undefined : twice(spans, clause)
  if (both?.either || moments.some(span => span.moment?.mismatch || span.end?.mismatch)) extraction.either = true
  if (rules?.rule && fields.rule && fields.start)
    fillRule(fields.rule, profile.key !== undefined, fields.start, fields.end, rules.rule, moment, end, now, extraction)
  else if (fields.start && moment) {
    fillMoments(
      profile,
      clause,
      fields,
      both && !both.either ? { ...moment, ...dayOnly(both.first) } : moment,
      end,
      moments,
      now,
      extraction,
    )
    if (both && !both.either && !profile.key && !end) {
      hide(extraction, both.from, both.to)
      extraction.also = {
        field: fields.start.name,
        value: written(dayOfMoment({ ...moment, ...dayOnly(both.second) }, now), moment.minute),
      }
    }
  } else if (fields.from && moment) {
    if (both && fields.to && !end) {
      hide(extraction, both.from, both.to)
      fillDays(
        fields,
        { ...moment, ...dayOnly(both.first), last: both.second.last ?? (both.second.day as string) },
        undefined,
        moments,
        now,
        extraction,
      )
    } else fillDays(fields, moment, end, moments, now, extraction)
  }
  if (lengthSpan?.length !== undefined) fillLength(fields, lengthSpan, extraction)
  moveEnd(profile, clause, fields.start, fields.end, extraction)
}

/** "tomorrow and on Friday", "Thursday or Friday": two days beside each other. */
function twice(
  spans: readonly TimeSpan[],
  clause: Clause,
): { from: number; to: number; first: Moment; second: Moment; either: boolean } | undefined {
  const dayed = spans.filter(span => span.moment?.day && !span.end)
  for (let at = 0; at + 1 < dayed.length; at++) {
    const [one, other] = [dayed[at] as TimeSpan, dayed[at + 1] as TimeSpan]
    const between = clause.tokens.slice(one.to, other.from).map(token => token.lower)
    if (between.length === 1 && /^(and|or|&|also)$/.test(between[0] as string) && one.moment?.minute === undefined)
      return { from: one.from, to: other.to, first: one.moment as Moment, second: other.moment as Moment, either: between[0] === 'or' }
  }
  return undefined
}

/** "…, not in December", "… but not on the 8th", "… except Christmas". */
const isSpared = ({ tokens }: Clause, { from, core }: TimeSpan): boolean =>
  tokens.slice(Math.max(0, from - 1), core).some(({ lower }) => /^(not|except|excluding|without)$/.test(lower))

const dayOnly = ({ day, last, pick }: Moment): Moment => ({ ...(day ? { day } : {}), last, pick }) as Moment

/** "a recurring payment … every Friday" says it twice. */
function hideAdjective(clause: Clause, extraction: Extraction, rule: TimeSpan): void {
  if (/^(repeat|repeats|repeating|recur|recurs|recurring|happen|happens)$/.test(clause.tokens[rule.from - 1]?.lower ?? ''))
    hide(extraction, rule.from - 1, rule.from)
  clause.tokens.forEach((token, at) => {
    if (/^(recurring|repeating|regular)$/.test(token.lower) && at < 4) hide(extraction, at, at + 1)
  })
}

/** A time inside a name is left in the name, unless this skill only reads or the day tells one occurrence from another. */
function usable(profile: Profile, fields: TimeFields, span: TimeSpan, clause: Clause): boolean {
  // A repetition said twice, before the noun: "a weekly sync … on Thursdays" is called so.
  if (span.squeezed && !span.moment && !span.rule && span.length === undefined) return false
  if (span.rule && !fields.rule && !profile.reads) return false
  if (profile.reads) return !(span.inner && profile.main?.required)
  if (span.inner || span.squeezed) {
    const possessive = clause.tokens[span.to]?.lower === "'s"
    if (profile.destructive && fields.from && span.moment?.day && (possessive || span.inner))
      return possessive || clause.tokens.slice(span.core, span.to).some(token => /^\d/.test(token.lower))
    return span.squeezed === true && !profile.key && headBefore(profile, clause, span)
  }
  return true
}

/** Does a time follow directly on the words that name what to do ("remind me Friday call Mum")? */
function headBefore(profile: Profile, clause: Clause, span: TimeSpan): boolean {
  const before = clause.tokens[span.from - 1]
  if (!before) return true
  if (before.kind === 'sign' || before.lower === 'me' || before.lower === 'us') return true
  if (/^an?$/.test(before.lower)) return headBefore(profile, clause, { ...span, from: span.from - 1 })
  return [...profile.verbs, ...profile.nouns].some(phrase => phrase.at(-1) === before.lower)
}

/** Days and hours said apart belong together; of two days the one outside the title wins: the earlier one before "to", else the last. */
function chosen(spans: TimeSpan[], clause: Clause, profile: Profile): TimeSpan[] {
  const dayed = spans.filter(span => span.moment?.day)
  const exact = spans.filter(span => span.moment?.day === undefined && !(span.rule && span.moment?.part))
  const timed = exact.length > 0 ? exact : spans.filter(span => span.moment?.day === undefined)
  if (dayed.length < 2)
    return timed.length < 2
      ? spans
      : [...dayed, ...timed.slice(-1), ...timed.filter(span => span.end && span !== timed.at(-1))].filter(
          (span, at, all) => all.indexOf(span) === at,
        )
  const toAt = clause.tokens.findIndex(
    (token, at) => at > 0 && (token.lower === 'to' || token.lower === 'that') && !spans.some(span => at >= span.from && at < span.to),
  )
  const before = toAt < 0 || profile.key ? [] : dayed.filter(span => span.to <= toAt)
  const day = before.at(-1) ?? dayed.at(-1)
  return [...(day ? [day] : []), ...timed.filter(span => day?.moment?.minute === undefined || span === day).slice(-1)]
}

const written = (day: string, minute: number | undefined) => (minute === undefined ? day : `${day}T${clock(minute)}`)

/** A time without a day is the next such time. */
const dayOfMoment = (moment: Moment, now: Now): string =>
  moment.pick ?? moment.day ?? (moment.minute === undefined || moment.minute > now.minute ? now.day : plusDays(now.day, 1))

function fillMoments(
  profile: Profile,
  clause: Clause,
  fields: TimeFields,
  moment: Moment,
  end: Moment | undefined,
  spans: TimeSpan[],
  now: Now,
  extraction: Extraction,
) {
  const start = fields.start as Field
  const cue = spans[0]?.cue
  // "from Thursday to Friday" said of what exists is where it was and where it goes.
  const moved = profile.key && end && (!fields.end || (cue === 'from' && clause.tokens[spans[0]?.from ?? 0]?.lower === 'from'))
  const target = moved ? { ...end, ...(end.day || !moment.day || !end.minute ? {} : { day: moment.day }) } : undefined
  if (target) {
    if (target.minute !== undefined && !target.day) extraction.dayless = [start.name]
    return put(extraction, start.name, written(dayOfMoment(target, now), target.minute))
  }
  const spoken = spans.find(span => span.moment?.minute !== undefined) ?? spans[0]
  const ends = spoken !== undefined && /^(end|ends|ending|finish|finishes)$/.test(clause.tokens[spoken.from - 1]?.lower ?? '')
  // What is put off until Friday begins then.
  const deferred = profile.key && /^(put|postpone|delay|defer|push|move|hold)$/.test(clause.tokens[0]?.lower ?? '')
  const onlyEnd = fields.end && !end && !deferred && (ends || (limitCue.test(cue ?? '') && cue !== 'by'))
  const day = moment.last && fields.end && !moment.minute ? (moment.pick ?? (moment.day as string)) : dayOfMoment(moment, now)
  const field = (onlyEnd ? fields.end : start)?.name as string
  put(extraction, field, written(day, moment.minute))
  if (day < now.day || (day === now.day && moment.minute !== undefined && moment.minute < now.minute)) extraction.past = field
  if (end && fields.end) put(extraction, fields.end.name, written(end.day ?? day, end.minute))
  if (moment.minute !== undefined && !moment.day && !moment.pick)
    extraction.dayless = [field, ...(end && fields.end && !end.day ? [fields.end.name] : [])]
}

function fillDays(fields: TimeFields, moment: Moment, end: Moment | undefined, spans: TimeSpan[], now: Now, extraction: Extraction): void {
  const from = fields.from as Field
  const first = moment.day ?? now.day
  const last = end?.day ?? moment.last ?? first
  const cue = spans.find(span => span.moment?.day)?.cue ?? ''
  if (!fields.to) put(extraction, from.name, moment.last && moment.pick ? moment.pick : first)
  else {
    if (!limitCue.test(cue) || end) put(extraction, from.name, first)
    if (!/^(from|since|after|starting)$/.test(cue) || end)
      put(extraction, fields.to.name, cue === 'before' && !end ? plusDays(first, -1) : last)
  }
  if (fields.part && moment.part) put(extraction, fields.part.name, moment.part)
}

function fillRule(
  ruleField: Field,
  existing: boolean,
  start: Field,
  endField: Field | undefined,
  rule: Rule,
  moment: Moment | undefined,
  end: Moment | undefined,
  now: Now,
  extraction: Extraction,
): void {
  const minute = moment?.minute
  put(extraction, ruleField.name, writeRule(rule, minute !== undefined))
  let day: string
  if (moment?.day && !moment.exact) day = firstDay(rule, moment.pick ?? moment.day)
  else {
    const passed =
      minute !== undefined ? minute <= now.minute : ownDay(rule) && rule.weekdays?.includes(weekdayOf(now.day)) && !rule.position
    day = firstDay(rule, passed ? plusDays(now.day, 1) : now.day)
  }
  // A record that exists keeps its own time unless one is said.
  if (rule.freq === 'HOURLY' && minute === undefined && !moment?.day) {
    // "every two hours": two hours from now, and so on.
    const next = now.minute + 60 * (rule.interval ?? 1)
    if (!existing) put(extraction, start.name, written(plusDays(now.day, Math.floor(next / 1440)), next % 1440))
  } else if (!(existing && moment === undefined)) put(extraction, start.name, written(day, minute))
  if (end?.minute !== undefined && endField) put(extraction, endField.name, written(day, end.minute))
}

/** A length is a field of its own, or tells where a thing that starts also ends. */
function fillLength(fields: TimeFields, span: TimeSpan, extraction: Extraction): void {
  const minutes = span.length as number
  if (fields.length) {
    hide(extraction, span.from, span.to)
    put(extraction, fields.length.name, minutes)
    return
  }
  if (!fields.start || !fields.end) return
  const start = extraction.values[fields.start.name]
  if (typeof start !== 'string' || extraction.values[fields.end.name] !== undefined) return
  hide(extraction, span.from, span.to)
  if (start.length > 10) {
    const total = Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16)) + minutes
    put(extraction, fields.end.name, written(plusDays(start.slice(0, 10), Math.floor(total / 1440)), total % 1440))
  } else if (minutes >= 1440) put(extraction, fields.end.name, plusDays(start, Math.round(minutes / 1440) - 1))
}
