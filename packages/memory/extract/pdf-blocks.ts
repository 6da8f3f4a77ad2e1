import { addTable } from './add-table.ts'
import type { ExtractedText } from './builder.ts'
import type { Line, Segment } from './pdf-layout.ts'

/** What the letters of a document are like, which tells its headings. */
export interface Letters {
  /** Size of most of the text. */
  body: number
  /** Sizes of headings, the largest first. */
  headings: number[]
}

/** A heading's letters are larger than the text's by this at least. */
const larger = 1.15

export function lettersOf(pages: readonly (readonly Line[])[]): Letters {
  const characters = new Map<number, number>()
  for (const lines of pages)
    for (const line of lines) {
      const length = line.segments.reduce((sum, { text }) => sum + text.length, 0)
      characters.set(rounded(line.size), (characters.get(rounded(line.size)) ?? 0) + length)
    }
  const body = [...characters].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0
  return { body, headings: [...characters.keys()].filter(size => size >= body * larger).sort((a, b) => b - a) }
}

const rounded = (size: number): number => Math.round(size * 2) / 2

/** Adds the lines of a page as headings, paragraphs, lists and tables. */
export function addLines(to: ExtractedText, lines: readonly Line[], letters: Letters, page: number): void {
  const pitch = pitchOf(lines)
  for (let at = 0; at < lines.length; ) {
    let end = at + 1
    if (isRow(lines[at])) {
      while (isRow(lines[end]) && (lines[end] as Line).y > (lines[end - 1] as Line).y) end++
      addTable(to, rowsOf(lines.slice(at, end)), { page })
    } else {
      while (end < lines.length && goesOn(lines[end - 1] as Line, lines[end] as Line, pitch, lines)) end++
      addParagraph(to, lines.slice(at, end), letters, page)
    }
    at = end
  }
}

const isRow = (line: Line | undefined): boolean => (line?.segments.length ?? 0) > 1

/** How far lines of a paragraph are apart, in letters' heights. */
function pitchOf(lines: readonly Line[]): number {
  const distances = lines.flatMap((line, i) => {
    const before = lines[i - 1]
    return before && line.y > before.y && rounded(before.size) === rounded(line.size) ? [(line.y - before.y) / line.size] : []
  })
  const sorted = distances.sort((a, b) => a - b)
  return Math.min(sorted[Math.floor(sorted.length / 3)] ?? 1.2, 2.5)
}

const listMark = /^([•‣◦▪●○■□–—*-]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+\S/

/** Whether a line goes on with the paragraph of the one before it. */
function goesOn(before: Line, line: Line, pitch: number, all: readonly Line[]): boolean {
  if (isRow(line) || line.y <= before.y || rounded(before.size) !== rounded(line.size)) return false
  if (line.y - before.y > Math.max(pitch * 1.3, 1) * line.size) return false
  if (listMark.test(textOf(line))) return false
  const [was, is] = [before.segments[0] as Segment, line.segments[0] as Segment]
  // Elsewhere on the page: another column, or a box.
  if (is.left > was.right || is.right < was.left) return false
  const widest = Math.max(
    ...all
      .filter(other => Math.abs((other.segments[0] as Segment).left - was.left) < line.size)
      .map(other => (other.segments[0] as Segment).right),
  )
  // A last line is short and ends a sentence.
  return !(/[.!?:]["”»)]?$/.test(textOf(before)) && was.right < widest - 0.2 * (widest - was.left))
}

const textOf = (line: Line): string => line.segments.map(segment => segment.text).join(' ')

function addParagraph(to: ExtractedText, lines: Line[], { body, headings }: Letters, page: number): void {
  const text = lines.map(textOf).reduce(together)
  const size = rounded((lines[0] as Line).size)
  if (size >= body * larger && lines.length <= 3 && text.length < 200 && /\p{L}/u.test(text)) {
    to.add(text, { kind: 'heading', level: Math.min(6, headings.indexOf(size) + 1), page })
  } else to.add(text, { kind: listMark.test(text) ? 'list' : 'paragraph', page })
}

/** Two lines as one; a word cut at the end of the first is whole again. */
export function together(first: string, second: string): string {
  if (/\u00ad$/.test(first)) return first.slice(0, -1) + second
  if (/\p{L}-$/u.test(first) && /^\p{Ll}/u.test(second)) return first.slice(0, -1) + second
  return `${first} ${second}`
}

/** Cells by the column they stand in: what overlaps from row to row is one. */
function rowsOf(lines: readonly Line[]): string[][] {
  const columns: { left: number; right: number }[] = []
  for (const { left, right } of lines.flatMap(line => line.segments).toSorted((a, b) => a.left - b.left)) {
    const column = columns.at(-1)
    if (column && left < column.right) column.right = Math.max(column.right, right)
    else columns.push({ left, right })
  }
  return lines.map(line => {
    const row = columns.map(() => '')
    for (const { text, left } of line.segments) {
      const column = columns.findIndex(({ right }) => left < right)
      row[column] = [row[column], text].filter(part => part).join(' ')
    }
    return row
  })
}
