import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { patience } from '../../testing/patience.ts'
import { createExtract } from '../extract.ts'
import { pdfOf } from '../testing/pdf-of.ts'
import { photoOf, pngOf, scannedPdfOf } from '../testing/scan-of.ts'
import { scanLanguages } from './languages.ts'
import { ScanningProcess } from './scanning-process.ts'

const languages = scanLanguages('eng+deu', undefined)
const extract = createExtract(languages)
const file = (content: Uint8Array, name: string) => ({ content, mediaType: '', name })
const whole = async (content: Uint8Array, name = 'a.pdf') => {
  const read = await extract.read(file(content, name))
  return extract.scan(file(content, name), read)
}

const warranty = [
  { text: 'Warranty', x: 60, y: 90, size: 30 },
  { text: 'The warranty of the compressor runs for 36 months and', x: 60, y: 150, size: 12 },
  { text: 'ends with the first repair that nobody asked us for.', x: 60, y: 166, size: 12 },
]
const german = [{ text: 'Die Lieferung erfolgt innerhalb von zehn Werktagen nach Eingang der Zahlung.', x: 60, y: 90, size: 12 }]

describe('scans', patience, () => {
  test('pages of a PDF that are pictures are read with their page, between those that have text', async () => {
    const { text, blocks, title, scans } = await whole(await scannedPdfOf([warranty, { typed: 'Typed, not scanned.' }, [], german]))
    expect(blocks.map(({ start, end, kind, page }) => [page, kind, text.slice(start, end)])).toEqual([
      [1, 'heading', 'Warranty'],
      [1, 'paragraph', 'The warranty of the compressor runs for 36 months and ends with the first repair that nobody asked us for.'],
      [2, 'paragraph', 'Typed, not scanned.'],
      [4, 'paragraph', german[0]?.text],
    ])
    expect(title).toBe('Warranty')
    expect(scans).toBeUndefined()
  })

  test('a picture is read, also one that stands on its head', async () => {
    for (const upsideDown of [false, true]) expect((await whole(await photoOf(german, { upsideDown }), 'a.png')).text).toBe(german[0]?.text)
  })

  test('nothing is made up where there is no text', async () => {
    const data = Buffer.from(
      Array.from({ length: 90_000 }, (_, i) => 128 + Math.round(100 * Math.sin(i / 37) * Math.sin(Math.floor(i / 300) / 9))),
    )
    await expect(whole(pngOf({ width: 300, height: 300, data }), 'a.png')).rejects.toMatchObject({ code: 'memory.no_text' })
    await expect(whole(await scannedPdfOf([[]]))).rejects.toMatchObject({ code: 'memory.no_text' })
  })

  test('how far it is is told page by page', async () => {
    const content = await scannedPdfOf([german, german])
    const told: unknown[] = []
    await extract.scan(file(content, 'a.pdf'), await extract.read(file(content, 'a.pdf')), undefined, how => told.push(how))
    expect(told).toEqual([
      { done: 0, total: 2 },
      { done: 1, total: 2 },
    ])
  })

  test('without languages nothing is read off pictures', async () => {
    const off = createExtract(scanLanguages('off', undefined))
    await expect(off.read(file(await scannedPdfOf([german]), 'a.pdf'))).rejects.toMatchObject({ code: 'memory.no_text' })
    await expect(off.read(file(await photoOf(german), 'a.png'))).rejects.toMatchObject({ code: 'memory.no_text' })
  })

  test('more scanned pages than are read fail where they are all there is, and leave the text where there is some', async () => {
    const pages = Array.from({ length: 501 }, () => [])
    const scanned = pdfOf(pages)
    await expect(whole(scanned)).rejects.toMatchObject({
      code: 'memory.too_large',
      message: 'There is more in this file than ATOM takes in from one: more than 500 scanned pages.',
    })
    const typed = pdfOf([[{ text: 'Typed.', x: 50, y: 60 }], ...pages])
    expect((await whole(typed)).text).toBe('Typed.')
  })

  test('a picture that would take all memory, and one that is cut off, say so', async () => {
    const huge = pngOf({ width: 1, height: 1, data: Buffer.from([0]) })
    huge.writeUInt32BE(50_000, 16)
    huge.writeUInt32BE(50_000, 20)
    await expect(whole(huge, 'a.png')).rejects.toMatchObject({
      code: 'memory.too_large',
      message: 'There is more in this file than ATOM takes in from one: more than 64,000,000 pixels.',
    })
    const cut = (await photoOf(german)).subarray(0, 60)
    await expect(whole(cut, 'a.png')).rejects.toMatchObject({
      code: 'memory.broken_file',
      message: 'The file cannot be read: the picture is damaged.',
    })
  })
})

describe('the process that reads scans', patience, () => {
  let scanner: ScanningProcess
  afterEach(() => {
    // It ends when idle; the tests do not wait for that.
    if (scanner.pid) process.kill(scanner.pid, 'SIGKILL')
  })
  const asked = async () => ({ ...file(await scannedPdfOf([german, german]), 'a.pdf'), pages: [1, 2], languages })

  test('is killed with a page that takes too long, and the next file is read', async () => {
    scanner = new ScanningProcess({ timeout: 20 })
    await expect(scanner.ask(await asked())).rejects.toMatchObject({ code: 'memory.took_too_long' })
    expect(scanner.pid).toBeUndefined()
  })

  test('is killed where it holds too much memory', async () => {
    scanner = new ScanningProcess({ memory: 40 })
    await expect(scanner.ask(await asked())).rejects.toMatchObject({
      code: 'memory.too_large',
      message: 'There is more in this file than ATOM takes in from one: more than 40 MB of memory would be needed.',
    })
  })

  test('stops when it is no longer wanted', async () => {
    scanner = new ScanningProcess()
    const wanted = new AbortController()
    const scan = scanner.ask(await asked(), wanted.signal, () => wanted.abort(new Error('no longer wanted')))
    await expect(scan).rejects.toThrow('no longer wanted')
    expect(scanner.pid).toBeUndefined()
  })
})

describe('languages of scans', () => {
  const modelsDir = mkdtempSync(join(tmpdir(), 'atom-ocr-'))
  afterAll(() => rmSync(modelsDir, { recursive: true }))

  test('those that are carried, and those a person adds, which come first', () => {
    mkdirSync(join(modelsDir, 'ocr'))
    for (const name of ['fra.traineddata', 'eng.traineddata.gz']) writeFileSync(join(modelsDir, 'ocr', name), '')
    expect(scanLanguages('fra+eng', modelsDir)).toEqual([
      { code: 'fra', file: join(modelsDir, 'ocr', 'fra.traineddata') },
      { code: 'eng', file: join(modelsDir, 'ocr', 'eng.traineddata.gz') },
    ])
    expect(scanLanguages('off', modelsDir)).toEqual([])
    expect(() => scanLanguages('eng+xyz', modelsDir)).toThrow(
      'there is no data for the language xyz. Put xyz.traineddata into the folder “ocr” of ATOM_MODELS_DIR, or install the npm package @tesseract.js-data/xyz.',
    )
  })
})
