import { addTable } from './add-table.ts'
import { ExtractedText } from './builder.ts'
import type { Extracted } from './extracted.ts'
import { limits, tooMany } from './limits.ts'
import { propertiesOf, type Relationship, relationshipsOf } from './opc.ts'
import type { Zip } from './open-zip.ts'
import { attribute, child, descendants, elementsIn, parseXml, textOf, type XmlElement } from './xml.ts'

/** PowerPoint: slides as pages, each with its title, its texts, tables and diagrams, and the speaker's notes. */
export async function pptx(zip: Zip, main: string): Promise<Extracted> {
  const parts = await relationshipsOf(zip, main)
  const list = child(parseXml(await zip.read(main)), 'sldIdLst')
  const slides = (list ? elementsIn(list) : []).flatMap(slide => parts.get(slide.attributes['r:id'] ?? '')?.target ?? [])
  if (slides.length > limits.pages) throw tooMany('slides', limits.pages)
  const text = new ExtractedText()
  for (const [i, slide] of slides.entries()) {
    if (!zip.has(slide)) continue
    const page = i + 1
    const related = await relationshipsOf(zip, slide)
    addShapes(text, parseXml(await zip.read(slide)), page)
    for (const diagram of await partsOf(zip, related, 'diagramData'))
      addParagraphs(
        text,
        [...descendants(diagram, 'p')].map(paragraphOf).filter(told => told.text !== ''),
        page,
      )
    for (const notes of await partsOf(zip, related, 'notesSlide')) {
      const told = [...descendants(notes, 'sp')].filter(shape => placeholderOf(shape) === 'body').flatMap(shape => paragraphsOf(shape))
      if (told.length > 0) text.add(`Notes: ${told.map(paragraph => paragraph.text).join('\n')}`, { kind: 'paragraph', page })
    }
  }
  return text.done(await propertiesOf(zip))
}

async function partsOf(zip: Zip, related: Map<string, Relationship>, type: string): Promise<XmlElement[]> {
  const found = [...related.values()].filter(part => part.type === type && zip.has(part.target))
  return Promise.all(found.map(async part => parseXml(await zip.read(part.target))))
}

function addShapes(text: ExtractedText, slide: XmlElement, page: number): void {
  const shapes = [...descendants(slide, 'sp', 'graphicFrame')]
  const isTitle = (shape: XmlElement) => ['title', 'ctrTitle'].includes(placeholderOf(shape) ?? '')
  // A title is read first, wherever it stands in the file.
  for (const shape of shapes.filter(isTitle)) {
    const title = paragraphsOf(shape).map(paragraph => paragraph.text)
    text.add(title.join(' '), { kind: 'heading', level: 1, page })
  }
  for (const shape of shapes) {
    if (isTitle(shape)) continue
    for (const table of descendants(shape, 'tbl')) {
      const rows = [...descendants(table, 'tr')].map(row =>
        [...descendants(row, 'tc')].map(cell =>
          paragraphsOf(cell)
            .map(p => p.text)
            .join(' '),
        ),
      )
      addTable(text, rows, { page, ...(attribute(child(table, 'tblPr'), 'firstRow') === '1' ? { header: true } : {}) })
    }
    // What repeats on every slide.
    if (['sldNum', 'dt', 'ftr', 'hdr'].includes(placeholderOf(shape) ?? '')) continue
    if (shape.name === 'sp') addParagraphs(text, paragraphsOf(shape), page)
  }
}

interface Paragraph {
  text: string
  level: number
}

/** Several paragraphs of a shape are its bullets. */
function addParagraphs(text: ExtractedText, paragraphs: Paragraph[], page: number): void {
  const [first, second] = paragraphs
  if (!first) return
  if (!second) text.add(first.text, { kind: 'paragraph', page })
  else text.add(paragraphs.map(({ text, level }) => `${'  '.repeat(level)}- ${text}`).join('\n'), { kind: 'list', page })
}

const paragraphsOf = (shape: XmlElement): Paragraph[] => [...descendants(shape, 'p')].map(paragraphOf).filter(({ text }) => text !== '')

function paragraphOf(paragraph: XmlElement): Paragraph {
  let text = ''
  for (const part of elementsIn(paragraph)) {
    if (part.name === 'br') text += ' '
    else if (part.name === 'r' || part.name === 'fld') text += textOf(child(part, 't'))
  }
  return { text: text.trim(), level: Math.min(8, Number(attribute(child(paragraph, 'pPr'), 'lvl') ?? 0) || 0) }
}

/** What a shape is for; a placeholder without a type is for the body. */
function placeholderOf(shape: XmlElement): string | undefined {
  const [properties] = elementsIn(shape)
  const placeholder = child(child(properties, 'nvPr'), 'ph')
  return placeholder && (attribute(placeholder, 'type') ?? 'body')
}
