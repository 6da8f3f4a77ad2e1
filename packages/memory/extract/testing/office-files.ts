import { zipOf } from './zip-of.ts'

const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const rels = (all: Record<string, [type: string, target: string]>) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${Object.entries(all)
    .map(([id, [type, target]]) => `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`
const root = (main: string) => ({
  '[Content_Types].xml': '<Types/>',
  '_rels/.rels': rels({ rId1: ['officeDocument', main], rId2: ['metadata/core-properties', 'docProps/core.xml'] }),
  'docProps/core.xml':
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>The terms</dc:title><dc:creator>Anna Berg</dc:creator><dcterms:modified>2026-11-20T10:00:00Z</dcterms:modified></cp:coreProperties>',
})

/** Parts of a Word file; `body` is WordprocessingML. */
export const docxParts = (body: string, more: Record<string, string> = {}): Record<string, string> => ({
  ...root('word/document.xml'),
  'word/document.xml': `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
  'word/_rels/document.xml.rels': rels({
    rId1: ['styles', 'styles.xml'],
    rId2: ['numbering', 'numbering.xml'],
    rId3: ['footnotes', 'footnotes.xml'],
  }),
  'word/styles.xml': `<w:styles xmlns:w="w">
    <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
    <w:style w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="berschrift1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>`,
  'word/numbering.xml': `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
  ...more,
})

export const docxOf = (body: string, more?: Record<string, string>) => zipOf(docxParts(body, more))

/** A Word paragraph in a style, or in a list. */
export const wordParagraph = (text: string, { style = '', level = -1 }: { style?: string; level?: number } = {}): string =>
  `<w:p><w:pPr>${style && `<w:pStyle w:val="${style}"/>`}${level < 0 ? '' : `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

/** An Excel file of these sheets, each its rows as SpreadsheetML; `strings` are shared, style 1 is a date, 2 a percentage, 3 euros. */
export const xlsxOf = (sheets: Record<string, string>, strings: string[] = []): Buffer => {
  const names = Object.keys(sheets)
  return zipOf({
    ...root('xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': rels({
      ...Object.fromEntries(names.map((_, i) => [`rId${i + 1}`, ['worksheet', `worksheets/sheet${i + 1}.xml`] as [string, string]])),
      rId98: ['sharedStrings', 'sharedStrings.xml'],
      rId99: ['styles', '/xl/styles.xml'],
    }),
    'xl/sharedStrings.xml': `<sst>${strings.map(text => `<si><r><t>${text.slice(0, 2)}</t></r><r><t>${text.slice(2)}</t></r><rPh><t>no</t></rPh></si>`).join('')}</sst>`,
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="#,##0.00\\ &quot;€&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs></styleSheet>',
    ...Object.fromEntries(
      names.map((name, i) => [`xl/worksheets/sheet${i + 1}.xml`, `<worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`]),
    ),
  })
}

/** A PowerPoint file of these slides, each its shapes and notes as PresentationML. */
export const pptxOf = (slides: { shapes: string; notes?: string }[]): Buffer =>
  zipOf({
    ...root('ppt/presentation.xml'),
    'ppt/presentation.xml': `<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst>${slides.map((_, i) => `<p:sldId id="${256 + i}" r:id="rId${i + 1}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    // As PowerPoint leaves them when slides were moved: names do not tell the order.
    'ppt/_rels/presentation.xml.rels': rels(
      Object.fromEntries(slides.map((_, i) => [`rId${i + 1}`, ['slide', `slides/slide${slides.length - i}.xml`] as [string, string]])),
    ),
    ...Object.fromEntries(
      slides.flatMap(({ shapes, notes }, i) => {
        const number = slides.length - i
        const parts: [string, string][] = [
          [`ppt/slides/slide${number}.xml`, `<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`],
        ]
        if (notes) {
          parts.push([`ppt/slides/_rels/slide${number}.xml.rels`, rels({ rId1: ['notesSlide', `../notesSlides/notesSlide${number}.xml`] })])
          parts.push([
            `ppt/notesSlides/notesSlide${number}.xml`,
            `<p:notes xmlns:p="p" xmlns:a="a">${shape(notes, 'body')}${shape('7', 'sldNum')}</p:notes>`,
          ])
        }
        return parts
      }),
    ),
  })

/** A shape with paragraphs apart by `|`. */
export const shape = (text: string, placeholder = ''): string =>
  `<p:sp><p:nvSpPr><p:cNvPr id="1" name="x"/><p:nvPr>${placeholder && `<p:ph type="${placeholder}"/>`}</p:nvPr></p:nvSpPr><p:txBody>${text
    .split('|')
    .map(line => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`)
    .join('')}</p:txBody></p:sp>`

/** An OpenDocument file of a kind, such as `text`; `body` stands in `<office:body>`. */
export const odfOf = (kind: string, body: string, more: Record<string, string> = {}): Buffer =>
  zipOf({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml': `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:draw="d" xmlns:presentation="p"><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    'meta.xml':
      '<office:document-meta xmlns:office="o" xmlns:dc="d"><office:meta><dc:title>The terms</dc:title><dc:creator>Anna Berg</dc:creator></office:meta></office:document-meta>',
    ...more,
  })
