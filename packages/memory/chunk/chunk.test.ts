import { describe, expect, test } from 'vitest'
import { ExtractedText } from '../extract/builder.ts'
import { plain } from '../extract/plain.ts'
import { chunksOf } from './chunk.ts'
import { embeddedText } from './embedded-text.ts'

const sentence = (n: number) => `Sentence number ${n} has exactly seven words. `

describe('chunks', () => {
  test('blocks under one heading stay together, and a heading begins a new one', () => {
    const text = new ExtractedText()
    text.add('Delivery', { kind: 'heading', level: 1 })
    text.add('Within ten days.', { kind: 'paragraph' })
    text.add('By road.', { kind: 'paragraph' })
    text.add('Payment', { kind: 'heading', level: 1 })
    text.add('In advance.', { kind: 'paragraph' })
    const extracted = text.done()
    const chunks = chunksOf(extracted)
    expect(chunks.map(chunk => extracted.text.slice(chunk.start, chunk.end))).toEqual([
      'Delivery\n\nWithin ten days.\n\nBy road.',
      'Payment\n\nIn advance.',
    ])
    expect(chunks.map(chunk => chunk.headings)).toEqual([['Delivery'], ['Payment']])
  })

  test('a long paragraph is cut between sentences, and the next begins with the end of the one before', () => {
    const extracted = plain(Array.from({ length: 40 }, (_, i) => sentence(i)).join(''))
    const texts = chunksOf(extracted, { target: 70, overlap: 14 }).map(chunk => extracted.text.slice(chunk.start, chunk.end))
    expect(texts[0]?.startsWith('Sentence number 0')).toBe(true)
    expect(texts[0]?.endsWith('Sentence number 9 has exactly seven words.')).toBe(true)
    expect(texts[1]?.startsWith('Sentence number 8 has')).toBe(true)
    expect(texts.join(' ')).toContain('Sentence number 39 ')
  })

  test('a sentence without end is cut between words', () => {
    const extracted = plain(Array.from({ length: 500 }, (_, i) => `word${i}`).join(' '))
    const chunks = chunksOf(extracted, { target: 100, overlap: 10 })
    expect(chunks.length).toBe(5)
    expect(extracted.text.slice(chunks[4]?.start, chunks[4]?.end).endsWith('word499')).toBe(true)
  })

  test('pages are not mixed', () => {
    const text = new ExtractedText()
    text.add('One.', { kind: 'paragraph', page: 1 })
    text.add('Two.', { kind: 'paragraph', page: 2 })
    expect(chunksOf(text.done()).map(chunk => chunk.page)).toEqual([1, 2])
  })

  test('title and headings stand in front of what is embedded', () => {
    const text = new ExtractedText()
    text.add('Terms', { kind: 'heading', level: 1 })
    text.add('Delivery', { kind: 'heading', level: 2 })
    text.add('Within ten days.', { kind: 'paragraph' })
    const extracted = text.done()
    const chunk = chunksOf(extracted)[0]
    expect(chunk && embeddedText(extracted.text, chunk, 'Northwind')).toBe('Northwind › Terms\nDelivery\n\nWithin ten days.')
  })
})
