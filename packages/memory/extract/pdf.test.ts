import { describe, expect, test } from 'vitest'
import type { Block } from './extracted.ts'
import { readFile } from './read-file.ts'
import { type PdfText, pdfOf } from './testing/pdf-of.ts'

const read = (content: Uint8Array) => readFile({ content, mediaType: '', name: 'a.pdf' })

const told = async (content: Uint8Array) => {
  const { text, blocks } = await read(content)
  return blocks.map(({ start, end, ...block }: Block) => ({ text: text.slice(start, end), ...block }))
}
/** Lines below one another. */
const column = (x: number, y: number, lines: string[]): PdfText[] => lines.map((text, i) => ({ text, x, y: y + i * 12 }))

const left = [
  'The left column tells of things that',
  'happened long ago in a far coun-',
  'try whose name we have forgotten, and',
  'nobody knows of it any more.',
]
const right = ['The right column comes after the left', 'one has been read to its end by those', 'who read such things, as we do here.']
const across = 'This line goes over the whole page, from the left side to the right, as one that spans two columns.'

describe('PDF', () => {
  test('pages, headings by their size, title and author', async () => {
    const file = pdfOf(
      [
        [
          { text: 'Contract', x: 50, y: 60, size: 24 },
          { text: 'Northwind delivers on the tenth of each month.', x: 50, y: 120 },
        ],
        [{ text: 'Payment is due in thirty days.', x: 50, y: 60 }],
      ],
      { info: '/Title (Northwind contract) /Author (Dana Weiss)' },
    )
    const { text, blocks, title, author } = await read(file)
    expect([title, author]).toEqual(['Northwind contract', 'Dana Weiss'])
    expect(blocks.map(({ start, end, kind, page }) => [kind, page, text.slice(start, end)])).toEqual([
      ['heading', 1, 'Contract'],
      ['paragraph', 1, 'Northwind delivers on the tenth of each month.'],
      ['paragraph', 2, 'Payment is due in thirty days.'],
    ])
  })

  test('two columns are read one after the other', async () => {
    const column = (x: number, words: string[]) => words.map((text, i) => ({ text, x, y: 60 + i * 14 }))
    const left = ['The first column begins here', 'and goes on for a while', 'until it comes to its end.']
    const right = ['The second column follows it', 'with words of its own', 'down to the very last.']
    const { text } = await read(pdfOf([[...column(50, left), ...column(320, right)]]))
    expect(text.indexOf('its end.')).toBeLessThan(text.indexOf('The second column'))
  })

  test('pages without a letter may be scans', async () => {
    const { text, scans } = await read(pdfOf([[], [{ text: 'Typed', x: 50, y: 60 }], [{ text: '- 3 -', x: 300, y: 780 }]]))
    expect([text, scans]).toEqual(['Typed\n\n- 3 -', [1, 3]])
  })

  test('one that was cut off is not shown as if it were whole', async () => {
    const whole = pdfOf([[{ text: 'Whole', x: 50, y: 60 }]])
    await expect(read(whole.subarray(0, whole.length - 60))).rejects.toMatchObject({ code: 'memory.broken_file' })
  })

  test('more pages than are read from one file', async () => {
    await expect(read(pdfOf(Array.from({ length: 10_001 }, () => [])))).rejects.toMatchObject({ code: 'memory.too_large' })
  })

  test('columns are read in order, however the file orders their lines; words cut at the end of a line are whole', async () => {
    const texts = [...column(320, 100, right), ...column(50, 100, left)].sort((a, b) => a.y - b.y)
    const page = [{ text: across, x: 50, y: 180 }, ...texts, { text: 'Delivery terms', x: 50, y: 60, size: 18 }]
    expect(await told(pdfOf([page]))).toEqual([
      { kind: 'heading', level: 1, page: 1, text: 'Delivery terms' },
      {
        kind: 'paragraph',
        page: 1,
        text: 'The left column tells of things that happened long ago in a far country whose name we have forgotten, and nobody knows of it any more.',
      },
      {
        kind: 'paragraph',
        page: 1,
        text: 'The right column comes after the left one has been read to its end by those who read such things, as we do here.',
      },
      { kind: 'paragraph', page: 1, text: across },
    ])
  })

  test('rows of a table with their headers, a list, and the page each stands on', async () => {
    const row = (y: number, cells: string[]) => cells.map((text, i) => ({ text, x: 50 + i * 120, y }))
    const file = pdfOf([
      column(50, 60, ['First page.']),
      [
        ...row(60, ['Article', 'Price', 'Stock']),
        ...row(75, ['Bolt', '3.50', '12']),
        ...row(90, ['Nut', '', '7']).filter(({ text }) => text),
      ],
      column(50, 60, ['1. Pay the price that was agreed on', 'within the time that was agreed on.', '2. Deliver.']),
    ])
    expect(await told(file)).toEqual([
      { kind: 'paragraph', page: 1, text: 'First page.' },
      { kind: 'table', page: 2, text: 'Article: Bolt | Price: 3.50 | Stock: 12' },
      { kind: 'table', page: 2, text: 'Article: Nut | Stock: 7' },
      { kind: 'list', page: 3, text: '1. Pay the price that was agreed on within the time that was agreed on.' },
      { kind: 'list', page: 3, text: '2. Deliver.' },
    ])
  })

  test('one with a password', async () => {
    const owner = '<'.concat('41'.repeat(32), '>')
    const trailer = `/ID [<${'42'.repeat(16)}> <${'42'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /O ${owner} /U ${owner} /P -4 >>`
    await expect(read(pdfOf([column(50, 60, ['x'])], { trailer }))).rejects.toMatchObject({ code: 'memory.encrypted' })
  })

  test('damaged', async () => {
    await expect(read(Buffer.from(`%PDF-1.7\n${'x'.repeat(500)}\n%%EOF`))).rejects.toMatchObject({ code: 'memory.broken_file' })
  })

  test('a program’s name is no title', async () => {
    const page = [{ text: 'Terms', x: 50, y: 60, size: 20 }, ...column(50, 100, [across])]
    expect((await read(pdfOf([page], { info: '/Title (Microsoft Word - x.docx)' }))).title).toBe('Terms')
  })
})
