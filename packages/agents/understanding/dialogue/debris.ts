import type { Clause } from '../found/extraction.ts'
import type { Reading } from '../model/rank.ts'
import { determiners, functionWords } from '../text/words.ts'
import { readLength } from '../time/duration.ts'
import { frequencies } from '../time/lexicon.ts'

const hourLike = /^\d{1,2}(?:[:.]\d\d)?(?:am|pm|a|p|h)?$/
const unread = /^(\d{1,4}(am|pm)|\d{1,2}(?::\d\d)?(am|pm|a|p|h|ish)|\d{1,3}(min|mins|hr|hrs))$/

/**
 * "9-11 and for writing", "two days before the trip", "pills daily" as a name: a part of a time that was left over. The places are those of the name,
 * what stands in quotation marks left out. A time that belongs to a name ("the 9 o'clock service") is none.
 */
export function holdsDebris(clause: Clause, reading: Reading, places: readonly number[]): boolean {
  const { profile, extraction } = reading
  const timed = profile.fields.some(({ meaning }) => /^(when|day|recurrence)$/.test(meaning.kind))
  if (!timed) return false
  const word = (at: number): string => clause.tokens[at]?.lower ?? ''
  const inner = (at: number): boolean => clause.times.some(span => span.inner && at >= span.from && at < span.to)
  const read = clause.times.some(span => extraction.hidden[span.core] && (span.moment || span.rule))
  return places.some((at, place) => {
    if (!places.includes(at) || inner(at) || clause.tokens[at]?.kind === 'quote') return false
    const here = word(at)
    const next = places[place + 1] === at + 1 ? word(at + 1) : ''
    const last = places[place + 2] === at + 2 ? word(at + 2) : ''
    // "9-11", where no noun before it is counted: "pages 9-11".
    if (hourLike.test(here) && /^[-–]$/.test(next) && hourLike.test(last) && Number.parseInt(last, 10) <= 24) {
      return !places.includes(at - 1) || functionWords.has(word(at - 1)) || clause.tokens[at - 1]?.kind === 'sign'
    }
    if (unread.test(here) && read && !/^[-–]$/.test(word(at - 1)) && !(place === 0 && /^\d+(min|mins|hrs?|h)$/.test(here) && next))
      return true
    // "…, due whenever", "… due the moment I am back"
    if (
      here === 'due' &&
      place > 0 &&
      word(at - 1) !== 'the' &&
      (word(at - 1) === ',' || next === '' || /^(in|by|on|at|before|the|when)$/.test(next))
    )
      return true
    // "the day before …", "an hour after …": counted from something that is no time.
    const start = determiners.has(here) && /^(day|night|evening|morning|week)$/.test(next) ? at + 2 : readLength(clause.tokens, at)?.to
    if (start !== undefined && places.includes(start) && /^(before|after|prior|beforehand|ahead)$/.test(word(start))) return true
    // "the oven and the laundry in 40", "at 6 to buy flowers", "standup to 10": an hour or a length that nobody read.
    if (
      /^(in|at|@|by|until|till|to|from)$/.test(here) &&
      /^\d{1,2}([:.]\d\d)?$/.test(next) &&
      (last === '' || functionWords.has(last) || /^[,;]$/.test(last))
    )
      return true
    // "pills daily", of a record that exists: how often, said behind its name.
    if (profile.key && !next && place > 0 && frequencies.has(here) && !determiners.has(word(at - 1))) return true
    return false
  })
}
