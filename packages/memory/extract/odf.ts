import { memoryErrors } from '../errors.ts'
import { addTable } from './add-table.ts'
import { ExtractedText } from './builder.ts'
import type { Extracted } from './extracted.ts'
import { limits, tooMany } from './limits.ts'
import { told } from './opc.ts'
import type { Zip } from './open-zip.ts'
import { SheetRows } from './sheet-rows.ts'
import { attribute, child, descendants, elementsIn, parseXml, textOf, type XmlElement } from './xml.ts'

/** LibreOffice and its kin: texts, sheets and presentations. */
export async function odf(zip: Zip): Promise<Extracted> {
  if (zip.has('META-INF/manifest.xml')) {
    const manifest = parseXml(await zip.read('META-INF/manifest.xml'))
    for (const _ of descendants(manifest, 'encryption-data', 'encrypted-key')) throw memoryErrors.encrypted()
  }
  const body = child(parseXml(await zip.read('content.xml')), 'body')
  const text = new ExtractedText()
  const [content] = body ? elementsIn(body) : []
  if (content?.name === 'spreadsheet') addSheets(text, content)
  else if (content?.name === 'presentation' || content?.name === 'drawing') addSlides(text, content)
  else if (content) new OdfText(text).read(content)
  return text.done(await properties(zip))
}

async function properties(zip: Zip): Promise<Pick<Extracted, 'title' | 'author' | 'at'>> {
  if (!zip.has('meta.xml')) return {}
  const meta = child(parseXml(await zip.read('meta.xml')), 'meta')
  return told({
    title: textOf(child(meta, 'title')),
    author: textOf(child(meta, 'creator')) || textOf(child(meta, 'initial-creator')),
    at: textOf(child(meta, 'date')) || textOf(child(meta, 'creation-date')),
  })
}

/** Paragraphs, headings, lists and tables of a text or a slide. */
class OdfText {
  readonly #text: ExtractedText
  #page: number | undefined

  constructor(text: ExtractedText, page?: number) {
    this.#text = text
    this.#page = page
  }

  read(element: XmlElement): void {
    // Where a text's pages ended when it was saved.
    if (this.#page === undefined) for (const _ of descendants(element, 'soft-page-break')) this.#page = 1
    this.#read(element)
  }

  #read(element: XmlElement): void {
    for (const block of elementsIn(element)) {
      if (block.name === 'soft-page-break') this.#nextPage()
      else if (block.name === 'h') {
        const level = Number(attribute(block, 'outline-level') ?? 1) || 1
        this.#add(block, { kind: 'heading', level })
      } else if (block.name === 'p') this.#add(block, { kind: 'paragraph' })
      else if (block.name === 'list') this.#text.add(this.#items(block, 0).join('\n'), { kind: 'list', ...this.#place() })
      else if (block.name === 'table')
        addTable(this.#text, rowsOf(block), { ...this.#place(), ...(child(block, 'table-header-rows') ? { header: true } : {}) })
      else if (!skipped.has(block.name)) this.#read(block)
    }
  }

  #add(block: XmlElement, kind: { kind: 'heading' | 'paragraph'; level?: number }): void {
    const notes: XmlElement[] = []
    this.#text.add(inline(block, notes), { ...kind, ...this.#place() })
    for (const _ of descendants(block, 'soft-page-break')) this.#nextPage()
    // Notes and text boxes stand inside the paragraph they belong to.
    for (const note of notes) this.#read(note)
  }

  #items(list: XmlElement, level: number): string[] {
    return elementsIn(list).flatMap(item =>
      elementsIn(item).flatMap(part =>
        part.name === 'list' ? this.#items(part, level + 1) : [`${'  '.repeat(Math.min(level, 8))}- ${inline(part, []).trim()}`],
      ),
    )
  }

  #nextPage(): void {
    if (this.#page !== undefined) this.#page++
  }

  #place() {
    return this.#page === undefined ? {} : { page: this.#page }
  }
}

function addSlides(text: ExtractedText, presentation: XmlElement): void {
  const slides = elementsIn(presentation).filter(element => element.name === 'page')
  if (slides.length > limits.pages) throw tooMany('slides', limits.pages)
  for (const [i, slide] of slides.entries()) {
    const page = i + 1
    const isTitle = (frame: XmlElement) => attribute(frame, 'presentation:class') === 'title'
    const frames = elementsIn(slide)
    for (const frame of frames.filter(isTitle)) {
      const title = [...descendants(frame, 'p')].map(paragraph => inline(paragraph, []).trim())
      text.add(title.join(' '), { kind: 'heading', level: 1, page })
    }
    for (const frame of frames) {
      if (isTitle(frame)) continue
      if (frame.name !== 'notes') {
        new OdfText(text, page).read({ ...slide, children: [frame] })
        continue
      }
      const notes = [...descendants(frame, 'p')].map(paragraph => inline(paragraph, []).trim()).filter(told => told !== '')
      if (notes.length > 0) text.add(`Notes: ${notes.join('\n')}`, { kind: 'paragraph', page })
    }
  }
}

function addSheets(text: ExtractedText, spreadsheet: XmlElement): void {
  const tables = elementsIn(spreadsheet).filter(element => element.name === 'table')
  if (tables.length > limits.pages) throw tooMany('sheets', limits.pages)
  for (const table of tables) {
    const rows = new SheetRows(text, attribute(table, 'name') ?? '')
    let number = 0
    for (const row of descendants(table, 'table-row')) {
      const cells = cellsOf(row)
      // The empty rest of a sheet is one row, repeated a million times.
      const times = repeated(row, 'number-rows-repeated')
      const filled = cells.some(cell => cell !== '')
      if (filled && times * cells.length > limits.characters) throw tooMany('cells in a sheet', limits.characters)
      for (let i = 1; filled && i <= times; i++) rows.add(number + i, cells)
      number += times
    }
    rows.end()
  }
}

const rowsOf = (table: XmlElement): string[][] => [...descendants(table, 'table-row')].map(cellsOf)

function cellsOf(row: XmlElement): string[] {
  const cells: string[] = []
  for (const cell of elementsIn(row)) {
    if (cell.name !== 'table-cell' && cell.name !== 'covered-table-cell') continue
    const text = [...descendants(cell, 'p', 'h')]
      .map(paragraph => inline(paragraph, []))
      .join(' ')
      .trim()
    const times = repeated(cell, 'number-columns-repeated')
    if (text !== '' && times > 16_384) throw memoryErrors.broken_file({ reason: 'a sheet has more columns than there are.' })
    for (let i = 0; i < Math.min(times, 16_384 - cells.length); i++) cells.push(text)
  }
  while (cells.at(-1) === '') cells.pop()
  return cells
}

const repeated = (element: XmlElement, name: string): number => Math.max(1, Number(attribute(element, name) ?? 1) || 1)

/** Text of a paragraph. Notes, comments and boxes in it are put aside. */
function inline(element: XmlElement, aside: XmlElement[]): string {
  let text = ''
  for (const part of element.children) {
    // Line ends in the file are spaces; those that are meant have elements of their own.
    if (typeof part === 'string') text += part.replace(/\s+/g, ' ')
    else if (part.name === 's') text += ' '.repeat(Math.min(100, Number(attribute(part, 'c') ?? 1) || 1))
    else if (part.name === 'tab') text += '\t'
    else if (part.name === 'line-break') text += '\n'
    else if (part.name === 'note') aside.push(...elementsIn(part).filter(inner => inner.name === 'note-body'))
    else if (part.name === 'annotation' || part.name === 'frame' || part.name === 'custom-shape') aside.push(part)
    else if (!skipped.has(part.name)) text += inline(part, aside)
  }
  return text
}

/** What is struck out, said elsewhere, or not text. */
const skipped = new Set([
  'tracked-changes',
  'sequence-decls',
  'forms',
  'settings',
  'ruby-text',
  'title',
  'desc',
  'creator',
  'date',
  'tracked-change',
])

const kinds = /^application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation|graphics)/

/** Whether the ZIP is an OpenDocument file. */
export async function isOdf(zip: Zip): Promise<boolean> {
  if (!zip.has('content.xml') || !zip.has('mimetype')) return false
  return kinds.test(Buffer.from(await zip.read('mimetype')).toString('latin1'))
}
