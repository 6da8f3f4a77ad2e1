import { addTable } from './add-table.ts'
import { ExtractedText } from './builder.ts'
import { code } from './code.ts'
import type { Extracted } from './extracted.ts'
import { limits, tooMany } from './limits.ts'

/**
 * JSON: a list of flat records is a table, anything else lines of `path: value`, an entry of the highest level a block. What is not valid, as settings
 * with comments are not, is read as it stands.
 */
export function json(text: string): Extracted {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return code(text)
  }
  const extracted = new ExtractedText()
  const records = Array.isArray(value) && value.length > 0 && value.every(isFlat) ? (value as Record<string, unknown>[]) : undefined
  if (records) addRecords(extracted, records)
  else if (Array.isArray(value)) for (const entry of value) addValue(extracted, entry, '')
  else if (isObject(value)) for (const [key, entry] of Object.entries(value)) addValue(extracted, entry, key)
  else extracted.add(String(value), { kind: 'paragraph' })
  return extracted.done()
}

/** A value a line. A line that is not valid is read as it stands. */
export function jsonLines(text: string): Extracted {
  const extracted = new ExtractedText()
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    let value: unknown = line
    try {
      value = JSON.parse(line)
    } catch {
      // Logs have such lines among others.
    }
    addValue(extracted, value, '', i + 1)
  }
  return extracted.done()
}

function addRecords(extracted: ExtractedText, records: Record<string, unknown>[]): void {
  const columns = [...new Set(records.flatMap(record => Object.keys(record)))]
  addTable(extracted, [columns, ...records.map(record => columns.map(column => shown(record[column])))], { header: true })
}

function addValue(extracted: ExtractedText, value: unknown, path: string, line?: number): void {
  extracted.add([...linesOf(value, path, 0)].join('\n'), { kind: 'table', ...(line === undefined ? {} : { line, lastLine: line }) })
}

function* linesOf(value: unknown, path: string, depth: number): Generator<string> {
  if (depth > limits.depth) throw tooMany('values inside one another', limits.depth)
  if (Array.isArray(value) && value.every(entry => !isObject(entry) && !Array.isArray(entry))) {
    if (value.length > 0) yield labelled(path, value.map(shown).join(', '))
  } else if (Array.isArray(value)) for (const [i, entry] of value.entries()) yield* linesOf(entry, `${path}[${i + 1}]`, depth + 1)
  else if (isObject(value))
    for (const [key, entry] of Object.entries(value)) yield* linesOf(entry, path ? `${path}.${key}` : key, depth + 1)
  else if (shown(value) !== '') yield labelled(path, shown(value))
}

const labelled = (path: string, text: string) => (path ? `${path}: ${text}` : text)

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const isFlat = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every(inner => typeof inner !== 'object' || inner === null)

const shown = (value: unknown): string => (value === null || value === undefined ? '' : String(value))
