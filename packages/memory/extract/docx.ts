import { addTable } from './add-table.ts'
import { ExtractedText } from './builder.ts'
import { Numbering } from './docx-numbering.ts'
import { Styles } from './docx-styles.ts'
import type { Extracted } from './extracted.ts'
import { isOn, propertiesOf, relationshipsOf } from './opc.ts'
import type { Zip } from './open-zip.ts'
import { attribute, child, descendants, elementsIn, parseXml, textOf, type XmlElement } from './xml.ts'

/** Word: headings, lists with their numbers, tables, text boxes, notes; pages as Word broke them when it saved. Struck out changes are left out. */
export async function docx(zip: Zip, main: string): Promise<Extracted> {
  const parts = await relationshipsOf(zip, main)
  const part = async (type: string): Promise<XmlElement | undefined> => {
    const found = [...parts.values()].find(relationship => relationship.type === type)
    return found && zip.has(found.target) ? parseXml(await zip.read(found.target)) : undefined
  }
  const document = parseXml(await zip.read(main))
  const styles = new Styles(await part('styles'))
  const numbering = new Numbering(await part('numbering'))
  const reader = new DocxReader(styles, numbering, [...descendants(document, 'lastRenderedPageBreak')].length > 0)
  const body = child(document, 'body')
  if (body) reader.read(body)
  reader.endPages()
  for (const [type, each] of [
    ['footnotes', 'footnote'],
    ['endnotes', 'endnote'],
    ['comments', 'comment'],
  ] as const) {
    const notes = await part(type)
    // Those with a type are the lines between text and notes.
    if (notes) for (const note of descendants(notes, each)) if (!attribute(note, 'type')) reader.read(note)
  }
  const seen = new Set<string>()
  for (const { type, target } of parts.values()) {
    if ((type !== 'header' && type !== 'footer') || !zip.has(target)) continue
    const margin = parseXml(await zip.read(target))
    const text = textOf(margin).trim()
    if (!/\p{L}{3}/u.test(text) || seen.has(text)) continue
    seen.add(text)
    reader.read(margin)
  }
  return reader.done({ ...(reader.title ? { title: reader.title } : {}), ...(await propertiesOf(zip)) })
}

class DocxReader {
  readonly #text = new ExtractedText()
  readonly #styles: Styles
  readonly #numbering: Numbering
  #page: number | undefined
  /** The items of a list that goes on. */
  #list: string[] = []
  /** What the author set as title. */
  title: string | undefined

  constructor(styles: Styles, numbering: Numbering, paged: boolean) {
    this.#styles = styles
    this.#numbering = numbering
    if (paged) this.#page = 1
  }

  /** Paragraphs and tables in it, in their order. */
  read(element: XmlElement): void {
    for (const block of elementsIn(element)) {
      if (block.name === 'p') this.#paragraph(block)
      else if (block.name === 'tbl') this.#table(block)
      else if (block.name === 'del' || block.name === 'moveFrom') continue
      // Content controls, changes, and what they may be wrapped in.
      else this.read(block)
    }
    this.#endList()
  }

  endPages(): void {
    this.#page = undefined
  }

  done(rest: Omit<Extracted, 'text' | 'blocks'>): Extracted {
    return this.#text.done(rest)
  }

  #paragraph(paragraph: XmlElement): void {
    const properties = child(paragraph, 'pPr')
    const boxes: XmlElement[] = []
    const text = this.#runs(paragraph, boxes).trim()
    const level = this.#styles.headingLevel(properties)
    if (text !== '') {
      if (level !== undefined) {
        if (level === 0) this.title ??= text
        this.#endList()
        const number = this.#numbering.next(this.#styles.numbering(properties))
        this.#text.add(number && number !== '-' ? `${number} ${text}` : text, {
          kind: 'heading',
          level: Math.max(1, level),
          ...this.#place(),
        })
      } else {
        const list = this.#styles.numbering(properties)
        const number = this.#numbering.next(list)
        if (list && number !== undefined) this.#list.push(`${'  '.repeat(list.level)}${number} ${text}`.trimEnd())
        else {
          this.#endList()
          this.#text.add(text, { kind: 'paragraph', ...this.#place() })
        }
      }
    }
    for (const box of boxes) this.read(box)
  }

  /** The text of runs, fields and links; text boxes are put aside. */
  #runs(element: XmlElement, boxes: XmlElement[]): string {
    let text = ''
    for (const inner of elementsIn(element)) {
      if (inner.name === 't') text += textOf(inner)
      else if (inner.name === 'tab' || inner.name === 'ptab') text += '\t'
      else if (inner.name === 'br' || inner.name === 'cr') text += '\n'
      else if (inner.name === 'noBreakHyphen') text += '-'
      else if (inner.name === 'lastRenderedPageBreak') this.#nextPage()
      else if (inner.name === 'txbxContent') boxes.push(inner)
      else if (!skipped.has(inner.name)) text += this.#runs(inner, boxes)
    }
    return text
  }

  #nextPage(): void {
    if (this.#page === undefined) return
    this.#endList()
    this.#page++
  }

  #place() {
    return this.#page === undefined ? {} : { page: this.#page }
  }

  #endList(): void {
    if (this.#list.length > 0) this.#text.add(this.#list.join('\n'), { kind: 'list', ...this.#place() })
    this.#list = []
  }

  #table(table: XmlElement): void {
    this.#endList()
    const rows: string[][] = []
    let marked = false
    for (const row of descendants(table, 'tr')) {
      if (rows.length === 0) marked = isOn(child(child(row, 'trPr'), 'tblHeader'))
      const cells: string[] = []
      for (const cell of descendants(row, 'tc')) {
        const properties = child(cell, 'tcPr')
        cells.push(this.#cell(cell))
        for (let span = Number(attribute(child(properties, 'gridSpan'), 'val') ?? 1); span > 1 && cells.length < 1000; span--)
          cells.push('')
      }
      rows.push(cells)
    }
    addTable(this.#text, rows, { ...this.#place(), ...(marked ? { header: true } : {}) })
  }

  /** Everything in a cell, tables inside it too, on one line. */
  #cell(cell: XmlElement): string {
    const boxes: XmlElement[] = []
    const texts = [...descendants(cell, 'p')].map(paragraph => this.#runs(paragraph, boxes).trim())
    for (const box of boxes) texts.push(this.#cell(box))
    return texts.filter(text => text !== '').join(' ')
  }
}

/** Not text, or said a second time: what is struck out, the code of fields, the older drawing beside a newer one. */
const skipped = new Set(['pPr', 'rPr', 'del', 'moveFrom', 'delText', 'instrText', 'delInstrText', 'Fallback', 'sdtPr', 'rt'])
