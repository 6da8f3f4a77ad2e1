import { type Words, wordAt } from './read.ts'
import type { TimeSpan } from './span.ts'

/** What happens in the evening, and until when its hour may be that of the evening: kinds of days out begin at ten or eleven in the morning, too. */
const evenings = new Map<string, number>([
  ...['night', 'drinks', 'pub', 'disco', 'nightcap', 'cocktails', 'karaoke'].map(word => [word, 11] as [string, number]),
  ...'dinner supper concert gig cinema theatre theater opera ballet musical movie movies film party quiz fireworks bonfire evening'
    .split(' ')
    .map(word => [word, 9] as [string, number]),
])

/** Does the word end what it names ("dinner with Uta", not "dinner tickets")? */
const ends = (tokens: Words, at: number, spans: readonly TimeSpan[]): boolean => {
  const next = tokens[at + 1]
  return (
    next === undefined ||
    next.kind !== 'word' ||
    spans.some(span => span.from === at + 1) ||
    /^(with|at|in|on|for|and|to|w|by|by|near|from|starts|begins|out|@)$/.test(next.lower) ||
    evenings.has(next.lower)
  )
}

/** "dinner with Uta at 8", "movie night 8ish", "a table for Saturday at 7": an hour of seven and later without am or pm is one of the evening. */
export function inTheEvening(tokens: Words, spans: TimeSpan[]): TimeSpan[] {
  if (/^(remind|ping|nudge|nag)$/.test(wordAt(tokens, 0)) || !spans.some(span => span.moment?.loose && !span.moment.part)) return spans
  let latest = 0
  for (let at = 0; at < tokens.length; at++) {
    const word = wordAt(tokens, at)
    if (/^(morning|breakfast|brunch|matinee|am)$/.test(word)) return spans
    if (spans.some(span => at >= span.from && at < span.to)) continue
    const table = word === 'table' && /^(book|reserve|get)$/.test(wordAt(tokens, 0)) && ends(tokens, at, spans)
    const hour = table ? 9 : ends(tokens, at, spans) ? evenings.get(word) : undefined
    // "dinner" said behind the hour is done at that hour: "at 8 buy things for dinner".
    if (hour !== undefined && spans.some(span => span.moment?.minute !== undefined && span.from > at)) latest = Math.max(latest, hour)
  }
  if (latest === 0) return spans
  return spans.map(span => {
    const minute = span.moment?.minute
    if (!span.moment?.loose || minute === undefined || minute < 7 * 60 || minute >= (latest + 1) * 60) return span
    const end = span.end?.minute
    return {
      ...span,
      moment: { ...span.moment, minute: minute + 720 },
      ...(span.end && end !== undefined && end < 720 && !span.end.day ? { end: { ...span.end, minute: (end + 720) % 1440 } } : {}),
    }
  })
}
