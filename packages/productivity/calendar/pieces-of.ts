/** Events that one piece of a calendar text holds, unless what surrounds them is so long that reading it again and again would cost more. */
const usual = 50

const begin = /^BEGIN:VEVENT[ \t]*\r?$/gim
const end = /^END:VEVENT[ \t]*\r?$/gim

/**
 * A calendar text as several, each with some of its events and all of its zones, so that none takes long to read; together they are at most twice
 * as long. A text whose events do not begin and end in turn is left whole, for the parser to say what is wrong with it.
 */
export function* piecesOf(ics: string): Generator<string> {
  const begins = [...ics.matchAll(begin)].map(match => match.index)
  const ends = [...ics.matchAll(end)].map(match => match.index + match[0].length)
  const paired =
    begins.length === ends.length && begins.every((at, n) => at < (ends[n] as number) && (n === 0 || at > (ends[n - 1] as number)))
  if (!paired || begins.length <= usual) return yield ics
  const before = ics.slice(0, begins[0])
  // Zones may stand between events and after them.
  const after = ends.map((at, n) => ics.slice(at, begins[n + 1]).replace(/^\r?\n/, '')).join('')
  const pieces = Math.min(Math.ceil(begins.length / usual), Math.max(1, Math.floor(ics.length / (before.length + after.length))))
  const size = Math.ceil(begins.length / pieces)
  for (let first = 0; first < begins.length; first += size) {
    const events = begins.slice(first, first + size).map((at, n) => `${ics.slice(at, ends[first + n])}\n`)
    yield `${before}${events.join('')}${after}`
  }
}
