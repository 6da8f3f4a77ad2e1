import { describe, expect, test } from 'vitest'
import { readFile } from './read-file.ts'
import { pdfOf } from './testing/pdf-of.ts'

const read = (content: Uint8Array) => readFile({ content, mediaType: '', name: 'a.pdf' })

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

  test('without text there is nothing to read', async () => {
    await expect(read(pdfOf([[]]))).rejects.toMatchObject({ code: 'memory.no_text' })
  })

  test('one that was cut off is not shown as if it were whole', async () => {
    const whole = pdfOf([[{ text: 'Whole', x: 50, y: 60 }]])
    await expect(read(whole.subarray(0, whole.length - 60))).rejects.toMatchObject({ code: 'memory.broken_file' })
  })

  test('more pages than are read from one file', async () => {
    await expect(read(pdfOf(Array.from({ length: 10_001 }, () => [])))).rejects.toMatchObject({ code: 'memory.too_large' })
  })
})
