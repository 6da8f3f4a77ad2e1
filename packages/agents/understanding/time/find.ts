import type { Token } from '../text/token.ts'
import { definite, isName, isPerson, joined, placed } from './attach.ts'
import type { Now } from './civil.ts'
import { readPart } from './clock-times.ts'
import { denied, excepted } from './denied.ts'
import { minutesOf, readLength } from './duration.ts'
import { inTheEvening } from './evening.ts'
import { hedged } from './hedges.ts'
import { namedDays, timeWords } from './lexicon.ts'
import { readMoment } from './moment.ts'
import { ranged, readDayRange, readHourRange } from './range.ts'
import { anyPhrase, type Words, wordAt } from './read.ts'
import { readRule } from './recurrence.ts'
import type { TimeSpan } from './span.ts'

export type { Moment, TimeSpan } from './span.ts'

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
      const whole = hedged(tokens, placed(tokens, span))
      found.push(whole)
      at = whole.to
    } else at++
  }
  const times = found.filter(span => !isName(tokens, span) && !isPerson(tokens, span))
  return inTheEvening(tokens, joined(tokens, denied(tokens, excepted(tokens, times))))
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
    'twice',
    'workdays',
    'three',
    'lunchtime',
  ],
])

/** What follows on the end of a verb and not on a preposition. */
const endsVerb = /^(at|on|by|from|before|after|until|till|til|due|@|today|tomorrow|tonight)$/

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
    // "due in a fortnight": the "in" belongs to what is counted.
    if (wordAt(tokens, core) === 'in' && readLength(tokens, core + 1)) break
  }
  // "check in at 5", "hand it in by Friday", "log in tomorrow": the first word is the verb's.
  if (/^(in|over|through)$/.test(wordAt(tokens, at)) && endsVerb.test(wordAt(tokens, at + 1))) return undefined
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
        ...(rule.minute !== undefined ? { moment: { minute: rule.minute, ...(rule.part ? { part: rule.part } : {}) } } : {}),
      }
    }
  }
  const days = readDayRange(tokens, core, now)
  if (days) return { from, to: days.to, core, cue, moment: { day: days.day }, end: { day: days.last } }
  const hours = readHourRange(tokens, core, now)
  if (hours) return { from, to: hours.to, core, cue, moment: hours.start, end: hours.end }
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
