import { type Now, plusDays } from './civil.ts'
import { readClock } from './clock-times.ts'
import { readDays } from './days.ts'
import { type Read, readMoment } from './moment.ts'
import { readNumber, type Words, wordAt } from './read.ts'
import type { Moment, TimeSpan } from './span.ts'

/** "3-4 dec", "between 1 and 5 December", "the 21st to the 25th of May": two dates that share the month said last. */
export function readDayRange(tokens: Words, at: number, now: Now): { to: number; day: string; last: string } | undefined {
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

/** "9-11 tomorrow", "2 to 3:30 on Friday": two hours, and the day behind them. */
export function readHourRange(tokens: Words, at: number, now: Now): { to: number; start: Moment; end: Moment } | undefined {
  const hour = /^\d{1,2}(:\d\d)?$/
  if (!hour.test(wordAt(tokens, at)) || !/^(-|–|to)$/.test(wordAt(tokens, at + 1)) || !hour.test(wordAt(tokens, at + 2))) return undefined
  // "pages 9-11 tomorrow" counts pages.
  if (/[^s]s$|^(page|p|chapter|ch|room|row|no|nr|#)$/.test(wordAt(tokens, at - 1))) return undefined
  const led = wordAt(tokens, at + 3) === 'on'
  const day = at + 3 + (led ? (wordAt(tokens, at + 4) === 'the' ? 2 : 1) : 0)
  if (!led && !/^[a-z]/.test(wordAt(tokens, day))) return undefined
  const days = readDays(tokens, day, now)
  const [from, last] = [wordAt(tokens, at), wordAt(tokens, at + 2)].map(minuteOf)
  if (!days?.day || days.last || days.minute !== undefined || from === undefined || last === undefined) return undefined
  const early = from < 7 * 60 ? from + 720 : from
  const late = last <= early && last < 720 ? last + 720 : last
  return late > early ? { to: days.to, start: { day: days.day, minute: early }, end: { day: days.day, minute: late } } : undefined
}

const minuteOf = (word: string): number | undefined => {
  const [hour = 0, minute = 0] = word.split(':').map(Number)
  return hour < 24 && minute < 60 ? hour * 60 + minute : undefined
}

/** Adds where a range ends. */
export function ranged(tokens: Words, span: TimeSpan, now: Now, start: Read): TimeSpan | undefined {
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
  const denied = wordAt(tokens, span.core - 1) === 'not'
  return start.bare && !denied && !/^(at|@|by|until|till|til|before|around|after|to)$/.test(span.cue ?? '') ? undefined : span
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
