import { type DayPart, dayParts, namedTimes, numbers } from './lexicon.ts'
import { anyPhrase, type Words, wordAt } from './read.ts'

/** A time of day as it was said. */
export interface ClockTime {
  to: number
  /** Minutes since midnight. */
  minute: number
  /** No am or pm was said and twelve hours later would be as good a reading. */
  loose?: boolean
  /** A part of the day rather than an hour: "morning". */
  part?: DayPart
  /** It needs a preposition or a day beside it to be a time at all: a bare number. */
  bare?: boolean
}

const withMeridiem = /^(\d{1,2})(?:[:.]?([0-5]\d))?(am|pm|a|p)$/
const colon = /^(\d{1,2}):(\d{2})(?::\d{2})?$/
const dotted = /^(\d{1,2})\.(\d{2})$/
const hours = /^(\d{1,2})h(\d{2})?$/
const meridiems = new Map([
  ['am', 0],
  ['a.m', 0],
  ['pm', 12],
  ['p.m', 12],
])

/** Minutes as they are said behind an hour. */
const spoken = new Map([
  ['fifteen', 15],
  ['twenty', 20],
  ['thirty', 30],
  ['forty', 40],
  ['forty-five', 45],
])

const hour24 = (hour: number, meridiem: number) => (hour % 12) + meridiem

/** An hour without am or pm: 1 to 6 is the afternoon, 7 to 11 the morning, 12 noon. */
const guessed = (hour: number): number => (hour >= 1 && hour <= 6 ? hour + 12 : hour)

function meridiemAfter(words: Words, at: number): { to: number; add: number } | undefined {
  const word = wordAt(words, at)
  const add = meridiems.get(word)
  if (add !== undefined) return { to: wordAt(words, at + 1) === '.' && word.includes('.') ? at + 2 : at + 1, add }
  // "p.m." arrives as p . m .
  if ((word === 'a' || word === 'p') && wordAt(words, at + 1) === '.' && wordAt(words, at + 2) === 'm')
    return { to: wordAt(words, at + 3) === '.' ? at + 4 : at + 3, add: word === 'p' ? 12 : 0 }
  return undefined
}

function made(to: number, hour: number, minute: number, words: Words): ClockTime | undefined {
  if (hour > 24 || minute > 59) return undefined
  const meridiem = meridiemAfter(words, to)
  if (meridiem && hour >= 1 && hour <= 12) return { to: meridiem.to, minute: hour24(hour, meridiem.add) * 60 + minute }
  const part = partAfter(words, to)
  if (part && hour >= 1 && hour <= 12) return { to: part.to, minute: hour24(hour, part.add(hour)) * 60 + minute }
  const loose = hour >= 1 && hour <= 12
  return { to, minute: (loose ? guessed(hour) : hour % 24) * 60 + minute, ...(loose ? { loose: true } : {}) }
}

/** "3 in the afternoon", "9 at night". */
function partAfter(words: Words, at: number): { to: number; add: (hour: number) => number } | undefined {
  const afternoon = anyPhrase(words, at, 'in the afternoon', 'in the evening', 'in the eve')
  if (afternoon) return { to: afternoon, add: () => 12 }
  const night = anyPhrase(words, at, 'at night')
  if (night) return { to: night, add: hour => (hour === 12 || hour < 5 ? 0 : 12) }
  const morning = anyPhrase(words, at, 'in the morning')
  return morning ? { to: morning, add: () => 0 } : undefined
}

/** A time of day at this place, if there is one. */
export function readClock(words: Words, at: number): ClockTime | undefined {
  const word = wordAt(words, at)
  const kind = words[at]?.kind
  if (kind === 'quote') return undefined
  const named = namedTimes.get(word)
  if (named !== undefined) return { to: at + 1, minute: named }
  const tight = withMeridiem.exec(word)
  if (tight && Number(tight[1]) <= 12 && Number(tight[1]) > 0)
    return { to: at + 1, minute: hour24(Number(tight[1]), tight[3]?.startsWith('p') ? 12 : 0) * 60 + Number(tight[2] ?? 0) }
  const about = /^(\d{1,2})ish$/.exec(word)
  if (about) return made(at + 1, Number(about[1]), 0, words)
  const clock = colon.exec(word)
  if (clock) {
    const written = made(at + 1, Number(clock[1]), Number(clock[2]), words)
    // 09:00 is said with its zero: it means the morning.
    return written && /^0/.test(word) ? { ...written, minute: Number(clock[1]) * 60 + Number(clock[2]), loose: false } : written
  }
  const h = hours.exec(word)
  if (h) {
    const time = made(at + 1, Number(h[1]), Number(h[2] ?? 0), words)
    return time && (h[2] === undefined ? { ...time, bare: true } : time)
  }
  const dot = dotted.exec(word)
  if (dot) {
    const time = made(at + 1, Number(dot[1]), Number(dot[2]), words)
    return time && { ...time, ...(time.loose === false || time.to > at + 1 ? {} : { bare: true }) }
  }
  const past = readPast(words, at)
  if (past) return past
  // "at five thirty"
  const spelt = numbers.get(word)
  const rest =
    spelt !== undefined && spelt <= 12 && word.length > 2 && !/^(few|couple)$/.test(word) ? spoken.get(wordAt(words, at + 1)) : undefined
  if (rest !== undefined) return made(at + 2, spelt as number, rest, words)
  const number = /^\d{1,2}$/.test(word) ? Number(word) : /^[a-z]/.test(word) && word.length > 2 ? numbers.get(word) : undefined
  if (number !== undefined && number <= 24 && word !== 'few' && word !== 'couple') {
    const oclock = anyPhrase(words, at + 1, "o'clock", 'oclock', 'uhr')
    if (oclock) return made(oclock, number, 0, words)
    const time = made(at + 1, number, 0, words)
    return time && { ...time, ...(time.to > at + 1 ? {} : { bare: true }) }
  }
  if (/^(0\d|1\d|2[0-3])[0-5]\d$/.test(word))
    return {
      to: /^(hours|hrs|h)$/.test(wordAt(words, at + 1)) ? at + 2 : at + 1,
      minute: Number(word.slice(0, 2)) * 60 + Number(word.slice(2)),
      bare: true,
    }
  return undefined
}

/** "half past 3", "quarter to five", "ten past 4". */
function readPast(words: Words, at: number): ClockTime | undefined {
  let next = at
  let minutes: number | undefined
  if (wordAt(words, next) === 'a' && wordAt(words, next + 1) === 'quarter') next++
  const word = wordAt(words, next)
  if (word === 'half') minutes = 30
  else if (word === 'quarter') minutes = 15
  else minutes = /^\d{1,2}$/.test(word) ? Number(word) : word.length > 2 ? numbers.get(word) : undefined
  if (minutes === undefined) return undefined
  next++
  if (wordAt(words, next) === 'minutes') next++
  const turn = wordAt(words, next)
  const sign = turn === 'past' || turn === 'after' ? 1 : turn === 'to' || turn === 'before' || turn === 'til' ? -1 : 0
  // Half three, as the British say it.
  if (word === 'half' && sign === 0) {
    const whole = numbers.get(turn) ?? (/^\d{1,2}$/.test(turn) ? Number(turn) : undefined)
    if (
      whole === undefined ||
      whole < 1 ||
      whole > 12 ||
      /^an?$/.test(turn) ||
      (!/^(at|by|until|till|til|around|to|from|@)$/.test(wordAt(words, at - 1)) &&
        !/^(till|til|until|to|-|–)$/.test(wordAt(words, next + 1)))
    )
      return undefined
    return { to: next + 1, minute: (whole <= 6 ? whole + 12 : whole) * 60 + 30, loose: true }
  }
  if (sign === 0 || (turn !== 'past' && word !== 'quarter' && minutes % 5 !== 0) || (word === 'half' && turn !== 'past')) return undefined
  // "5 to 6" may be a range of hours, and "move the call at 5 to 6" says where it goes: a time it is behind "at", or with quarters or minutes.
  if (sign < 0 && word !== 'quarter' && wordAt(words, next - 1) !== 'minutes' && !(turn === 'to' && isPoint(words, at))) return undefined
  const hourWord = wordAt(words, next + 1)
  const noon = namedTimes.get(hourWord)
  if (noon !== undefined) return { to: next + 2, minute: (noon + sign * minutes + 1440) % 1440 }
  const hour = readClock(words, next + 1)
  if (!hour || hour.minute % 60 !== 0 || !/^(\d{1,2}(am|pm)?|[a-z]+)$/.test(hourWord)) return undefined
  return { to: hour.to, minute: (hour.minute + sign * minutes + 1440) % 1440, ...(hour.loose ? { loose: true } : {}) }
}

const moving = /^(move|push|shift|bring|reschedule|postpone|delay|pull|put|bump|change|switch)$/

/** "at five to …", which no range of hours begins with, unless something that is at five goes elsewhere. */
const isPoint = (words: Words, at: number): boolean =>
  /^(at|@|by|around|before|until|till|til)$/.test(wordAt(words, at - 1)) && !words.slice(0, at).some(({ lower }) => moving.test(lower))

/** "morning", "first thing", "end of the day": a part of a day. */
export function readPart(words: Words, at: number): ClockTime | undefined {
  const first = anyPhrase(words, at, 'first thing in the morning', 'first thing')
  if (first) return { to: first, minute: 9 * 60 }
  const end = anyPhrase(words, at, 'end of the day', 'end of day', 'eod', 'cob', 'close of business', 'end of business', 'eob')
  if (end) return { to: end, minute: 17 * 60 }
  const early = anyPhrase(words, at, 'early', 'late', 'mid')
  const from = early && dayParts.has(wordAt(words, early)) ? early : at
  const part = dayParts.get(wordAt(words, from))
  return part ? { to: from + 1, minute: part.minute, part: part.part } : undefined
}
