import type { Token } from '../text/token.ts'
import { type Now, plusDays } from './civil.ts'
import { type ClockTime, readClock, readPart } from './clock-times.ts'
import { type Days, readDays } from './days.ts'
import { minutesOf, readLength } from './duration.ts'
import { type DayPart, namedDays, namesWithDays, timeWords, weekdays } from './lexicon.ts'
import { anyPhrase, readNumber, readOrdinal, type Words, wordAt } from './read.ts'
import { ownDay, type Rule, readRule } from './recurrence.ts'

/** A point or stretch of time. */
export interface Moment {
  day?: string
  /** Last day of a stretch ("next week"). */
  last?: string
  /** The day to do something within the stretch. */
  pick?: string
  /** Minutes since midnight. */
  minute?: number
  /** Twelve hours later would be as good. */
  loose?: boolean
  part?: DayPart
  /** 0 to 6 where a weekday was named without a week. */
  weekday?: number
  /** Counted from now to the minute. */
  exact?: boolean
}

/** Something said about time. `from` (inclusive) and `to` (exclusive) count tokens, the preposition before it included. */
export interface TimeSpan {
  from: number
  to: number
  /** Where the time itself begins, after the preposition. */
  core: number
  /** The preposition: `by`, `at`, `from`, `until`. */
  cue?: string
  moment?: Moment
  /** Where a range ends: "3 to 4 pm", "from Monday to Friday". */
  end?: Moment
  rule?: Rule
  /** Minutes. */
  length?: number
  /** Stands before a noun with a definite word, "the Friday review": part of a name more likely than a time. */
  inner?: boolean
  /** Stands between plain words without a preposition, "prepare Monday slides". */
  squeezed?: boolean
}

const cues = new Set([
  'at',
  'on',
  'by',
  'for',
  'from',
  'in',
  'until',
  'till',
  'til',
  'before',
  'after',
  'due',
  'starting',
  'since',
  'around',
  'about',
  'to',
  'between',
  'through',
  'beginning',
  'during',
  '@',
  'within',
  'of',
  'over',
  'til',
  'as',
  'ending',
  'then',
])
const joins = new Set([',', 'at', 'on', '@', 'by', 'around', 'from', 'in', 'and', 'between', 'about', 'for'])
const definite = new Set(['the', 'my', 'our', 'your', 'his', 'her', 'their', 'that', 'this', 'these', 'those'])
/** Words that may follow a time without making it part of a name. */
const follows =
  /^(at|on|by|for|from|in|until|till|til|before|after|to|with|and|about|that|re|as|then|or|please|pls|plz|also|too|is|are|instead|every|each|of|it|i|we|im|i'm|due|via|thanks|thx|via|plus|but|because|so|when|if|not|would|works?|will|should|through)$/

/** Everything a message says about time, in order, without overlaps. */
export function findTimes(tokens: Words, now: Now): TimeSpan[] {
  const found: TimeSpan[] = []
  for (let at = 0; at < tokens.length; ) {
    if (!mayBegin(tokens[at] as Token)) {
      at++
      continue
    }
    const span = readSpan(tokens, at, now)
    if (span && span.to > at) {
      found.push(placed(tokens, span))
      at = span.to
    } else at++
  }
  return joined(
    tokens,
    found.filter(span => !isName(tokens, span)),
  )
}

const beginnings = new Set([
  ...timeWords,
  ...cues,
  ...[...namedDays.keys()].map(name => name.split(' ')[0] as string),
  ...[
    'the',
    'this',
    'coming',
    'upcoming',
    'following',
    'last',
    'past',
    'end',
    'start',
    'beginning',
    'middle',
    'mid',
    'early',
    'late',
    'first',
    'second',
    'third',
    'fourth',
    'fifth',
    'half',
    'quarter',
    'half-hour',
  ],
  ...[
    'a',
    'an',
    'few',
    'couple',
    'day',
    'overmorrow',
    'eod',
    'eow',
    'eom',
    'eoy',
    'cob',
    'eob',
    'close',
    'once',
    'workdays',
    'three',
    'lunchtime',
  ],
])

/** Whether a time can begin with this word at all; most cannot, and asking is cheap. */
const mayBegin = (token: Token): boolean =>
  token.kind === 'number' || (token.kind !== 'quote' && (beginnings.has(token.lower) || /^\d/.test(token.lower)))

function readSpan(tokens: Words, at: number, now: Now): TimeSpan | undefined {
  const first = readAt(tokens, at, at, undefined, now)
  if (first) return first
  let core = at
  let cue: string | undefined
  while (cues.has(wordAt(tokens, core)) && core - at < 2) {
    cue = cue && cue !== 'due' && cue !== 'starting' && cue !== 'as' ? cue : wordAt(tokens, core)
    core++
  }
  if (cue && wordAt(tokens, core) === 'the' && readPart(tokens, core + 1)) core++
  return cue ? readAt(tokens, at, core, cue, now) : undefined
}

function readAt(tokens: Words, from: number, core: number, cue: string | undefined, now: Now): TimeSpan | undefined {
  if (tokens[core]?.kind === 'quote' || tokens[core] === undefined) return undefined
  const rule = readRule(tokens, core)
  if (rule && !(rule.adjective && definite.has(wordAt(tokens, core - 1)))) {
    const article = /^an?$/.test(wordAt(tokens, core - 1))
    if (!rule.adjective || article || core === 0) {
      return {
        ...(rule.adjective && article ? { squeezed: true } : {}),
        from,
        to: rule.to,
        core,
        cue,
        rule: rule.rule,
        ...(rule.minute !== undefined ? { moment: { minute: rule.minute } } : {}),
      }
    }
  }
  const days = readDayRange(tokens, core, now)
  if (days) return { from, to: days.to, core, cue, moment: { day: days.day }, end: { day: days.last } }
  const start = readMoment(tokens, core, cue, now)
  if (start) return ranged(tokens, { from, to: start.to, core, cue, moment: start.moment }, now, start)
  const length = readLength(tokens, core)
  if (length) {
    const long = anyPhrase(tokens, length.to, '- long', 'long')
    return {
      from: cue === 'for' || cue === 'of' ? from : core,
      to: long ?? length.to,
      core,
      ...(cue === 'for' ? { cue } : {}),
      length: minutesOf(length),
    }
  }
  return undefined
}

/** "3-4 dec", "between 1 and 5 December", "the 21st to the 25th of May": two dates that share the month said last. */
function readDayRange(tokens: Words, at: number, now: Now): { to: number; day: string; last: string } | undefined {
  const the = wordAt(tokens, at) === 'the' ? at + 1 : at
  const first = /^(\d{1,2})(st|nd|rd|th)?\.?$/.exec(wordAt(tokens, the))
  if (!first || !/^(-|–|to|and|until|till|through)$/.test(wordAt(tokens, the + 1))) return undefined
  const second = the + 2
  const last = readDays(tokens, second, now)
  if (
    !last ||
    last.last ||
    !/^\d/.test(wordAt(tokens, wordAt(tokens, second) === 'the' ? second + 1 : second)) ||
    last.minute !== undefined
  )
    return undefined
  if (
    !/[a-z]/.test(
      tokens
        .slice(second, last.to)
        .map(token => token.lower)
        .filter(word => !/^(the|of|\d+(st|nd|rd|th))$/.test(word))
        .join(''),
    )
  )
    return undefined
  const date = Number(first[1])
  if (date < 1 || date >= Number(last.day.slice(8))) return undefined
  return { to: last.to, day: `${last.day.slice(0, 8)}${String(date).padStart(2, '0')}`, last: last.day }
}

interface Read {
  to: number
  moment: Moment
  /** A lone number: no time unless something else says so. */
  bare: boolean
}

/** A day, a time or both, in either order. */
function readMoment(tokens: Words, at: number, cue: string | undefined, now: Now): Read | undefined {
  let to = at
  let days: Days | undefined
  let clock: ClockTime | undefined
  let part: ClockTime | undefined
  for (let next = at; next < tokens.length; next = to) {
    while (next > at && joins.has(wordAt(tokens, next)) && next - to < 2) next++
    if (next > at && wordAt(tokens, next) === 'the' && readPart(tokens, next + 1)) next++
    const day = days ? undefined : readDays(tokens, next, now)
    // "end of the day" is a time, "end of the week" a day.
    const early = part || clock ? undefined : readPart(tokens, next)
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
    if (day && !(day.doubtful && !counts(tokens, next, day, cue, Boolean(clock ?? part)))) {
      days = day
      to = day.to
      if (day.minute !== undefined) clock = { to, minute: day.minute }
      continue
    }
    const time = clock ? undefined : readClock(tokens, next)
    if (time && (!time.bare || bareCounts(tokens, next, time, days !== undefined, cue))) {
      // The hyphen of 3-4 pm is for the range.
      clock = time
      to = time.to
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
  }
  if (part?.part) moment.part = part.part
  if (clock) Object.assign(moment, settled(clock, part))
  else if (part) moment.minute = part.minute
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
  if (
    cue &&
    /^(on|by|before|until|till|til|from|since|due|for|in|this|after|starting|to|during|over|through|at|between|ending|beginning)$/.test(cue)
  )
    return true
  const next = wordAt(tokens, day.to)
  return (
    (weekdays.has(wordAt(tokens, at)) || day.last !== undefined) &&
    (readClock(tokens, day.to)?.bare === false ||
      /^(at|@|morning|afternoon|evening|night)$/.test(next) ||
      (tokens[day.to]?.kind !== 'word' && /^(sun|sat|mon|thu|wed)$/.test(wordAt(tokens, at)) && at > 0))
  )
}

function bareCounts(tokens: Words, at: number, time: ClockTime, besideDay: boolean, cue: string | undefined): boolean {
  const before = wordAt(tokens, at - 1)
  const next = tokens[time.to]
  const ends =
    !next ||
    next.kind === 'sign' ||
    follows.test(next.lower) ||
    /^(tomorrow|today|tonight|next|this|every)$/.test(next.lower) ||
    weekdays.has(next.lower)
  const written = tokens[at]?.text ?? ''
  if (!/^\d/.test(written) && !/^(at|@|by|until|till|from|to|around|between)$/.test(before)) return false
  besideDay ||= weekdays.has(before) || /^(weekdays?|workdays?|day|daily|weekly|month|week)$/.test(before)
  const range = /^(-|–|to|til|till|until)$/.test(next?.lower ?? '') ? readClock(tokens, time.to + 1) : undefined
  if (range && (!range.bare || besideDay)) return true
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

/** Adds where a range ends. */
function ranged(tokens: Words, span: TimeSpan, now: Now, start: Read): TimeSpan | undefined {
  const sign = wordAt(tokens, span.to)
  const hyphen = sign === '-' || sign === '–' || sign === '—'
  const word = ['to', 'till', 'until', 'til', 'through', 'thru'].includes(sign) || (sign === 'and' && span.cue === 'between')
  const moment = span.moment as Moment
  if (hyphen || word) {
    let core = span.to + 1
    if (wordAt(tokens, core) === 'the') core++
    // Nov 3-5
    const number = hyphen && moment.day && moment.minute === undefined ? readNumber(tokens, core) : undefined
    if (
      number &&
      number.to === core + 1 &&
      /^\d+$/.test(wordAt(tokens, core)) &&
      /^\d/.test(wordAt(tokens, span.to - 1)) &&
      number.value <= 31 &&
      number.value > Number((moment.day as string).slice(8))
    ) {
      return { ...span, to: number.to, end: { day: `${(moment.day as string).slice(0, 8)}${String(number.value).padStart(2, '0')}` } }
    }
    const end = readMoment(tokens, core, sign === 'and' || hyphen ? 'between' : 'to', now) ?? loneHour(tokens, core, moment)
    const sameSort =
      end &&
      ((moment.minute !== undefined && end.moment.minute !== undefined) || (moment.minute === undefined && end.moment.minute === undefined))
    if (end && (sameSort || span.cue === 'from') && (hyphen || span.cue === 'from' || span.cue === 'between' || sameSort)) {
      const first = firstHour(moment, end.moment)
      const last = lastHour(moment, end.moment)
      if (!first.day && last.day && first.minute !== undefined)
        return { ...span, to: end.to, moment: { ...first, day: last.day }, end: last }
      if (first.day && last.day && last.day < first.day && last.minute === undefined) last.day = plusDays(last.day, 7)
      return { ...span, to: end.to, moment: first, end: last }
    }
  }
  return start.bare && !/^(at|@|by|until|till|til|before|around|after)$/.test(span.cue ?? '') ? undefined : span
}

function loneHour(tokens: Words, at: number, start: Moment): Read | undefined {
  const time = start.minute === undefined ? undefined : readClock(tokens, at)
  return time ? { to: time.to, moment: { minute: time.minute, ...(time.loose ? { loose: true } : {}) }, bare: false } : undefined
}

/** In "3 to 4 pm" the first hour takes the second's half of the day, unless it would come later. */
function firstHour(start: Moment, end: Moment): Moment {
  if (!start.loose || start.minute === undefined || end.minute === undefined || end.loose) return start
  const [early, late] = [start.minute % 720, (start.minute % 720) + 720]
  const best = end.minute >= 720 ? (late < end.minute ? late : early) : early
  return { ...start, minute: best, loose: false }
}

function lastHour(start: Moment, end: Moment): Moment {
  if (!end.loose || end.minute === undefined || start.minute === undefined) return end
  const late = end.minute % 720
  return { ...end, minute: late > start.minute ? late : late + 720 }
}

function placed(tokens: Words, span: TimeSpan): TimeSpan {
  const before = tokens[span.core - 1]
  const after = tokens[span.to]
  if (span.squeezed) return span
  const nounFollows = after !== undefined && (after.kind === 'word' || after.kind === 'quote') && !follows.test(after.lower)
  const plain = span.moment?.exact !== true && !span.end
  if (!nounFollows || !plain || span.length !== undefined) return span
  // "Saturday Night Live": capitals that go on make a name of it.
  const lastWord = tokens[span.to - 1]
  if (/^\p{Lu}/u.test(after.text) && /^\p{Lu}\p{Ll}/u.test(lastWord?.text ?? '') && after.kind === 'word' && span.core > 0 && !span.rule)
    return { ...span, inner: true }
  if (definite.has(wordAt(tokens, span.core - (span.cue ? 1 : 1))) && before) return { ...span, inner: true }
  // Days and parts of days squeeze between words; "tomorrow" and dates with numbers never belong to a name.
  const nameable =
    span.moment !== undefined &&
    tokens.slice(span.core, span.to).every(token => /^\p{L}/u.test(token.text)) &&
    !/^(today|tomorrow|tonight|yesterday|next|this|in|end|day)$/.test(wordAt(tokens, span.core))
  if (!span.cue && nameable && span.from > 0) return { ...span, squeezed: true }
  return span
}

function isName(tokens: readonly Token[], span: TimeSpan): boolean {
  return namesWithDays.some(([first, second]) => wordAt(tokens, span.core) === second && wordAt(tokens, span.core - 1) === first)
}

/** "10 times": how often. */
function counted(tokens: Words, at: number): { to: number; count: number } | undefined {
  const number = readNumber(tokens, at)
  return number && /^times?$/.test(wordAt(tokens, number.to)) && number.value > 1 ? { to: number.to + 1, count: number.value } : undefined
}

/** "until Friday" and "10 times" belong to the repetition before them. */
function joined(tokens: Words, spans: TimeSpan[]): TimeSpan[] {
  const rules = spans.filter(span => span.rule)
  const rule = rules.find(span => ownDay(span.rule as Rule)) ?? rules[0]
  if (!rule?.rule) return spans
  const kept: TimeSpan[] = []
  for (let at = rule.to; at < tokens.length; at++) {
    const count = counted(tokens, at)
    if (!count) continue
    rule.rule = { ...rule.rule, count: count.count }
    kept.push({ from: wordAt(tokens, at - 1) === ',' ? at - 1 : at, to: count.to, core: at, cue: 'until' })
    break
  }
  for (const span of spans) {
    // "a weekly call on Wednesdays": one repetition, said twice.
    if (span !== rule && span.rule) {
      kept.push({ from: span.from, to: span.to, core: span.core, cue: 'until', ...(span.squeezed ? { squeezed: true } : {}) })
      if (span.rule.interval && !rule.rule.interval) rule.rule = { ...rule.rule, interval: span.rule.interval }
      continue
    }
    // "weekdays except Friday"
    if (span.moment?.weekday !== undefined && rule.rule.weekdays && wordAt(tokens, span.core - 1) === 'except') {
      rule.rule = { ...rule.rule, weekdays: rule.rule.weekdays.filter(day => day !== span.moment?.weekday) }
      kept.push({ from: span.core - 1, to: span.to, core: span.core, cue: 'until' })
      continue
    }
    // "a monthly payment on the 20th"
    if (
      span.cue === 'on' &&
      span.moment?.day &&
      rule.rule.freq === 'MONTHLY' &&
      !ownDay(rule.rule) &&
      readOrdinal(wordAt(tokens, span.to - 1)) !== undefined
    )
      rule.rule = { ...rule.rule, monthDays: [Number(span.moment.day.slice(8))] }
    const until = span.moment?.day && /^(until|till|til|through|ending)$/.test(span.cue ?? '')
    if (until) rule.rule = { ...rule.rule, until: span.moment?.last ?? span.moment?.day }
    else if (span.length && span.length >= 1440 && span.cue === 'for') rule.rule = { ...rule.rule, ...lasting(rule.rule, span.length) }
    if (until || (span.length && span.length >= 1440 && span.cue === 'for'))
      kept.push({ from: span.from, to: span.to, core: span.core, cue: 'until' })
    else kept.push(span)
  }
  return kept
}

function lasting(rule: Rule, length: number): Partial<Rule> {
  const days = Math.round(length / 1440)
  const every = { MINUTELY: 0, HOURLY: 0, DAILY: 1, WEEKLY: 7, MONTHLY: 30, YEARLY: 365 }[rule.freq] * (rule.interval ?? 1)
  const each = rule.freq === 'WEEKLY' ? (rule.weekdays?.length ?? 1) : 1
  return every > 0 ? { count: Math.max(1, Math.round(days / every) * each) } : {}
}
