interface Mark {
  start: number
  end: number
}

/** A stretch of text, marked or not. */
export interface Piece {
  text: string
  marked: boolean
}

/** Characters of a passage shown in a list. */
const longest = 320

/** The part of a passage that has most of the marked words, cut at words, in pieces. Line breaks become spaces, and bold text stands without its stars. */
export function snippetOf(written: string, marked: readonly Mark[]): Piece[] {
  const { text, marks } = withoutStars(written, marked)
  const [from, to] = text.length <= longest ? [0, text.length] : window(text, marks)
  const pieces = piecesOf(
    text.slice(from, to),
    marks.map(({ start, end }) => ({ start: start - from, end: end - from })),
  )
  const flat = pieces.map(({ text: words, marked }) => ({ text: words.replace(/\s+/g, ' '), marked }))
  return [...(from > 0 ? [{ text: '… ', marked: false }] : []), ...flat, ...(to < text.length ? [{ text: ' …', marked: false }] : [])]
}

/** “**Dentist** tomorrow” as it is read; the marks stay on their words. */
function withoutStars(text: string, marks: readonly Mark[]): { text: string; marks: Mark[] } {
  const stars = [...text.matchAll(/\*\*(?=\S)([^*\n]+)(?<=\S)\*\*/g)].flatMap(({ index, 0: { length } }) => [index, index + length - 2])
  const moved = (at: number) => at - 2 * stars.filter(star => star < at).length
  return {
    text: stars.reduceRight((rest, star) => rest.slice(0, star) + rest.slice(star + 2), text),
    marks: marks.map(({ start, end }) => ({ start: moved(start), end: moved(end) })),
  }
}

/** A text in marked and other pieces; marks beyond it are left out. */
export function piecesOf(text: string, marks: readonly Mark[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end } of marks) {
    const [from, to] = [Math.max(at, start), Math.min(text.length, end)]
    if (to <= from) continue
    if (from > at) pieces.push({ text: text.slice(at, from), marked: false })
    pieces.push({ text: text.slice(from, to), marked: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), marked: false })
  return pieces
}

/** Where the most marks stand together, with some words before the first of them. */
function window(text: string, marks: readonly Mark[]): [from: number, to: number] {
  let best = { start: 0, count: 0 }
  for (const [i, { start }] of marks.entries()) {
    const count = marks.slice(i).filter(({ end }) => end <= start + longest * 0.8).length
    if (count > best.count) best = { start, count }
  }
  const wanted = Math.max(0, Math.min(best.start - longest * 0.2, text.length - longest))
  const from = wanted === 0 ? 0 : Math.max(0, text.indexOf(' ', Math.floor(wanted)) + 1)
  const last = from + longest
  const cut = last >= text.length ? text.length : text.lastIndexOf(' ', last)
  return [from, cut > from ? cut : Math.min(text.length, last)]
}
