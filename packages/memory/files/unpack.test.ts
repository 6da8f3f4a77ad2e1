import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { zipOf } from '../extract/testing/zip-of.ts'
import { isZip, unpack } from './unpack.ts'

const contents = async (zip: string | Buffer) => {
  const found: [string, string][] = []
  for await (const { name, open } of unpack(zip)) found.push([name, await text(await open())])
  return found
}

describe('a ZIP', () => {
  test('gives its files with their folders, without what systems put beside them', async () => {
    const zip = zipOf({
      'docs/': '',
      'docs/a.txt': 'Hello',
      '__MACOSX/docs/._a.txt': 'noise',
      'docs/.DS_Store': 'noise',
      'b.txt': 'World',
    })
    const expected = [
      ['docs/a.txt', 'Hello'],
      ['b.txt', 'World'],
    ]
    expect(await contents(zip)).toEqual(expected)
    const folder = mkdtempSync(join(tmpdir(), 'atom-zip-'))
    writeFileSync(join(folder, 'x.zip'), zip)
    expect(await contents(join(folder, 'x.zip'))).toEqual(expected)
    rmSync(folder, { recursive: true })
  })

  test('that is none, or is damaged, is refused in a sentence', async () => {
    await expect(contents(Buffer.from('PK nothing'))).rejects.toMatchObject({ code: 'memory.broken_file' })
    const whole = zipOf({ 'a.txt': 'Hello' })
    await expect(contents(whole.subarray(0, whole.length - 30))).rejects.toMatchObject({ code: 'memory.broken_file' })
  })

  test('that grows as no honest file does is refused before anything is unpacked', async () => {
    const bomb = zipOf({ 'bomb.txt': Buffer.alloc(20 * 1024 ** 2) })
    await expect(contents(bomb)).rejects.toMatchObject({ code: 'memory.too_large' })
  })

  test('with a password is told so', async () => {
    await expect(contents(zipOf({ 'a.txt': 'Hello' }, { name: 'a.txt', encrypted: true }))).rejects.toMatchObject({
      code: 'memory.encrypted',
    })
  })

  test('is unpacked, an office document, which is one inside, is not', () => {
    expect(isZip('application/zip', 'a.zip')).toBe(true)
    expect(isZip('application/octet-stream', 'A.ZIP')).toBe(true)
    expect(isZip('application/zip', 'letter.docx')).toBe(false)
    expect(isZip('text/plain', 'a.txt')).toBe(false)
  })
})
