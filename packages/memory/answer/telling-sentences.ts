import { isCommon, languageOf } from '../text/language.ts'
import { stem } from '../text/stem.ts'
import { tokensOf } from '../text/tokens.ts'

/** A sentence of a text, by characters. */
export interface Sentence {
  start: number
  end: number
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })
/** Words that tell something; below is a heading or a fragment, above a list that was read as one sentence. */
const [fewest, most] = [4, 60]
/** How much more what stands at the beginning says of the whole. */
const firstBoost = 1.3

/**
 * The sentences that say most of a text, in its order: those whose words come up most in it, and after each one was taken, words it has count
 * little, so that the next says something else (SumBasic).
 */
export function tellingSentences(text: string, count: number): Sentence[] {
  const language = languageOf(text)
  const told = new Map<string, number>()
  const candidates: (Sentence & { words: string[] })[] = []
  let all = 0
  for (const { start, end } of sentencesOf(text)) {
    const words: string[] = []
    for (const { word } of tokensOf(text.slice(start, end))) if (!isCommon(word, language ?? 'en')) words.push(stem(word, language))
    if (words.length < fewest || words.length > most || /^\s*#{1,6}\s/.test(text.slice(start, end))) continue
    candidates.push({ start, end, words })
    all += words.length
    for (const word of words) told.set(word, (told.get(word) ?? 0) + 1)
  }
  const share = new Map([...told].map(([word, times]) => [word, times / all]))
  const chosen: Sentence[] = []
  while (chosen.length < count && candidates.length > 0) {
    const scores = candidates.map(
      ({ words, start }) => (words.reduce((sum, word) => sum + (share.get(word) ?? 0), 0) / words.length) * (start < 1000 ? firstBoost : 1),
    )
    const [best] = candidates.splice(scores.indexOf(Math.max(...scores)), 1) as [Sentence & { words: string[] }]
    for (const word of new Set(best.words)) share.set(word, (share.get(word) ?? 0) ** 2)
    chosen.push({ start: best.start, end: best.end })
  }
  return chosen.sort((a, b) => a.start - b.start)
}

/** Without the white space around them; a line that ends ends a sentence. */
function* sentencesOf(text: string): Generator<Sentence> {
  let at = 0
  for (const line of text.split('\n')) {
    for (const { segment, index } of sentences.segment(line)) {
      const trimmed = segment.trim()
      const start = at + index + segment.indexOf(trimmed)
      if (trimmed !== '') yield { start, end: start + trimmed.length }
    }
    at += line.length + 1
  }
}
