import { dateOf, dayOf, monthEnd, monthOf, monthStart, type Now, nthWeekday, plusMonths, yearOf } from './civil.ts'
import { months, namedDays, ordinals, spelledDates, weekdays } from './lexicon.ts'
import { anyPhrase, readOrdinal, type Words, wordAt } from './read.ts'

/** A day, or a stretch of days, as it was said. */
export interface Days {
  to: number
  day: string
  /** Last day of a stretch: "next week". */
  last?: string
  /** It needs a preposition or a time beside it to count: "the 3rd", "sun", "Christmas". */
  doubtful?: boolean
  /** Counted from now to the minute ("in two hours"): minutes since midnight of `day`. */
  minute?: number
  /** 0 to 6 where a weekday was named without a week. */
  weekday?: number
  /** A weekday was named that this date is not: "Monday 1 December" of a Tuesday. */
  mismatch?: boolean
  /** The stretch's own day when something is to be done in it: Monday of next week, Saturday of a weekend. */
  pick?: string
}

/** The next such date from today on; a year is added where it has passed. */
export function upcoming(now: Now, month: number, date: number, sameMonth: boolean): string {
  const year = yearOf(now.day)
  const day = dayOf(year, month, date)
  if (day && (day >= now.day || (sameMonth && month === monthOf(now.day)))) return day
  return dayOf(year + 1, month, date) ?? dayOf(year + 4 - (year % 4 || 4) + 4, month, date) ?? now.day
}

const fullYear = (text: string) => (text.length === 2 ? 2000 + Number(text) : Number(text))

const yearWord = (word: string) => /^(19|20)\d\d$/.test(word)

/** Dates in digits and with month names. */
export function dated(words: Words, at: number, now: Now): Days | undefined {
  const word = wordAt(words, at)
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:t(\d{2}):(\d{2}).*)?$/.exec(word)
  if (iso) {
    const day = dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
    return day ? { to: at + 1, day, ...(iso[4] ? { minute: Number(iso[4]) * 60 + Number(iso[5]) } : {}) } : undefined
  }
  const dots = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?$/.exec(word)
  if (dots) return fromNumbers(at + 1, Number(dots[1]), Number(dots[2]), dots[3], now)
  const dashes = /^(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})$/.exec(word)
  if (dashes) return fromNumbers(at + 1, Number(dashes[1]), Number(dashes[2]), dashes[3], now)
  const slashes = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?$/.exec(word)
  if (slashes) {
    const [a, b] = [Number(slashes[1]), Number(slashes[2])]
    const monthFirst = b > 12 || (now.monthFirst && a <= 12)
    return fromNumbers(at + 1, monthFirst ? b : a, monthFirst ? a : b, slashes[3], now)
  }
  return monthNamed(words, at, now) ?? ordinal(words, at, now)
}

function fromNumbers(to: number, date: number, month: number, year: string | undefined, now: Now): Days | undefined {
  if (!dayOf(2024, month, date)) return undefined
  const day = year ? dayOf(fullYear(year), month, date) : upcoming(now, month, date, false)
  return day ? { to, day } : undefined
}

/** "Nov 27", "27 November 2026", "the 27th of November". */
function monthNamed(words: Words, from: number, now: Now): Days | undefined {
  let next = wordAt(words, from) === 'the' ? from + 1 : from
  let month = months.get(wordAt(words, next))
  let date: number | undefined
  const dateOfWord = (word: string) =>
    readOrdinal(word) ?? spelledDates.get(word) ?? (/^\d{1,2}\.?$/.test(word) ? Number.parseInt(word, 10) : undefined)
  if (month) {
    if (wordAt(words, next + 1) === '.') next++
    if (wordAt(words, next + 1) === 'the') next++
    date = dateOfWord(wordAt(words, next + 1))
    // "in May 2027" names a month, "May 20" a day.
    if (date === undefined || date > 31) return undefined
    next += 2
  } else {
    date = dateOfWord(wordAt(words, next))
    if (date === undefined) return undefined
    let skip = next + 1
    if (/^[.-]$/.test(wordAt(words, skip))) skip++
    if (wordAt(words, skip) === 'of') skip++
    month = months.get(wordAt(words, skip))
    if (!month) return undefined
    next = skip + 1
  }
  const comma = wordAt(words, next) === ',' ? next + 1 : next
  // "Dec 5, '26"
  const short = /^['’]$/.test(wordAt(words, comma)) && /^\d\d$/.test(wordAt(words, comma + 1)) ? comma + 1 : undefined
  const at = short ?? comma
  const year = short || yearWord(wordAt(words, at)) ? fullYear(wordAt(words, at)) : undefined
  const day = year ? dayOf(year, month, date) : dayOf(2024, month, date) && upcoming(now, month, date, false)
  return day ? { to: year ? at + 1 : next, day } : undefined
}

/** "the 3rd", "the 15th of next month". Alone it counts only after a preposition. */
function ordinal(words: Words, at: number, now: Now): Days | undefined {
  const the = wordAt(words, at) === 'the'
  const date = readOrdinal(wordAt(words, the ? at + 1 : at))
  if (date === undefined || date < 1 || date > 31) return undefined
  const to = at + (the ? 2 : 1)
  const nextMonth = anyPhrase(words, to, 'of next month', 'next month')
  const thisMonth = anyPhrase(words, to, 'of this month', 'of the month', 'this month')
  let first = monthStart(now.day)
  if (nextMonth) first = plusMonths(first, 1)
  else if (date < dateOf(now.day)) first = plusMonths(first, 1)
  const day = dayOf(yearOf(first), monthOf(first), date) ?? dayOf(yearOf(plusMonths(first, 1)), monthOf(plusMonths(first, 1)), date)
  return day ? { to: nextMonth ?? thisMonth ?? to, day, ...(nextMonth || thisMonth ? {} : { doubtful: true }) } : undefined
}

/** A day with a name, and a month alone: both count only after a preposition. */
export function named(words: Words, at: number, now: Now): Days | undefined {
  // "New Year's Eve" is cut into four: the ending stands by itself.
  for (let length = 4; length >= 1; length--) {
    const name = Array.from({ length }, (_, i) => wordAt(words, at + i))
      .join(' ')
      .replace(" 's", "'s")
    const date = namedDays.get(name)
    if (date) return { to: at + length, day: upcoming(now, date[0], date[1], false), doubtful: true }
  }
  const month = months.get(wordAt(words, at))
  if (month === undefined) return undefined
  // "ring Jan at 4", "remind May tomorrow": somebody's name, for a month has no hour.
  if (/^(at|@|today|tomorrow|tonight)$/.test(wordAt(words, at + 1))) return undefined
  // "tickets for May concert"
  if (
    wordAt(words, at - 1) === 'for' &&
    /^\p{L}{3,}$/u.test(wordAt(words, at + 1)) &&
    !/^(and|with|at|from|to)$/.test(wordAt(words, at + 1))
  )
    return undefined
  const year = yearWord(wordAt(words, at + 1)) ? Number(wordAt(words, at + 1)) : undefined
  const first = year ? (dayOf(year, month, 1) as string) : upcoming(now, month, 1, true)
  return { to: at + (year ? 2 : 1), day: first, last: monthEnd(first), pick: first, doubtful: true }
}

/** "the first Monday of March", "last Friday in February 2027", "the second Tuesday of next month". */
export function weekdayOfMonth(words: Words, at: number, now: Now): Days | undefined {
  const which = wordAt(words, at) === 'the' ? at + 1 : at
  const nth = readOrdinal(wordAt(words, which)) ?? ordinals.get(wordAt(words, which))
  const weekday = weekdays.get(wordAt(words, which + 1))
  if (nth === undefined || nth > 5 || weekday === undefined) return undefined
  const next = /^(of|in)$/.test(wordAt(words, which + 2)) ? which + 3 : which + 2
  const ahead = anyPhrase(words, next, 'next month')
  const here = anyPhrase(words, next, 'this month', 'the month')
  const relative = ahead ?? here
  if (relative) {
    if (next === which + 2) return undefined
    const day = nthWeekday(plusMonths(monthStart(now.day), ahead ? 1 : 0), weekday, nth)
    return day
      ? { to: relative, day: here && day < now.day ? (nthWeekday(plusMonths(monthStart(now.day), 1), weekday, nth) ?? day) : day }
      : undefined
  }
  const month = months.get(wordAt(words, next))
  if (month === undefined) return undefined
  const year = yearWord(wordAt(words, next + 1)) ? Number(wordAt(words, next + 1)) : undefined
  const inYear = (of: number) => nthWeekday(dayOf(of, month, 1) as string, weekday, nth)
  const day = year ? inYear(year) : [yearOf(now.day), yearOf(now.day) + 1].map(inYear).find(each => each !== undefined && each >= now.day)
  return day ? { to: next + (year ? 2 : 1), day } : undefined
}
