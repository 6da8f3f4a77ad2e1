import { parse } from 'csv-parse/sync'
import { isHeaderRow, plainRow, rowWithHeaders } from './add-table.ts'
import { ExtractedText } from './builder.ts'
import type { Extracted } from './extracted.ts'

/** A table of values apart by commas, semicolons, tabs or bars, each row with the headers; `line` is where it stands. */
export function csv(text: string): Extracted {
  const extracted = new ExtractedText()
  const rows = parse(text, {
    delimiter: delimiterOf(text),
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
  }) as unknown as { record: string[]; info: { lines: number } }[]
  let header: string[] | undefined
  for (const [i, { record, info }] of rows.entries()) {
    const row = record.map(cell => cell.replace(/\s+/g, ' ').trim())
    if (i === 0 && rows.length > 1 && isHeaderRow(row)) header = row
    else extracted.add(header ? rowWithHeaders(header, row) : plainRow(row), { kind: 'table', line: info.lines, lastLine: info.lines })
  }
  return extracted.done()
}

/** The one that cuts the first lines into the most columns, the same number in each. */
function delimiterOf(text: string): string {
  const lines = text.split('\n', 21).slice(0, 20).join('\n')
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of [',', ';', '\t', '|']) {
    let counts: number[]
    try {
      const rows = parse(lines, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true }) as string[][]
      counts = rows.map(row => row.length)
    } catch {
      // A quote that is not closed within these lines.
      counts = lines.split('\n').map(line => line.split(delimiter).length)
    }
    const columns = counts[0] ?? 1
    const score = columns < 2 ? 0 : (counts.filter(count => count === columns).length / counts.length) * Math.min(columns, 20)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}
