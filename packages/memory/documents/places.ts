import type { Block } from '../extract/extracted.ts'
import { countLines } from '../extract/plain.ts'

/** Where a passage stands in its file, as a person finds it there. */
export interface Place {
  /** Of a text file: its first and last line, from 1. */
  line?: number
  lastLine?: number
  /** Of a sheet, such as `A2:D9`. */
  cells?: string
}

/** A piece of a text: its characters, the lines or rows it takes, and, of a sheet, its columns. Kept as JSON, so it is short. */
export type PlacedPiece = [start: number, end: number, first: number, last: number, firstColumn?: number, lastColumn?: number]

/** What of these blocks lies between two characters, each cut there. */
export function piecesIn(text: string, blocks: readonly Block[], from: number, to: number): PlacedPiece[] {
  const pieces: PlacedPiece[] = []
  for (const { start, end, line, lastLine = line, row, columns } of blocks) {
    if (start >= to) break
    if (end <= from) continue
    const [first, last] = [Math.max(start, from), Math.min(end, to)]
    if (row !== undefined && columns) pieces.push([first, last, row, row, ...columns])
    else if (line !== undefined && lastLine !== undefined) {
      const whole: PlacedPiece = [start, end, line, lastLine]
      pieces.push([first, last, lineAt(whole, first, text, 0), last === end ? lastLine : lineAt(whole, last, text, 0)])
    }
  }
  return pieces
}

/** The place of the characters from `start` to `end`. @param text where the pieces are from, its first character being number `offset` */
export function placeIn(pieces: readonly PlacedPiece[], start: number, end: number, text: string, offset: number): Place {
  const inside = pieces.filter(piece => piece[0] < end && piece[1] > start)
  const [first, last] = [inside[0], inside.at(-1)]
  if (!first || !last) return {}
  if (first[4] !== undefined) {
    const columns = inside.flatMap(([, , , , from = 0, to = 0]) => [from, to])
    const corners = [`${columnName(Math.min(...columns))}${first[2]}`, `${columnName(Math.max(...columns))}${last[3]}`]
    return { cells: [...new Set(corners)].join(':') }
  }
  return {
    line: start <= first[0] ? first[2] : lineAt(first, start, text, offset),
    lastLine: end >= last[1] ? last[3] : lineAt(last, end, text, offset),
  }
}

/** A piece breaks its lines as the file does; where it does not, its last line is the best there is. */
const lineAt = ([start, , first, last]: PlacedPiece, at: number, text: string, offset: number): number =>
  Math.min(last, first + countLines(text.slice(start - offset, at - offset)))

/** A for 0, AA for 26. */
const columnName = (column: number): string =>
  (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))
