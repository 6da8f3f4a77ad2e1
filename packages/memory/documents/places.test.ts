import { dialects, type TestDialect, testContext } from '@atom/storage/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { code } from '../extract/code.ts'
import { csv } from '../extract/csv.ts'
import type { Extracted } from '../extract/extracted.ts'
import { jsonLines } from '../extract/json.ts'
import { markdown } from '../extract/markdown.ts'
import { plain } from '../extract/plain.ts'
import { readFile } from '../extract/read-file.ts'
import { xlsxOf } from '../extract/testing/office-files.ts'
import { memoryMigrations } from '../migrations/index.ts'
import { readPassage, writeText } from './text.ts'

describe('where a passage stands in its file', () => {
  const dialect = dialects[0] as TestDialect
  let storage: Awaited<ReturnType<TestDialect['open']>>
  beforeAll(async () => {
    storage = await dialect.open([memoryMigrations])
  })
  afterAll(() => storage.close())

  let documents = 0
  /** The place of some words, and of what begins and ends with them. */
  const placeOf = async (extracted: Extracted, ...[from, to = from]: [from: string, to?: string]) => {
    const ctx = testContext(storage)
    const id = `d${documents++}`
    await storage.unitOfWork.writing(ctx, tx => writeText(tx, id, 'v', extracted))
    const start = extracted.text.indexOf(from)
    const { text, ...place } = await readPassage(ctx, id, 'v', start, extracted.text.indexOf(to, start) + to.length)
    expect(text.startsWith(from) && text.endsWith(to)).toBe(true)
    return place
  }

  test('lines of a text, also within a paragraph, from its first to its last', async () => {
    const text = plain('\r\n\r\nOne\r\ntwo\r\nthree\r\n\r\n\r\nFour\r\nfive\r\n')
    expect(await placeOf(text, 'One', 'three')).toEqual({ line: 3, lastLine: 5 })
    expect(await placeOf(text, 'two')).toEqual({ line: 4, lastLine: 4 })
    expect(await placeOf(text, 'three', 'five')).toEqual({ line: 5, lastLine: 9 })
  })

  test('lines of a program and of Markdown, its tables and code too', async () => {
    expect(await placeOf(code('// a\n\nfunction f() {\n\n  return 1\n}\n\nf()\n'), 'function', '1\n}')).toEqual({ line: 3, lastLine: 6 })
    const text = markdown(
      '---\ntitle: T\n---\n# Head\n\nFirst\nsecond\n\n- a\n- b\n\n| k | v |\n|---|---|\n| x | 1 |\n| y | 2 |\n\n```js\nlet z\n```\n',
    )
    expect(await placeOf(text, 'Head')).toEqual({ line: 4, lastLine: 4 })
    expect(await placeOf(text, 'second')).toEqual({ line: 7, lastLine: 7 })
    expect(await placeOf(text, '- b')).toEqual({ line: 10, lastLine: 10 })
    expect(await placeOf(text, 'k: y', 'v: 2')).toEqual({ line: 15, lastLine: 15 })
    expect(await placeOf(text, 'let z')).toEqual({ line: 18, lastLine: 18 })
  })

  test('lines of records, however many lines of text one becomes', async () => {
    expect(await placeOf(csv('name,town\nDana,Kiel\nLee,Emden\n'), 'name: Lee', 'Emden')).toEqual({ line: 3, lastLine: 3 })
    expect(await placeOf(jsonLines('{"a":1,"b":2}\n{"a":3,"b":4}\n'), 'a: 3', 'b: 4')).toEqual({ line: 2, lastLine: 2 })
  })

  test('a text of many parts counts through', async () => {
    const lines = Array.from({ length: 9000 }, (_, i) => `line number ${i + 1}.`)
    const text = code(lines.join('\n'))
    expect(await placeOf(text, 'line number 7000.', 'line number 7005.')).toEqual({ line: 7000, lastLine: 7005 })
    const paragraphs = plain(lines.join('\n\n'))
    expect(await placeOf(paragraphs, 'line number 7000.', 'line number 7005.')).toEqual({ line: 13_999, lastLine: 14_009 })
  })

  test('cells of a sheet', async () => {
    const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
    const content = xlsxOf({
      Prices: `<row r="1">${cell('A1', 'Article')}${cell('B1', 'Price')}</row><row r="2">${cell('A2', 'Bolt')}${cell('B2', '3')}</row>
        <row r="3">${cell('A3', 'Nut')}${cell('B3', '4')}</row><row r="5">${cell('B5', 'Total')}${cell('D5', '7')}</row>`,
    })
    const sheet = await readFile({ content, mediaType: '', name: 'a.xlsx' })
    expect(await placeOf(sheet, 'Article: Bolt', 'Price: 4')).toEqual({ cells: 'A2:B3' })
    expect(await placeOf(sheet, 'Total', '7')).toEqual({ cells: 'B5:D5' })
  })

  test('a page of a PDF has neither', async () => {
    expect(await placeOf({ text: 'Hello', blocks: [{ kind: 'paragraph', start: 0, end: 5, page: 1 }] }, 'Hello')).toEqual({})
  })
})
