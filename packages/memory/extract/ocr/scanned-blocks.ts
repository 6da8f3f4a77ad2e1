import { together } from '../pdf-blocks.ts'
import type { ScannedBlock } from './scan.ts'

interface Word {
  text: string
  height: number
}

/** Of 100: below it a word is a guess. */
const guess = 30
/** A heading's letters are higher than the page's by this at least; those of the highest by more. */
const higher = 1.4
const highest = 1.9
const longestHeading = 120

/** Paragraphs and headings of what Tesseract found on a page, as it tells them in TSV. */
export function blocksOf(found: string): ScannedBlock[] {
  const paragraphs = new Map<string, Map<string, Word[]>>()
  for (const row of found.split('\n')) {
    const [level, , block, paragraph, line, , , , , height, confidence, ...text] = row.split('\t')
    const word = text.join('\t').trim()
    if (level !== '5' || word === '' || Number(confidence) < guess) continue
    const key = `${block} ${paragraph}`
    const lines = paragraphs.get(key) ?? new Map<string, Word[]>()
    paragraphs.set(key, lines)
    lines.set(line as string, [...(lines.get(line as string) ?? []), { text: word, height: Number(height) }])
  }
  const usual = median([...paragraphs.values()].flatMap(lines => [...lines.values()].flat()))
  return [...paragraphs.values()].map(lines => {
    const text = [...lines.values()].map(words => words.map(word => word.text).join(' ')).reduce(together)
    const ratio = median([...lines.values()].flat()) / usual
    if (ratio < higher || text.length > longestHeading || !/\p{L}/u.test(text)) return { kind: 'paragraph', text }
    return { kind: 'heading', level: ratio < highest ? 2 : 1, text }
  })
}

/** Height of the word in the middle, the ones of a single letter left out. */
function median(words: readonly Word[]): number {
  const heights = words.filter(({ text }) => text.length > 1).map(({ height }) => height)
  return heights.sort((a, b) => a - b)[Math.floor(heights.length / 2)] ?? 1
}
