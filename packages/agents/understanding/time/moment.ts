import { type Now, plusDays } from './civil.ts'
import { type ClockTime, readClock, readPart } from './clock-times.ts'
import { type Days, readDays } from './days.ts'
import { dayParts, weekdays } from './lexicon.ts'
import { type Words, wordAt } from './read.ts'
import { follows, type Moment } from './span.ts'
import { readZone } from './zones.ts'

const joins = new Set([',', 'at', 'on', '@', 'by', 'around', 'from', 'in', 'and', 'between', 'about', 'for', 'um'])

const moving = /^(move|push|shift|bring|reschedule|postpone|delay|pull|put|bump)$/

const halves = new Map([
  ['am', dayParts.get('morning')],
  ['pm', dayParts.get('afternoon')],
])

export interface Read {
  to: number
  moment: Moment
  /** A lone number: no time unless something else says so. */
  bare: boolean
}

/** A day, a time or both, in either order. */
export function readMoment(tokens: Words, at: number, cue: string | undefined, now: Now): Read | undefined {
  let to = at
  let days: Days | undefined
  let clock: ClockTime | undefined
  let part: ClockTime | undefined
  let zone: string | undefined
  for (let next = at; next < tokens.length; next = to) {
    while (next > at && joins.has(wordAt(tokens, next)) && next - to < 2) next++
    if (next > at && wordAt(tokens, next) === 'the' && readPart(tokens, next + 1)) next++
    const day = days ? undefined : readDays(tokens, next, now)
    // "end of the day" is a time, "end of the week" a day.
    const early = part || (clock && !clock.loose) ? undefined : readPart(tokens, next)
    if (wordAt(tokens, next) === 'tonight' && !days) {
      days = { to: next + 1, day: now.day }
      part = { to: next + 1, minute: 20 * 60, part: 'evening' }
      to = next + 1
      continue
    }
    if (wordAt(tokens, next) === 'this' && !days && readPart(tokens, next + 1)) {
      days = { to: next + 1, day: now.day }
      part = readPart(tokens, next + 1)
      to = part?.to ?? next + 1
      continue
    }
    if (wordAt(tokens, next) === 'last' && wordAt(tokens, next + 1) === 'night' && !days) {
      days = { to: next + 2, day: plusDays(now.day, -1) }
      to = next + 2
      continue
    }
    if (
      early &&
      !day &&
      (days ||
        early.part === undefined ||
        next > at ||
        cue === 'in' ||
        /^(by|until|before|for|during)$/.test(cue ?? '') ||
        wordAt(tokens, at - 1) === 'the')
    ) {
      part = early
      to = early.to
      continue
    }
    // "fri am", "tomorrow pm" say a part of the day; "tomorrow am I free?" does not.
    const half = days && !part && !clock && next === to && wordAt(tokens, next + 1) !== 'i' ? halves.get(wordAt(tokens, next)) : undefined
    if (half) {
      part = { to: next + 1, ...half }
      to = next + 1
      continue
    }
    // "at 3 and Jan at 4": a month alone after an "and" is somebody.
    const somebody = day?.doubtful && day.last !== undefined && next > at && wordAt(tokens, next - 1) === 'and'
    if (day && !somebody && !(day.doubtful && !counts(tokens, next, day, cue, Boolean(clock ?? part)))) {
      days = day
      to = day.to
      if (day.minute !== undefined) clock = { to, minute: day.minute }
      continue
    }
    const time = clock ? undefined : readClock(tokens, next)
    if (time && (!time.bare || bareCounts(tokens, next, time, days !== undefined, cue, now))) {
      // The hyphen of 3-4 pm is for the range.
      clock = time
      to = time.to
      const place = readZone(tokens, to)
      if (place) {
        to = place.to
        if ('zone' in place) zone = place.zone
      }
      continue
    }
    break
  }
  if (to === at) return undefined
  const bare = !days && !part && clock?.bare === true
  const moment: Moment = {}
  if (days) {
    moment.day = days.day
    if (days.last) moment.last = days.last
    if (days.pick) moment.pick = days.pick
    if (days.minute !== undefined) moment.exact = true
    if (days.weekday !== undefined) moment.weekday = days.weekday
    if (days.mismatch) moment.mismatch = true
  }
  if (part?.part) moment.part = part.part
  if (clock) Object.assign(moment, settled(clock, part))
  else if (part) moment.minute = part.minute
  if (zone) moment.zone = zone
  return { to, moment, bare }
}

/** An hour said with a part of the day: "tomorrow evening at 7". */
function settled(clock: ClockTime, part: ClockTime | undefined): Moment {
  if (!clock.loose || !part?.part) return { minute: clock.minute, ...(clock.loose ? { loose: true } : {}) }
  const hour = Math.floor(clock.minute / 60) % 12
  const afternoon = part.part !== 'morning'
  return { minute: (hour + (afternoon ? 12 : 0)) * 60 + (clock.minute % 60) }
}

/** "the 3rd", "sun" and "May" are days only beside a preposition or another time. */
function counts(tokens: Words, at: number, day: Days, cue: string | undefined, beside: boolean): boolean {
  if (beside) return true
  // ", not the 4th"
  if (wordAt(tokens, at - 1) === 'not') return true
  if (
    cue &&
    /^(on|by|before|until|till|til|from|since|due|for|in|this|after|starting|to|during|over|through|at|between|ending|beginning)$/.test(cue)
  )
    return true
  const next = wordAt(tokens, day.to)
  const clock = readClock(tokens, day.to)
  return (
    (weekdays.has(wordAt(tokens, at)) || day.last !== undefined) &&
    ((clock !== undefined && !clock.bare) ||
      /^(at|@|morning|afternoon|evening|night)$/.test(next) ||
      (tokens[day.to]?.kind !== 'word' && /^(sun|sat|mon|thu|wed)$/.test(wordAt(tokens, at)) && at > 0))
  )
}

function bareCounts(tokens: Words, at: number, time: ClockTime, besideDay: boolean, cue: string | undefined, now: Now): boolean {
  const before = wordAt(tokens, at - 1)
  const next = tokens[time.to]
  const ends =
    !next ||
    next.kind === 'sign' ||
    follows.test(next.lower) ||
    /^(tomorrow|today|tonight|next|this|every)$/.test(next.lower) ||
    weekdays.has(next.lower)
  const written = tokens[at]?.text ?? ''
  if (!/^\d/.test(written) && !/^(not|at|@|by|until|till|from|to|around|between)$/.test(before)) return false
  // "yoga 20h tonight": so many hours nothing lasts.
  if (/^(1[3-9]|2[0-3])h$/.test(written) && (next?.lower === 'tonight' || readDays(tokens, time.to, now))) return true
  besideDay ||= weekdays.has(before) || /^(weekdays?|workdays?|day|daily|weekly|month|week)$/.test(before)
  const range = /^(-|–|to|til|till|until)$/.test(next?.lower ?? '') ? readClock(tokens, time.to + 1) : undefined
  if (range && (!range.bare || besideDay)) return true
  // "move the class to 10": where a thing goes that has an hour.
  if (before === 'to' && moving.test(wordAt(tokens, 0)) && ends && /^\d{1,2}$/.test(written)) return true
  if (before === 'not') return ends && wordAt(tokens, at - 2) === ','
  if (/^(at|@)$/.test(before)) return ends || /^\p{Ll}/u.test(next?.text ?? '')
  if (/^(by|until|till|til|before|around|from|to|between|after)$/.test(before) || cue === 'between' || cue === 'from')
    return (
      ends &&
      (written.length < 4 || /[.:]/.test(written)) &&
      (before !== 'to' || besideDay) &&
      (before !== 'from' || range !== undefined || besideDay)
    )
  return besideDay && ends
}
