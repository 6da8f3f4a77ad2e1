import { dayOf, monthOf, nthWeekday, plusDays, plusMonths, weekdayOf, yearOf } from './civil.ts'
import { type DayPart, dayParts, frequencies, months, ordinals, pluralWeekday, units, weekdays } from './lexicon.ts'
import { anyPhrase, readNumber, readOrdinal, type Words, wordAt } from './read.ts'

/** How something repeats. Days of the week are 0 (Monday) to 6. */
export interface Rule {
  freq: 'HOURLY' | 'MINUTELY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  interval?: number
  weekdays?: number[]
  /** With `weekdays`: which of them in the month; -1 is the last. */
  position?: number
  monthDays?: number[]
  month?: number
  count?: number
  /** Last day. */
  until?: string
}

export interface FoundRule {
  to: number
  rule: Rule
  /** "every morning" also says when. */
  minute?: number
  part?: DayPart
  /** An adverb before a noun, "weekly report": it may only be part of a name. */
  adjective?: boolean
}

const every = (word: string) => word === 'every' || word === 'each'
const workdays = [0, 1, 2, 3, 4]
const position = (word: string): number | undefined => readOrdinal(word) ?? ordinals.get(word)

/** A repetition at this place, if there is one. */
export function readRule(words: Words, at: number): FoundRule | undefined {
  if (words[at]?.kind === 'quote') return undefined
  const lead = wordAt(words, at) === 'on' ? at + 1 : at
  return (
    inMonth(words, lead) ?? everyThing(words, at) ?? plural(words, lead) ?? listed(words, lead) ?? adverb(words, at) ?? times(words, at)
  )
}

/** "1st of every month", "last Friday of each month", "first Monday of the month" after "every". */
function inMonth(words: Words, at: number): FoundRule | undefined {
  let next = at
  const led = every(wordAt(words, next))
  if (led) next++
  if (wordAt(words, next) === 'the') next++
  const which = position(wordAt(words, next))
  if (which === undefined) return undefined
  next++
  if (which === -1 && wordAt(words, next) === 'day') {
    const to = monthTail(words, next + 1, led)
    return to ? { to, rule: { freq: 'MONTHLY', monthDays: [-1] } } : undefined
  }
  const weekday = weekdays.get(wordAt(words, next))
  if (weekday !== undefined) {
    // "every first Tuesday" can only be meant within the month; "every second Tuesday" may be every other one.
    const to = monthTail(words, next + 1, led) ?? (led && Math.abs(which) === 1 ? next + 1 : undefined)
    return to ? { to, rule: { freq: 'MONTHLY', weekdays: [weekday], position: which } } : undefined
  }
  if (wordAt(words, next) === 'day') next++
  const days = [which]
  while (
    (wordAt(words, next) === 'and' || wordAt(words, next) === ',') &&
    readOrdinal(wordAt(words, wordAt(words, next + 1) === 'the' ? next + 2 : next + 1)) !== undefined
  ) {
    next += wordAt(words, next + 1) === 'the' ? 2 : 1
    days.push(readOrdinal(wordAt(words, next)) as number)
    next++
  }
  if (days.some(day => day < 1 || day > 31)) return undefined
  const to = monthTail(words, next, led)
  if (to) return { to, rule: { freq: 'MONTHLY', monthDays: days } }
  return led && readOrdinal(wordAt(words, next - 1)) !== undefined && days.length > 1
    ? { to: next, rule: { freq: 'MONTHLY', monthDays: days } }
    : undefined
}

function monthTail(words: Words, at: number, led: boolean): number | undefined {
  return anyPhrase(
    words,
    at,
    'of every month',
    'of each month',
    'every month',
    'each month',
    'monthly',
    ...(led ? ['of the month', 'of month'] : []),
  )
}

function everyThing(words: Words, at: number): FoundRule | undefined {
  if (!every(wordAt(words, at))) return undefined
  let next = at + 1
  if (wordAt(words, next) === 'single') next++
  let interval = 1
  const other = wordAt(words, next)
  const ordinal = readOrdinal(other) ?? ordinals.get(other) ?? 0
  const number = readNumber(words, next)
  if (other === 'other' || other === 'second' || other === 'alternate') {
    interval = 2
    next++
  } else if (ordinal > 1 && (units.has(wordAt(words, next + 1)) || weekdays.has(wordAt(words, next + 1)))) {
    interval = ordinal
    next++
  } else if (number && other !== 'a' && units.has(wordAt(words, number.to))) {
    interval = number.value
    next = number.to
  }
  const word = wordAt(words, next)
  if (word === 'weekday' || word === 'workday' || anyPhrase(words, next, 'working day', 'business day', 'work day'))
    return { to: next + (word === 'weekday' || word === 'workday' ? 1 : 2), rule: { freq: 'WEEKLY', weekdays: workdays } }
  if (word === 'weekend') return { to: next + 1, rule: { freq: 'WEEKLY', weekdays: [5, 6] } }
  if (weekdays.has(word)) {
    const list = weekdayList(words, next)
    const part = list.days.length > 0 ? dayParts.get(wordAt(words, list.to)) : undefined
    return {
      to: part ? list.to + 1 : list.to,
      rule: spaced({ freq: 'WEEKLY', weekdays: list.days }, interval),
      ...part,
    }
  }
  const part = dayParts.get(word)
  if (part) return { to: next + 1, rule: { freq: 'DAILY' }, ...part }
  const month = months.get(word)
  if (month) {
    const date =
      position(wordAt(words, next + 1)) ?? (/^\d{1,2}$/.test(wordAt(words, next + 1)) ? Number(wordAt(words, next + 1)) : undefined)
    return { to: date ? next + 2 : next + 1, rule: { freq: 'YEARLY', month, monthDays: [date ?? 1] } }
  }
  const unit = units.get(word)
  if (!unit) return undefined
  const freq = { minute: 'MINUTELY', hour: 'HOURLY', day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', quarter: 'MONTHLY', year: 'YEARLY' }[
    unit
  ] as Rule['freq']
  return onDays(words, next + 1, spaced({ freq }, unit === 'quarter' ? interval * 3 : interval))
}

const spaced = (rule: Rule, interval: number): Rule => (interval > 1 ? { ...rule, interval } : rule)

/** What may follow: "every month on the 15th", "weekly on Mondays and Thursdays", "yearly on March 3". */
function onDays(words: Words, at: number, rule: Rule): FoundRule {
  const on = wordAt(words, at) === 'on' || (rule.freq !== 'DAILY' && wordAt(words, at) === 'every') ? at + 1 : undefined
  if (on === undefined) return { to: at, rule }
  const the = wordAt(words, on) === 'the' ? on + 1 : on
  if (rule.freq === 'WEEKLY') {
    const list = weekdayList(words, the)
    if (list.days.length > 0) return { to: list.to, rule: { ...rule, weekdays: list.days } }
    if (wordAt(words, the) === 'weekdays') return { to: the + 1, rule: { ...rule, weekdays: workdays } }
  }
  if (rule.freq === 'MONTHLY') {
    const which = position(wordAt(words, the))
    const weekday = weekdays.get(wordAt(words, the + 1))
    if (which !== undefined && weekday !== undefined) return { to: the + 2, rule: { ...rule, weekdays: [weekday], position: which } }
    if (which === -1 && wordAt(words, the + 1) === 'day') return { to: the + 2, rule: { ...rule, monthDays: [-1] } }
    if (which !== undefined && which > 0) return { to: the + 1, rule: { ...rule, monthDays: [which] } }
  }
  if (rule.freq === 'YEARLY') {
    const first = months.get(wordAt(words, the))
    const date =
      position(wordAt(words, first ? the + 1 : the)) ??
      (/^\d{1,2}$/.test(wordAt(words, first ? the + 1 : the)) ? Number(wordAt(words, first ? the + 1 : the)) : undefined)
    const of = wordAt(words, the + 1) === 'of' ? the + 2 : the + 1
    const month = first ?? months.get(wordAt(words, of))
    if (month && date) return { to: first ? the + 2 : of + 1, rule: { ...rule, month, monthDays: [date] } }
  }
  return { to: at, rule }
}

/** "Monday, Wednesday and Friday". */
export function weekdayList(words: Words, at: number): { to: number; days: number[] } {
  const days: number[] = []
  let to = at
  for (let next = at; ; ) {
    const day = weekdays.get(wordAt(words, next))
    if (day === undefined) break
    days.push(day)
    to = next + 1
    next = to
    while ([',', 'and', '&', '/', 'every', '+'].includes(wordAt(words, next))) next++
    if (next === to && !weekdays.has(wordAt(words, next))) break
  }
  return { to, days: [...new Set(days)].sort((a, b) => a - b) }
}

function plural(words: Words, at: number): FoundRule | undefined {
  const word = wordAt(words, at)
  // Mon-Fri, written as one: every week.
  const [first, last] = [weekdays.get(word), weekdays.get(wordAt(words, at + 2))]
  if (
    first !== undefined &&
    last !== undefined &&
    first < last &&
    /^[-–]$/.test(wordAt(words, at + 1)) &&
    words[at]?.end === words[at + 1]?.start
  )
    return { to: at + 3, rule: { freq: 'WEEKLY', weekdays: Array.from({ length: last - first + 1 }, (_, day) => first + day) } }
  if (word === 'weekdays' || word === 'workdays') return { to: at + 1, rule: { freq: 'WEEKLY', weekdays: workdays } }
  if (word === 'weekends') return { to: at + 1, rule: { freq: 'WEEKLY', weekdays: [5, 6] } }
  if (!pluralWeekday.test(word)) return undefined
  const list = weekdayList(words, at)
  return { to: list.to, rule: { freq: 'WEEKLY', weekdays: list.days } }
}

/** "mon wed fri", "tue/thu", "Monday, Wednesday and Friday": days of the week in a row are a repetition; two with an "and" are two days. */
function listed(words: Words, at: number): FoundRule | undefined {
  if (/^(the|this|next|last|coming|past|not|or)$/.test(wordAt(words, at - 1))) return undefined
  const list = weekdayList(words, at)
  const between = words.slice(at, list.to).filter(token => !weekdays.has(token.lower))
  const close = list.days.length === 2 && between.every(token => /^[/+&]$/.test(token.lower))
  if (list.days.length < 3 && !close) return undefined
  return { to: list.to, rule: { freq: 'WEEKLY', weekdays: list.days } }
}

function adverb(words: Words, at: number): FoundRule | undefined {
  const text = frequencies.get(wordAt(words, at))
  if (!text) return undefined
  const [freq, interval] = text.split(';') as [string, string | undefined]
  const found = onDays(words, at + 1, spaced({ freq: freq.slice(5) as Rule['freq'] }, interval ? Number(interval.slice(9)) : 1))
  const after = words[found.to]
  const adjective =
    found.to === at + 1 &&
    after?.kind === 'word' &&
    !/^(at|on|until|till|til|from|for|starting|beginning|in|with|to|and|by|every|except|excluding|but|not|apart|other|mon|tue|wed|thu|fri|sat|sun)/.test(
      after.lower,
    )
  return { ...found, ...(adjective ? { adjective } : {}) }
}

/** "once a week", "twice a week on Tuesday and Thursday": as many days as times, or it cannot be kept to. */
function times(words: Words, at: number): FoundRule | undefined {
  for (const [many, phrase] of [
    [2, 'twice a'],
    [3, 'three times a'],
  ] as const) {
    const to = anyPhrase(words, at, phrase)
    if (!to || units.get(wordAt(words, to)) !== 'week') continue
    const found = onDays(words, to + 1, { freq: 'WEEKLY' })
    return found?.rule.weekdays?.length === many ? found : undefined
  }
  const once = anyPhrase(words, at, 'once a', 'once every', 'once per')
  const unit = once ? units.get(wordAt(words, once)) : undefined
  if (!once || !unit || unit === 'minute') return undefined
  const freq = { hour: 'HOURLY', day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', quarter: 'MONTHLY', year: 'YEARLY' }[unit] as Rule['freq']
  return onDays(words, once + 1, spaced({ freq }, unit === 'quarter' ? 3 : 1))
}

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** In RFC 5545's words, without `RRULE:`. A rule with a time ends at the end of its last day (UTC), else on the day. */
export function writeRule(rule: Rule, timed: boolean): string {
  const parts = [`FREQ=${rule.freq}`]
  if (rule.interval && rule.interval > 1) parts.push(`INTERVAL=${rule.interval}`)
  if (rule.month) parts.push(`BYMONTH=${rule.month}`)
  if (rule.weekdays) parts.push(`BYDAY=${rule.weekdays.map(day => `${rule.position ?? ''}${names[day]}`).join(',')}`)
  if (rule.monthDays) parts.push(`BYMONTHDAY=${rule.monthDays.join(',')}`)
  if (rule.count) parts.push(`COUNT=${rule.count}`)
  if (rule.until) parts.push(`UNTIL=${rule.until.replaceAll('-', '')}${timed ? 'T235959Z' : ''}`)
  return parts.join(';')
}

/** The first day on which it happens: on `from` or later. */
export function firstDay(rule: Rule, from: string): string {
  if (rule.freq === 'YEARLY' && rule.month) {
    const date = rule.monthDays?.[0] ?? 1
    const day = dayOf(yearOf(from), rule.month, date)
    return day && day >= from ? day : (dayOf(yearOf(from) + 1, rule.month, date) ?? from)
  }
  if (rule.freq === 'MONTHLY' && (rule.monthDays || rule.position)) {
    for (let ahead = 0; ahead < 24; ahead++) {
      const first = plusMonths(`${from.slice(0, 8)}01`, ahead)
      const days = rule.monthDays
        ? rule.monthDays.map(date => inThisMonth(first, date))
        : [nthWeekday(first, rule.weekdays?.[0] ?? 0, rule.position ?? 1)]
      const day = days.filter((each): each is string => each !== undefined && each >= from).sort()[0]
      if (day) return day
    }
  }
  if (rule.weekdays) {
    for (let ahead = 0; ahead < 7; ahead++) if (rule.weekdays.includes(weekdayOf(plusDays(from, ahead)))) return plusDays(from, ahead)
  }
  return from
}

const inThisMonth = (first: string, date: number) =>
  date === -1 ? plusDays(plusMonths(first, 1), -1) : dayOf(yearOf(first), monthOf(first), date)

/** Is this rule's day given by itself ("every Monday"), or does it start whenever ("every week")? */
export const ownDay = (rule: Rule): boolean => Boolean(rule.weekdays || rule.monthDays)
