import { isHeaderRow, plainRow, rowWithHeaders } from './add-table.ts'
import type { ExtractedText } from './builder.ts'

/**
 * The rows of a sheet as they come, so that a large one is never held. The first row of two words or more that names columns is the header of
 * those below it; an empty row ends a table, and the next may have a header of its own.
 */
export class SheetRows {
  readonly #text: ExtractedText
  readonly #sheet: string
  #header: string[] | undefined
  /** A header nothing came under yet. */
  #waiting: { row: string[]; number: number } | undefined
  #inTable = false
  #last = 0

  constructor(text: ExtractedText, sheet: string) {
    this.#text = text
    this.#sheet = sheet
  }

  /** `number` counts from 1, rows without content included. */
  add(number: number, cells: string[]): void {
    const row = cells.map(cell => cell.replace(/\s+/g, ' ').trim())
    const filled = row.filter(cell => cell !== '').length
    if (filled === 0) return
    if (number > this.#last + 1) {
      this.#endHeader()
      this.#inTable = false
    }
    this.#last = number
    if (!this.#inTable && isHeaderRow(row)) {
      this.#endHeader()
      this.#header = row
      this.#waiting = { row, number }
      this.#inTable = true
      return
    }
    this.#waiting = undefined
    if (filled > 1) this.#inTable = true
    this.#add(this.#header && filled > 1 ? rowWithHeaders(this.#header, row) : plainRow(row), row, number)
  }

  end(): void {
    this.#endHeader()
  }

  /** A header with nothing under it is a row like any other. */
  #endHeader(): void {
    if (this.#waiting) this.#add(plainRow(this.#waiting.row), this.#waiting.row, this.#waiting.number)
    this.#waiting = undefined
  }

  #add(text: string, row: readonly string[], number: number): void {
    const filled = row.flatMap((cell, column) => (cell === '' ? [] : [column]))
    const columns: [number, number] = [filled[0] ?? 0, filled.at(-1) ?? 0]
    this.#text.add(text, { kind: filled.length > 1 ? 'table' : 'paragraph', sheet: this.#sheet, row: number, columns })
  }
}
