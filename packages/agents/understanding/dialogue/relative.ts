import type { Clause } from '../found/extraction.ts'
import type { Profile } from '../model/profile.ts'
import type { Desk } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import { functionWords } from '../text/words.ts'
import { clock, type Now, plusDays } from '../time/civil.ts'
import { minutesOf, readLength } from '../time/duration.ts'
import { findTimes } from '../time/find.ts'
import { dayParts } from '../time/lexicon.ts'
import type { Outcome } from './act.ts'
import { changerOf } from './follow.ts'
import type { State } from './state.ts'

/** "an hour before", "15 minutes earlier", "two days in advance": where it stands, and the minutes. */
export function leadTime(tokens: readonly Token[], now: Now): { from: number; to: number; minutes: number; hour?: number } | undefined {
  for (let at = 0; at < tokens.length; at++) {
    // "the evening before", said last.
    const part = tokens[at + 1]?.lower ?? ''
    if (tokens[at]?.lower === 'the' && /^(day|evening|night)$/.test(part) && tokens[at + 2]?.lower === 'before') {
      const timed = hourAt(tokens, at + 3, now)
      const end = timed?.to ?? at + 3
      const hour = timed?.minute ?? (part === 'day' ? undefined : dayParts.get(part)?.minute)
      // What goes on is what to do, or the day that it is before.
      if (end === tokens.length || tokens[end]?.kind === 'sign' || (timed && /^(to|about|that|of)$/.test(tokens[end]?.lower ?? '')))
        return { from: at, to: end, minutes: 1440, ...(hour === undefined ? {} : { hour }) }
    }
    const length = readLength(tokens, at)
    if (!length) continue
    const word = tokens[length.to]?.lower ?? ''
    const two = `${word} ${tokens[length.to + 1]?.lower ?? ''}`
    const to = /^(in advance|ahead of)$/.test(two)
      ? length.to + 2
      : /^(before|beforehand|earlier|prior|ahead)$/.test(word)
        ? length.to + 1
        : 0
    if (to === 0) continue
    let end = to
    // "before it starts", "before the call".
    while (end < tokens.length && (functionWords.has(tokens[end]?.lower ?? '') || /^(starts|begins|start)$/.test(tokens[end]?.lower ?? '')))
      end++
    const rest = tokens.slice(end).filter(token => token.kind !== 'sign')
    return { from: at, to: rest.length <= 1 ? tokens.length : to, minutes: minutesOf(length) }
  }
  return undefined
}

/** The hour that stands here alone, "at 6pm". */
function hourAt(tokens: readonly Token[], from: number, now: Now): { to: number; minute: number } | undefined {
  const span = findTimes(tokens.slice(from), now).find(each => each.from === 0)
  const minute = span?.moment?.minute
  return span && minute !== undefined && !span.moment?.day && !span.end ? { to: from + span.to, minute } : undefined
}

/** "and remind me an hour before": a request whose time hangs on what was spoken of last, and which is called like it unless something else is said. */
export function beforeLast(desk: Desk, clause: Clause, state: State): Outcome | undefined {
  const lead = leadTime(clause.tokens, desk.around.now)
  if (!lead || onIt.test(clause.tokens.map(token => token.lower).join(' '))) return undefined
  const rest = clause.tokens.filter((_, at) => at < lead.from || at >= lead.to)
  const top = desk
    .rank(desk.clause(rest, false))
    .find(({ profile }) => !profile.reads && !profile.key && profile.fields.some(field => field.required && field.meaning.kind === 'when'))
  if (!top || top.alignment.matched < 0.9 || top.alignment.unexplained > 0.5) return undefined
  const { profile } = top
  const when = profile.fields.find(field => field.required && field.meaning.kind === 'when')
  const main = profile.main
  const [spoken] = state.spoken
  const last = state.last.at(-1)
  const old = last && desk.find(last.skill)
  const times = (fields: Profile['fields'] | undefined, known: Record<string, unknown> | undefined) =>
    fields
      ?.filter(field => field.meaning.kind === 'when')
      .map(field => known?.[field.name])
      .find(value => typeof value === 'string')
  const changer = spoken && changerOf(desk, spoken.family)
  const start = times(changer?.fields, spoken?.fields) ?? times(old?.fields, last?.input)
  if (!when || !main || top.filled.input[when.name] !== undefined) return undefined
  if (!spoken || typeof start !== 'string' || (start.length !== 16 && lead.hour === undefined)) return undefined
  const input = {
    ...top.filled.input,
    [when.name]: lead.hour === undefined ? earlier(start, lead.minutes) : `${earlier(start, lead.minutes).slice(0, 11)}${clock(lead.hour)}`,
  }
  if (input[main.name] === undefined) input[main.name] = spoken.name
  return { requests: [{ skill: profile.id, input, confidence: 0.85 }] }
}

/** "make it an hour earlier" moves what there is. */
const onIt = /^(make|move|push|bring|pull|shift|put|set|change|reschedule|start) (it|that|this|them)\b/

/** A time of the wall so many minutes earlier. */
function earlier(day: string, minutes: number): string {
  const value = day.length === 10 ? `${day}T00:00` : day
  const total = Number(value.slice(11, 13)) * 60 + Number(value.slice(14, 16)) - minutes
  return `${plusDays(value.slice(0, 10), Math.floor(total / 1440))}T${clock(((total % 1440) + 1440) % 1440)}`
}

/** "by three days", "back an hour", "two days later": a change against a time that is not said. */
export const shiftOf = (clause: Clause): boolean =>
  clause.tokens.some(
    (token, at) =>
      (/^(by|back|up|forward)$/.test(token.lower) && readLength(clause.tokens, at + 1) !== undefined) ||
      (/^(later|earlier|sooner)$/.test(token.lower) && clause.times.some(span => span.length !== undefined && span.to === at)),
  )
