import { anyPhrase, type Words, wordAt } from './read.ts'
import { type Rule, weekdayList } from './recurrence.ts'
import type { TimeSpan } from './span.ts'

/**
 * "on Friday, not Thursday", "to Thursday instead of Friday": the time that is denied is no time of the request, and the words that deny it belong to
 * it. Only beside a time that is meant: "not tomorrow" alone denies the whole request.
 */
export function denied(tokens: Words, spans: TimeSpan[]): TimeSpan[] {
  if (spans.length < 2) return spans
  const marked = spans.map(span => {
    if (/^(until|till|til|before)$/.test(span.cue ?? '')) return span
    const from = denialAt(tokens, span)
    if (from === undefined) return span
    const after = wordAt(tokens, span.to)
    return { ...span, from, to: after === ',' || after === 'but' ? span.to + 1 : span.to, denied: true }
  })
  const meant = marked.filter(span => !span.denied)
  // "on Thursday, not Wednesday, at 10": the hour behind the comma is that of the day that is meant.
  const hours = marked.flatMap(span =>
    span.denied &&
    span.moment?.day &&
    span.moment.minute !== undefined &&
    tokens.slice(span.core, span.to).some(token => token.lower === ',') &&
    meant.some(other => other.moment?.day && other.moment.minute === undefined)
      ? [{ from: span.to, to: span.to, core: span.to, moment: { minute: span.moment.minute } }]
      : [],
  )
  // "4pm not 3pm on Friday": the day behind the denied hour is that of the hour that is meant.
  const days = marked.flatMap(span =>
    span.denied &&
    span.moment?.day &&
    span.moment.minute !== undefined &&
    meant.length > 0 &&
    meant.every(other => other.moment?.day === undefined)
      ? [{ from: span.to, to: span.to, core: span.to, moment: { day: span.moment.day } }]
      : [],
  )
  return [
    ...marked.map((span, at) => (span.denied && !meant.some(other => sameSort(other, span)) ? (spans[at] as TimeSpan) : span)),
    ...hours,
    ...days,
  ]
}

const sameSort = (a: TimeSpan, b: TimeSpan): boolean =>
  (a.moment?.day !== undefined && b.moment?.day !== undefined) ||
  (a.moment?.minute !== undefined && b.moment?.minute !== undefined) ||
  (a.rule !== undefined && b.rule !== undefined)

/** Where the words that deny a span begin, its comma included. */
function denialAt(tokens: Words, span: TimeSpan): number | undefined {
  let at = span.core
  if (/^(at|on|by|for|from|in|of|than|due)$/.test(wordAt(tokens, at - 1))) at--
  if (wordAt(tokens, at - 1) === 'not') at--
  else if (/^(of|than)$/.test(wordAt(tokens, at)) && /^(instead|rather)$/.test(wordAt(tokens, at - 1))) at--
  else return undefined
  return /^(,|and|but)$/.test(wordAt(tokens, at - 1)) ? at - 1 : at
}

const exceptions = [
  'except for on',
  'except for',
  'except on',
  'except',
  'excluding',
  'without',
  'apart from',
  'other than',
  'but not on',
  'but not',
  'not on',
]

/** "every day except Sunday", "every weekday but not on Wednesdays": the days a repetition leaves out. */
export function excepted(tokens: Words, spans: TimeSpan[]): TimeSpan[] {
  const rule = spans.find(span => span.rule)
  if (!rule?.rule) return spans
  for (let at = rule.to; at < tokens.length; at++) {
    const list = anyPhrase(tokens, at, ...exceptions)
    if (!list) continue
    const left = /^week-?ends?$/.test(wordAt(tokens, list)) ? { to: list + 1, days: [5, 6] } : weekdayList(tokens, list)
    const days = left.days.length > 0 ? without(rule.rule, left.days) : undefined
    if (!days) return spans
    const from = wordAt(tokens, at - 1) === ',' ? at - 1 : at
    const kept: TimeSpan[] = [{ from, to: left.to, core: list, cue: 'until' }]
    for (const span of spans) {
      if (span === rule) kept.push({ ...span, rule: days })
      else if (span.core < list || span.core >= left.to) kept.push(span)
      // "except Friday at 8": the hour is the repetition's.
      else if (span.moment?.minute !== undefined && span.to > left.to)
        kept.push({ from: left.to, to: span.to, core: left.to, cue: 'at', moment: { minute: span.moment.minute } })
    }
    return kept.sort((a, b) => a.from - b.from)
  }
  return spans
}

function without(rule: Rule, days: readonly number[]): Rule | undefined {
  if (rule.interval || rule.position || rule.monthDays) return undefined
  const all = rule.weekdays ?? (rule.freq === 'DAILY' ? [0, 1, 2, 3, 4, 5, 6] : undefined)
  const left = all?.filter(day => !days.includes(day))
  return left && left.length > 0 && left.length < (all?.length ?? 0) ? { ...rule, freq: 'WEEKLY', weekdays: left } : undefined
}
