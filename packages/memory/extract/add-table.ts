import type { ExtractedText } from './builder.ts'
import type { Block } from './extracted.ts'

type Place = Pick<Block, 'page' | 'sheet'>
type Lines = Pick<Block, 'line' | 'lastLine'>

/**
 * Adds a table row by row, each cell with the header of its column, so that a row says what it means wherever it is found. Empty cells are left
 * out. `header`: whether the first row is one; without it the row is looked at, and in a table of two columns it is one only over numbers: two columns
 * of words are more often names and values. `lines`: of a text file, where each row stands.
 */
export function addTable(
  to: ExtractedText,
  rows: readonly (readonly string[])[],
  place: Place & { header?: boolean; lines?: readonly Lines[] } = {},
): void {
  const { header, lines = [], ...where } = place
  const clean = rows
    .map((row, i) => ({ cells: row.map(cell => cell.replace(/\s+/g, ' ').trim()), where: { ...where, ...lines[i] } }))
    .filter(({ cells }) => cells.some(cell => cell !== ''))
  const [first, ...rest] = clean
  if (!first) return
  const isHeader = header ?? (isHeaderRow(first.cells) && (first.cells.length > 2 || rest.every(({ cells }) => isNumber(cells[1] ?? ''))))
  if (isHeader && rest.length === 0) to.add(plainRow(first.cells), { kind: 'table', ...first.where })
  for (const { cells, where } of isHeader ? rest : clean)
    to.add(isHeader ? rowWithHeaders(first.cells, cells) : plainRow(cells), { kind: 'table', ...where })
}

/** “Article: Bolt | Price: 3 €”. */
export const rowWithHeaders = (headers: readonly string[], row: readonly string[]): string =>
  row.flatMap((cell, i) => (cell === '' ? [] : [headers[i] ? `${headers[i]}: ${cell}` : cell])).join(' | ')

export const plainRow = (row: readonly string[]): string => row.filter(cell => cell !== '').join(' | ')

/** Whether a row names columns: two words or more, all different, none of them a number or a day. */
export function isHeaderRow(row: readonly string[]): boolean {
  const filled = row.filter(cell => cell !== '')
  return filled.length > 1 && new Set(filled).size === filled.length && filled.every(cell => cell.length <= 80 && !isNumber(cell))
}

/** A number, an amount, a day or a time. */
const isNumber = (cell: string): boolean => /^[-+]?[\d.,:/\s%€$£-]+([a-z]{1,3}|[A-Z]{3})?$/.test(cell) && /\d/.test(cell)
