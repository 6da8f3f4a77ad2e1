import {
  dateOf,
  dayOf,
  later,
  mondayOf,
  monthEnd,
  monthOf,
  monthStart,
  type Now,
  nextWeekday,
  plusDays,
  plusMonths,
  weekdayOf,
  yearOf,
} from './civil.ts'
import { type Days, dated, named, upcoming, weekdayOfMonth } from './dates.ts'
import { readLength } from './duration.ts'
import { doubtfulDay, months, type Unit, units, weekdays } from './lexicon.ts'
import { anyPhrase, phrase, readOrdinal, type Words, wordAt } from './read.ts'

export type { Days } from './dates.ts'

/** A day at this place, if there is one. */
export function readDays(words: Words, at: number, now: Now): Days | undefined {
  if (words[at]?.kind === 'quote') return undefined
  return (
    relative(words, at, now) ??
    weekdayOfMonth(words, at, now) ??
    counted(words, at, now) ??
    edge(words, at, now) ??
    week(words, at, now) ??
    dated(words, at, now) ??
    named(words, at, now)
  )
}

function relative(words: Words, at: number, now: Now): Days | undefined {
  const after = anyPhrase(words, at, 'the day after tomorrow', 'day after tomorrow', 'overmorrow')
  if (after) return { to: after, day: plusDays(now.day, 2) }
  const before = anyPhrase(words, at, 'the day before yesterday', 'day before yesterday')
  if (before) return { to: before, day: plusDays(now.day, -2) }
  const word = wordAt(words, at)
  const to = at + 1
  if (word === 'today') return { to, day: now.day }
  if (word === 'tomorrow') return { to, day: plusDays(now.day, 1) }
  if (word === 'yesterday') return { to, day: plusDays(now.day, -1) }
  const afterNext = anyPhrase(words, at, 'the week after next', 'week after next')
  if (afterNext) {
    const monday = plusDays(mondayOf(now.day), 14)
    return { to: afterNext, day: monday, last: plusDays(monday, 6), pick: monday }
  }
  const nextDay = anyPhrase(words, at, 'the next day', 'the following day')
  return nextDay ? { to: nextDay, day: plusDays(now.day, 1) } : undefined
}

/** "in 20 min", "two weeks from now", "3 days ago", "a week from Friday", "two days before Christmas", "the day after the 3rd". */
function counted(words: Words, at: number, now: Now): Days | undefined {
  const beside = anyPhrase(words, at, 'the day', 'the evening', 'the night')
  if (beside && /^(before|after)$/.test(wordAt(words, beside))) {
    const base = readDays(words, beside + 1, now)
    return base && { to: base.to, day: plusDays(base.day, wordAt(words, beside) === 'before' ? -1 : 1) }
  }
  const lead = /^(in|within|after)$/.test(wordAt(words, at))
  const length = readLength(words, lead ? at + 1 : at)
  if (!length) return undefined
  const fromNow = anyPhrase(words, length.to, 'from now', 'from today', "'s time", "' time", 'time', 'hence')
  const ago = phrase(words, length.to, 'ago')
  const to = ago ?? fromNow ?? length.to
  if (!lead && !fromNow && !ago) {
    const way = wordAt(words, length.to)
    if (!/^(from|after|before)$/.test(way) && !(way === 'on' && length.unit === 'week')) return undefined
    const base = readDays(words, length.to + 1, now)
    return base && length.unit !== 'minute' && length.unit !== 'hour'
      ? { to: base.to, day: shifted(base.day, way === 'before' ? -length.amount : length.amount, length.unit) }
      : undefined
  }
  const amount = ago ? -length.amount : length.amount
  if (length.unit === 'minute' || length.unit === 'hour') {
    return { to, ...later(now, Math.round(amount * (length.unit === 'hour' ? 60 : 1))) }
  }
  return { to, day: shifted(now.day, amount, length.unit) }
}

function shifted(day: string, amount: number, unit: Unit): string {
  if (unit === 'day') return plusDays(day, Math.round(amount))
  if (unit === 'week') return plusDays(day, Math.round(amount * 7))
  return plusMonths(day, Math.round(amount * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12)))
}

/** "end of the month", "start of next week", "eow". */
function edge(words: Words, at: number, now: Now): Days | undefined {
  const short = wordAt(words, at)
  if (short === 'eow') return { to: at + 1, day: fridayOf(now.day, now) }
  if (short === 'eom') return { to: at + 1, day: monthEnd(now.day) }
  if (short === 'eoy') return { to: at + 1, day: `${yearOf(now.day)}-12-31` }
  let next = wordAt(words, at) === 'the' ? at + 1 : at
  const which = wordAt(words, next)
  if (!['end', 'start', 'beginning', 'middle', 'last'].includes(which)) return undefined
  const lastDay = which === 'last' ? anyPhrase(words, next, 'last day of') : undefined
  if (which === 'last' && !lastDay) return undefined
  next = lastDay ?? (wordAt(words, next + 1) === 'of' ? next + 2 : next + 1)
  if (['the', 'this'].includes(wordAt(words, next))) next++
  const ahead = wordAt(words, next) === 'next' ? 1 : 0
  if (ahead) next++
  const month = months.get(wordAt(words, next))
  const to = next + 1
  if (month) {
    const first = upcoming(now, month, 1, true)
    return { to, day: which === 'end' || lastDay ? monthEnd(first) : which === 'middle' ? plusDays(first, 14) : first }
  }
  const unit = units.get(wordAt(words, next))
  const end = which === 'end' || lastDay !== undefined
  if (unit === 'week') {
    const monday = plusDays(mondayOf(now.day), ahead * 7)
    return {
      to,
      day: end
        ? ahead
          ? plusDays(monday, 4)
          : fridayOf(now.day, now)
        : which === 'middle'
          ? plusDays(monday, 2)
          : ahead
            ? monday
            : plusDays(monday, 7),
    }
  }
  if (unit === 'month') {
    const first = plusMonths(monthStart(now.day), ahead)
    return { to, day: end ? monthEnd(first) : which === 'middle' ? plusDays(first, 14) : ahead ? first : plusMonths(first, 1) }
  }
  if (unit === 'quarter') {
    const first = plusMonths(`${yearOf(now.day)}-01-01`, (Math.floor((monthOf(now.day) - 1) / 3) + ahead) * 3)
    return { to, day: end ? monthEnd(plusMonths(first, 2)) : first }
  }
  if (unit === 'year') return { to, day: end ? `${yearOf(now.day) + ahead}-12-31` : `${yearOf(now.day) + (ahead || 1)}-01-01` }
  return undefined
}

function fridayOf(day: string, now: Now): string {
  const friday = plusDays(mondayOf(day), 4)
  return friday < now.day ? plusDays(friday, 7) : friday
}

/** Weekdays and weeks: "Fri", "next Friday", "Friday next week", "this weekend", "next month". */
function week(words: Words, at: number, now: Now): Days | undefined {
  let next = at
  const lead = wordAt(words, next)
  const which = ['this', 'next', 'last', 'coming', 'upcoming', 'following', 'past'].includes(lead)
    ? lead
    : lead === 'the'
      ? wordAt(words, at + 1)
      : ''
  const known = ['this', 'next', 'last', 'coming', 'upcoming', 'following', 'past'].includes(which)
  const ofDay = lead === 'the' && (which === 'weekend' || (which === 'week' && wordAt(words, at + 2) === 'of'))
  if (known || ofDay) next += lead === 'the' && known ? 2 : 1
  if (which === 'this' && ['coming', 'upcoming'].includes(wordAt(words, next))) next++
  const word = wordAt(words, next)
  const weekday = weekdays.get(word)
  if (weekday !== undefined) return onWeekday(words, next, weekday, known ? which : '', now)
  if (!known && word !== 'weekend' && !ofDay) return undefined
  const unit = units.get(word)
  const to = next + 1
  const monday = mondayOf(now.day)
  const of = wordAt(words, to) === 'of' && (unit === 'week' || word === 'weekend') ? readDays(words, to + 1, now) : undefined
  if (of) {
    const start = mondayOf(of.day)
    return word === 'weekend'
      ? { to: of.to, day: plusDays(start, 5), last: plusDays(start, 6), pick: plusDays(start, 5) }
      : { to: of.to, day: start, last: plusDays(start, 6), pick: start }
  }
  const back = which === 'last' || which === 'past'
  const ahead = which === 'next' || which === 'following' ? 1 : back ? -1 : 0
  if (word === 'weekend') {
    const saturday = plusDays(monday, 5 + ahead * 7)
    return { to, day: saturday, last: plusDays(saturday, 1), pick: saturday, ...(known ? {} : { doubtful: true }) }
  }
  if (unit === 'week') {
    const start = plusDays(monday, ahead * 7)
    const onDay = wordAt(words, to) === 'on' ? to + 1 : to
    const inner = weekdays.get(wordAt(words, onDay))
    if (inner !== undefined) return { to: onDay + 1, day: plusDays(start, inner) }
    return { to, day: start, last: plusDays(start, 6), pick: ahead ? start : fridayOf(now.day, now) }
  }
  if (unit === 'month') {
    const first = plusMonths(monthStart(now.day), ahead)
    return { to, day: first, last: monthEnd(first), pick: ahead ? first : monthEnd(first) }
  }
  if (unit === 'quarter') {
    const first = plusMonths(`${yearOf(now.day)}-01-01`, (Math.floor((monthOf(now.day) - 1) / 3) + ahead) * 3)
    return { to, day: first, last: monthEnd(plusMonths(first, 2)), pick: ahead ? first : monthEnd(plusMonths(first, 2)) }
  }
  if (unit === 'year') {
    const year = yearOf(now.day) + ahead
    return { to, day: `${year}-01-01`, last: `${year}-12-31`, pick: ahead ? `${year}-01-01` : `${year}-12-31` }
  }
  const month = months.get(word)
  if (month !== undefined) {
    const first = back ? plusMonths(upcoming(now, month, 1, false), -12) : upcoming(now, month, 1, false)
    return { to, day: first, last: monthEnd(first), pick: first }
  }
  return undefined
}

/** "Thu the 3rd": in this month or the next; further off it is rather the wrong day that was said. */
function nextOn(first: string, weekday: number): Pick<Days, 'day' | 'mismatch'> {
  for (const ahead of [0, 1]) {
    const month = plusMonths(monthStart(first), ahead)
    const day = dayOf(yearOf(month), monthOf(month), dateOf(first))
    if (day && weekdayOf(day) === weekday) return { day }
  }
  return { day: first, mismatch: true }
}

function onWeekday(words: Words, at: number, weekday: number, which: string, now: Now): Days {
  const to = at + 1
  const monday = mondayOf(now.day)
  const doubtful = which === '' && doubtfulDay.has(wordAt(words, at))
  // "Fri 4th Dec": the date says it better.
  const date = wordAt(words, to) === ',' || wordAt(words, to) === 'the' ? to + 1 : to
  const exact = which === '' ? dated(words, date, now) : undefined
  if (exact && !exact.doubtful) return weekdayOf(exact.day) === weekday ? exact : { ...exact, mismatch: true }
  if (exact?.doubtful && readOrdinal(wordAt(words, wordAt(words, date) === 'the' ? date + 1 : date)) !== undefined)
    return { to: exact.to, ...nextOn(exact.day, weekday) }
  const nextWeek = anyPhrase(words, to, 'next week', 'of next week', 'the following week', 'week')
  if (nextWeek && wordAt(words, to) === 'week') return { to: nextWeek, day: plusDays(nextWeekday(now.day, weekday), 7), weekday }
  if (nextWeek) return { to: nextWeek, day: plusDays(monday, 7 + weekday), weekday }
  const thisWeek = anyPhrase(words, to, 'this week')
  if (which === 'next') return { to, day: plusDays(monday, 7 + weekday), weekday }
  if (which === 'last' || which === 'past') {
    const day = plusDays(monday, weekday)
    return { to, day: day < now.day ? day : plusDays(day, -7), weekday }
  }
  if (which === 'this' || thisWeek) {
    const day = plusDays(monday, weekday)
    return { to: thisWeek ?? to, day: day < now.day ? plusDays(day, 7) : day, weekday }
  }
  return { to, day: nextWeekday(now.day, weekday), weekday, ...(doubtful ? { doubtful } : {}) }
}
