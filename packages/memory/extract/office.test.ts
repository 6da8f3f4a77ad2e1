import { describe, expect, test } from 'vitest'
import type { Block } from './extracted.ts'
import { readFile } from './read-file.ts'
import { docxOf, docxParts, odfOf, pptxOf, shape, wordParagraph, xlsxOf } from './testing/office-files.ts'
import { zipOf } from './testing/zip-of.ts'

const read = (content: Uint8Array) => readFile({ content, mediaType: '', name: 'file' })
/** Each block's text with what is told of it, but where it ends (`documents/places.test.ts`). */
const told = async (content: Uint8Array) => {
  const { text, blocks } = await read(content)
  return blocks.map(({ start, end, lastLine: _, row: __, columns: ___, ...block }: Block) => ({ text: text.slice(start, end), ...block }))
}

const wordTable = (rows: string[][], header = false) =>
  `<w:tbl>${rows
    .map(
      (row, i) =>
        `<w:tr>${header && i === 0 ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${row.map(cell => `<w:tc>${wordParagraph(cell)}</w:tc>`).join('')}</w:tr>`,
    )
    .join('')}</w:tbl>`

describe('Word', () => {
  test('headings by their styles in any language, the title, and what the file says of itself', async () => {
    const file = docxOf(
      wordParagraph('Contract', { style: 'Titel' }) +
        wordParagraph('Delivery', { style: 'berschrift1' }) +
        wordParagraph('By road', { style: 'berschrift2' }) +
        wordParagraph('Within ten days.'),
    )
    expect(await read(file)).toEqual({
      text: 'Contract\n\nDelivery\n\nBy road\n\nWithin ten days.',
      blocks: [
        { kind: 'heading', level: 1, start: 0, end: 8 },
        { kind: 'heading', level: 1, start: 10, end: 18 },
        { kind: 'heading', level: 2, start: 20, end: 27 },
        { kind: 'paragraph', start: 29, end: 45 },
      ],
      title: 'The terms',
      author: 'Anna Berg',
      at: '2026-11-20T10:00:00.000Z',
    })
  })

  test('lists are numbered as Word numbers them', async () => {
    const file = docxOf(
      [0, 1, 1, 0, 1].map((level, i) => wordParagraph(`item ${i}`, { level })).join('') +
        wordParagraph('Between.') +
        wordParagraph('last', { level: 0 }),
    )
    expect(await told(file)).toEqual([
      { kind: 'list', text: '1. item 0\n  1.a) item 1\n  1.b) item 2\n2. item 3\n  2.a) item 4' },
      { kind: 'paragraph', text: 'Between.' },
      { kind: 'list', text: '3. last' },
    ])
  })

  test('rows of a table come with their headers; two columns of words are names and values', async () => {
    const goods = [
      ['Article', 'Price'],
      ['Bolt', '3 €'],
      ['Nut', '1 €'],
    ]
    const details = [
      ['Supplier', 'Northwind'],
      ['Place', 'Bremen'],
    ]
    expect(await told(docxOf(wordTable(goods) + wordTable(details) + wordTable(details, true)))).toEqual([
      { kind: 'table', text: 'Article: Bolt | Price: 3 €' },
      { kind: 'table', text: 'Article: Nut | Price: 1 €' },
      { kind: 'table', text: 'Supplier | Northwind' },
      { kind: 'table', text: 'Place | Bremen' },
      { kind: 'table', text: 'Supplier: Place | Northwind: Bremen' },
    ])
  })

  test('pages are those Word broke the text into; notes have none', async () => {
    const file = docxOf(`${wordParagraph('One.')}<w:p><w:r><w:lastRenderedPageBreak/><w:t>Two.</w:t></w:r></w:p>`, {
      'word/footnotes.xml': `<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="0">${wordParagraph('---')}</w:footnote><w:footnote w:id="1">${wordParagraph('A note.')}</w:footnote></w:footnotes>`,
    })
    expect(await told(file)).toEqual([
      { kind: 'paragraph', text: 'One.', page: 1 },
      { kind: 'paragraph', text: 'Two.', page: 2 },
      { kind: 'paragraph', text: 'A note.' },
    ])
  })

  test('what was struck out is not read, what was added is; a text box is read once', async () => {
    const box = `<w:txbxContent>${wordParagraph('In a box.')}</w:txbxContent>`
    const file = docxOf(
      `<w:p><w:r><w:t xml:space="preserve">Within </w:t></w:r><w:del><w:r><w:delText>nine</w:delText></w:r></w:del><w:ins><w:r><w:t>ten</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> days.</w:t></w:r>
      <w:r><mc:AlternateContent><mc:Choice>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent></w:r></w:p>`,
    )
    expect(await told(file)).toEqual([
      { kind: 'paragraph', text: 'Within ten days.' },
      { kind: 'paragraph', text: 'In a box.' },
    ])
  })
})

describe('Excel', () => {
  const text = (cell: string, words: string) => `<c r="${cell}" t="inlineStr"><is><t>${words}</t></is></c>`
  const number = (cell: string, value: number | string, style = 0) => `<c r="${cell}" s="${style}"><v>${value}</v></c>`

  test('rows come with their headers and sheet, numbers as they are shown', async () => {
    const file = xlsxOf(
      {
        Prices: `<row r="1"><c r="A1" t="s"><v>0</v></c>${text('B1', 'Price')}${text('C1', 'VAT')}${text('D1', 'Since')}</row>
          <row r="2"><c r="A2" t="s"><v>1</v></c>${number('B2', '0.30000000000000004', 3)}${number('C2', 0.19, 2)}${number('D2', 46350, 1)}</row>
          <row r="3"><c r="A3" t="s"><v>1</v></c>${number('D3', '1e3')}<c r="E3" t="b"><v>1</v></c></row>`,
        Notes: `<row r="1">${text('A1', 'Ask Dana')}</row>`,
      },
      ['Article', 'Bolt'],
    )
    expect(await told(file)).toEqual([
      { kind: 'table', sheet: 'Prices', text: 'Article: Bolt | Price: 0.3 € | VAT: 19 % | Since: 2026-11-24' },
      { kind: 'table', sheet: 'Prices', text: 'Article: Bolt | Since: 1000 | TRUE' },
      { kind: 'paragraph', sheet: 'Notes', text: 'Ask Dana' },
    ])
  })

  test('an empty row ends a table, and the next one has a header of its own', async () => {
    const file = xlsxOf({
      Two: `<row r="1">${text('A1', 'Article')}${text('B1', 'Stock')}</row><row r="2">${text('A2', 'Bolt')}${number('B2', 5)}</row>
        <row r="4">${text('A4', 'Name')}${text('B4', 'Town')}</row><row r="5">${text('A5', 'Dana')}${text('B5', 'Bremen')}</row>`,
    })
    expect((await told(file)).map(block => block.text)).toEqual(['Article: Bolt | Stock: 5', 'Name: Dana | Town: Bremen'])
  })

  test('a column that no sheet has is refused', async () => {
    const file = xlsxOf({ Wide: `<row r="1"><c r="ZZZZ1"><v>1</v></c></row>` })
    await expect(read(file)).rejects.toMatchObject({ code: 'memory.broken_file' })
  })
})

test('PowerPoint: slides in the order they are shown, the title first, bullets, tables and notes', async () => {
  const cell = (words: string) => `<a:tc><a:txBody><a:p><a:r><a:t>${words}</a:t></a:r></a:p></a:txBody></a:tc>`
  const table = `<p:graphicFrame><a:graphic><a:tbl><a:tblPr firstRow="1"/><a:tr>${cell('Step')}${cell('Who')}</a:tr><a:tr>${cell('Plan')}${cell('Dana')}</a:tr></a:tbl></a:graphic></p:graphicFrame>`
  const file = pptxOf([
    { shapes: shape('Ask|Answer') + shape('The plan', 'title') + shape('12', 'sldNum'), notes: 'Speak slowly' },
    { shapes: shape('Who does what', 'title') + table },
  ])
  expect(await told(file)).toEqual([
    { kind: 'heading', level: 1, page: 1, text: 'The plan' },
    { kind: 'list', page: 1, text: '- Ask\n- Answer' },
    { kind: 'paragraph', page: 1, text: 'Notes: Speak slowly' },
    { kind: 'heading', level: 1, page: 2, text: 'Who does what' },
    { kind: 'table', page: 2, text: 'Step: Plan | Who: Dana' },
  ])
})

describe('OpenDocument', () => {
  const cell = (words: string, more = '') => `<table:table-cell ${more}>${words && `<text:p>${words}</text:p>`}</table:table-cell>`
  const row = (cells: string, more = '') => `<table:table-row ${more}>${cells}</table:table-row>`

  test('a text with headings, spaces, lists, notes and tables', async () => {
    const file = odfOf(
      'text',
      `<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h text:outline-level="2">Delivery</text:h>
      <text:p>Within<text:s text:c="1"/>ten <text:span>days</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>.</text:p>
      <text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>two</text:p></text:list-item></text:list></text:list-item></text:list>
      <table:table><table:table-header-rows>${row(cell('Article') + cell('Maker'))}</table:table-header-rows>${row(cell('Bolt') + cell('Acme'))}</table:table>`,
    )
    expect(await told(file)).toEqual([
      { kind: 'heading', level: 2, text: 'Delivery' },
      { kind: 'paragraph', text: 'Within ten days.' },
      { kind: 'paragraph', text: 'A note.' },
      { kind: 'list', text: '- one\n  - two' },
      { kind: 'table', text: 'Article: Bolt | Maker: Acme' },
    ])
    expect(await read(file)).toMatchObject({ title: 'The terms', author: 'Anna Berg' })
  })

  test('sheets, whose empty rest is one row repeated a million times', async () => {
    const file = odfOf(
      'spreadsheet',
      `<table:table table:name="Prices">${row(cell('Article') + cell('Price'))}${row(cell('Bolt') + cell('3 €'))}
      ${row(cell('', 'table:number-columns-repeated="16384"'), 'table:number-rows-repeated="1048000"')}</table:table>`,
    )
    expect(await told(file)).toEqual([{ kind: 'table', sheet: 'Prices', text: 'Article: Bolt | Price: 3 €' }])
  })

  test('a row with content repeated without end is refused', async () => {
    const file = odfOf('spreadsheet', `<table:table>${row(cell('boo'), 'table:number-rows-repeated="1000000000"')}</table:table>`)
    await expect(read(file)).rejects.toMatchObject({ code: 'memory.too_large' })
  })

  test('slides as pages', async () => {
    const box = (words: string) => `<draw:text-box><text:p>${words}</text:p></draw:text-box>`
    const file = odfOf(
      'presentation',
      `<draw:page><draw:frame>${box('Ask')}</draw:frame><draw:frame presentation:class="title">${box('The plan')}</draw:frame>
      <presentation:notes><draw:frame>${box('Speak slowly')}</draw:frame></presentation:notes></draw:page><draw:page><draw:frame>${box('End')}</draw:frame></draw:page>`,
    )
    expect(await told(file)).toEqual([
      { kind: 'heading', level: 1, page: 1, text: 'The plan' },
      { kind: 'paragraph', page: 1, text: 'Ask' },
      { kind: 'paragraph', page: 1, text: 'Notes: Speak slowly' },
      { kind: 'paragraph', page: 2, text: 'End' },
    ])
  })

  test('one with a password', async () => {
    const manifest = '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    await expect(read(odfOf('text', '', { 'META-INF/manifest.xml': manifest }))).rejects.toMatchObject({ code: 'memory.encrypted' })
  })
})

describe('hostile office files', () => {
  test('a ZIP bomb is refused before it is inflated', async () => {
    const bomb = zipOf({ ...docxParts(''), 'word/document.xml': Buffer.alloc(40 * 2 ** 20) })
    expect(bomb.length).toBeLessThan(60_000)
    await expect(read(bomb)).rejects.toMatchObject({ code: 'memory.too_large' })
  })

  test('a ZIP that says it is small and is not', async () => {
    const lies = zipOf({ ...docxParts(''), 'word/document.xml': Buffer.alloc(20 * 2 ** 20) }, { name: 'word/document.xml', size: 1000 })
    await expect(read(lies)).rejects.toMatchObject({ code: 'memory.broken_file' })
  })

  test('a ZIP of too many files', async () => {
    const many = zipOf(Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`f${i}`, 'x'])))
    await expect(read(many)).rejects.toMatchObject({
      code: 'memory.too_large',
      message: 'There is more in this file than ATOM takes in from one: more than 20,000 files in one.',
    })
  })

  test('entities that would grow without end are not followed', async () => {
    const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i} "${`&lol${i || ''};`.repeat(10)}">`).join('')}]>`
    const file = docxOf('', {
      'word/document.xml': `${laughs}<w:document xmlns:w="w"><w:body>${wordParagraph('&lol8;')}</w:body></w:document>`,
    })
    await expect(read(file)).rejects.toMatchObject({ code: 'memory.broken_file' })
  })

  test('elements inside one another without end', async () => {
    await expect(read(docxOf('<w:sdt>'.repeat(100_000) + '</w:sdt>'.repeat(100_000)))).rejects.toMatchObject({ code: 'memory.too_large' })
  })

  test('one with a password, in its ZIP or around it', async () => {
    const inside = zipOf(docxParts(wordParagraph('x')), { name: 'word/document.xml', encrypted: true })
    await expect(read(inside)).rejects.toMatchObject({ code: 'memory.encrypted' })
    const around = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000), Buffer.from('EncryptedPackage', 'utf16le')])
    await expect(read(around)).rejects.toMatchObject({ code: 'memory.encrypted' })
  })

  test('a ZIP that is no office file', async () => {
    await expect(read(zipOf({ 'a.txt': 'x' }))).rejects.toMatchObject({ code: 'memory.unknown_type' })
  })

  test.each([
    ['Word', docxOf(wordParagraph('x'.repeat(5000)))],
    ['Excel', xlsxOf({ A: '<row r="1"><c r="A1"><v>1</v></c></row>' })],
    ['PowerPoint', pptxOf([{ shapes: shape('x') }])],
    ['OpenDocument', odfOf('text', '<text:p>x</text:p>')],
  ])('%s, cut off', async (_, file) => {
    await expect(read(file.subarray(0, file.length / 2))).rejects.toMatchObject({ code: 'memory.broken_file' })
    await expect(read(file.subarray(0, file.length - 30))).rejects.toMatchObject({ code: 'memory.broken_file' })
  })

  test('without text', async () => {
    await expect(read(docxOf(''))).rejects.toMatchObject({ code: 'memory.no_text' })
  })
})
