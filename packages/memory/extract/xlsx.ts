import { memoryErrors } from '../errors.ts'
import { ExtractedText } from './builder.ts'
import type { Extracted } from './extracted.ts'
import { limits, tooMany } from './limits.ts'
import { propertiesOf, relationshipsOf } from './opc.ts'
import type { Zip } from './open-zip.ts'
import { SheetRows } from './sheet-rows.ts'
import { CellFormats } from './xlsx-formats.ts'
import { attribute, child, descendants, parseXml, readXml } from './xml.ts'

/** Excel: every sheet row by row, each cell as it is shown, with the header of its column. */
export async function xlsx(zip: Zip, main: string): Promise<Extracted> {
  const workbook = parseXml(await zip.read(main))
  const parts = await relationshipsOf(zip, main)
  const partOf = (type: string) => [...parts.values()].find(part => part.type === type && zip.has(part.target))?.target
  const [stringsPart, stylesPart] = [partOf('sharedStrings'), partOf('styles')]
  const strings = stringsPart ? sharedStrings(await zip.read(stringsPart)) : []
  const from1904 = ['1', 'true'].includes(attribute(child(workbook, 'workbookPr'), 'date1904') ?? '')
  const formats = new CellFormats(stylesPart ? parseXml(await zip.read(stylesPart)) : undefined, from1904)
  const text = new ExtractedText()
  const sheets = [...descendants(workbook, 'sheet')]
  if (sheets.length > limits.pages) throw tooMany('sheets', limits.pages)
  for (const sheet of sheets) {
    const part = parts.get(attribute(sheet, 'r:id') ?? attribute(sheet, 'id') ?? '')
    // Sheets may be charts, which have no cells.
    if (!part || !zip.has(part.target) || part.type !== 'worksheet') continue
    const rows = new SheetRows(text, attribute(sheet, 'name') ?? '')
    readSheet(await zip.read(part.target), strings, formats, rows)
    rows.end()
  }
  return text.done(await propertiesOf(zip))
}

/** Texts that cells name by their number. What tells how to pronounce them is left out. */
function sharedStrings(content: Uint8Array): string[] {
  const strings: string[] = []
  let text = ''
  let inText = false
  let phonetic = 0
  readXml(content, {
    open: name => {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic++
      else if (name === 't') inText = phonetic === 0
    },
    text: part => {
      if (inText) text += part
    },
    close: name => {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic--
      else if (name === 'si') strings.push(text)
    },
  })
  return strings
}

function readSheet(content: Uint8Array, strings: string[], formats: CellFormats, rows: SheetRows): void {
  let cells: string[] = []
  let rowNumber = 0
  let column = -1
  let type = ''
  let style = 0
  let value = ''
  let listening = false
  readXml(content, {
    open: (name, attributes) => {
      if (name === 'row') {
        cells = []
        column = -1
        rowNumber = Number(attributes.r ?? rowNumber + 1)
      } else if (name === 'c') {
        column = attributes.r ? columnOf(attributes.r) : column + 1
        if (column >= 16_384) throw memoryErrors.broken_file({ reason: 'a sheet has more columns than there are.' })
        type = attributes.t ?? 'n'
        style = Number(attributes.s ?? 0)
        value = ''
      } else if (name === 'v' || name === 't') listening = true
    },
    text: text => {
      if (listening) value += text
    },
    close: name => {
      if (name === 'v' || name === 't') listening = false
      else if (name === 'c' && value !== '') cells[column] = shown(value, type, style, strings, formats)
      else if (name === 'row')
        rows.add(
          rowNumber,
          Array.from(cells, cell => cell ?? ''),
        )
    },
  })
}

function shown(value: string, type: string, style: number, strings: string[], formats: CellFormats): string {
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'n') return formats.shown(Number(value), style)
  if (type === 'd') return value.replace(/T00:00:00(\.0+)?Z?$/, '')
  return value
}

/** 0 for A, 26 for AA. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]+/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
