import { units } from './lexicon.ts'
import { anyPhrase, readNumber, type Words, wordAt } from './read.ts'

/** A length of time, in one unit as it was said. */
export interface Length {
  to: number
  amount: number
  unit: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'
}

const glued = /^(\d+(?:[.,]\d+)?)(m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?|y|yrs?|years?)$/
const hoursAndMinutes = /^(\d{1,2})h(\d{2})(m|min)?$/
const short: Record<string, Length['unit']> = { m: 'minute', h: 'hour', d: 'day', w: 'week', y: 'year' }

/** "45 min", "1h30", "half an hour", "an hour and a half", "two weeks". */
export function readLength(words: Words, at: number): Length | undefined {
  const word = wordAt(words, at)
  const half = anyPhrase(words, at, 'half an hour', 'half a hour', 'half hour', 'a half hour', 'half-hour', 'a half-hour')
  if (half) return { to: half, amount: 30, unit: 'minute' }
  const quarter = anyPhrase(words, at, 'a quarter of an hour', 'quarter of an hour', 'three quarters of an hour')
  if (quarter) return { to: quarter, amount: word === 'three' ? 45 : 15, unit: 'minute' }
  const both = hoursAndMinutes.exec(word)
  if (both) return { to: at + 1, amount: Number(both[1]) * 60 + Number(both[2]), unit: 'minute' }
  const tight = glued.exec(word)
  if (tight) {
    const unit = short[tight[2] as string] ?? units.get(tight[2] as string)
    return unit ? withMinutes(words, { to: at + 1, amount: Number((tight[1] as string).replace(',', '.')), unit }) : undefined
  }
  const decimal = /^(\d+)[.,](\d+)$/.exec(word)
  if (decimal) {
    const unit = units.get(wordAt(words, at + 1))
    return unit ? { to: at + 2, amount: Number(word.replace(',', '.')), unit } : undefined
  }
  const fortnight = anyPhrase(words, at, 'a fortnight', 'fortnight', 'one fortnight')
  if (fortnight) return { to: fortnight, amount: 2, unit: 'week' }
  const number = readNumber(words, at)
  if (!number) return undefined
  let next = number.to
  if (wordAt(words, next) === '-') next++
  if (/^(free|spare|whole|full)$/.test(wordAt(words, next)) && units.has(wordAt(words, next + 1))) next++
  let extra = 0
  if (anyPhrase(words, next, 'and a half')) {
    extra = 0.5
    next += 3
  }
  const unit = units.get(wordAt(words, next))
  if (!unit || (wordAt(words, next).length < 2 && !/^\d/.test(word))) return undefined
  const after = next + 1
  const andHalf = extra === 0 ? anyPhrase(words, after, 'and a half') : undefined
  return withMinutes(words, { to: andHalf ?? after, amount: number.value + (andHalf ? 0.5 : extra), unit })
}

/** "2 hours and 15 minutes", "1h 30m". */
function withMinutes(words: Words, length: Length): Length {
  if (length.unit !== 'hour') return length
  const at = wordAt(words, length.to) === 'and' ? length.to + 1 : length.to
  const more = /^\d/.test(wordAt(words, at)) ? readLength(words, at) : undefined
  return more?.unit === 'minute' && !/^\d+h/.test(wordAt(words, at))
    ? { to: more.to, amount: length.amount * 60 + more.amount, unit: 'minute' }
    : length
}

const inMinutes = { minute: 1, hour: 60, day: 1440, week: 10_080, month: 43_200, quarter: 129_600, year: 525_600 }
/** Whole minutes. */
export const minutesOf = ({ amount, unit }: Pick<Length, 'amount' | 'unit'>): number => Math.round(amount * inMinutes[unit])
