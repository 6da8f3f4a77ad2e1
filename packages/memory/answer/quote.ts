import type { KnownTerm } from '../retrieve/known-terms.ts'
import { languageOf } from '../text/language.ts'
import { wordsIn } from './support.ts'

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })
/** Characters of one quotation; a longer sentence is cut at a word. */
const longest = 400

/** The sentences of a passage, without the headings it begins with; and the place of the one that says most of what was asked. */
export function sentencesOf(text: string, terms: readonly KnownTerm[], heading = ''): { parts: string[]; best: number } {
  const headings = heading.split(' › ')
  const parts = text
    .split('\n')
    .flatMap(line => [...sentences.segment(line)].map(({ segment }) => segment.trim()))
    .filter(part => part !== '' && !headings.includes(part) && !/^#{1,6}\s/.test(part))
  if (parts.length === 0) return { parts: [text.trim()], best: 0 }
  const language = languageOf(text)
  const scores = parts.map((part, i) => ({ i, score: wordsIn(part, language, terms) }))
  return { parts, best: scores.reduce((a, b) => (b.score > a.score ? b : a)).i }
}

/**
 * The part of a passage that says most of what was asked: one sentence, with the next where it is short.
 * @param heading as `Passage.heading`: those it begins with are no sentence
 */
export function quote(text: string, terms: readonly KnownTerm[], heading = ''): string {
  const { parts, best } = sentencesOf(text, terms, heading)
  const said = parts[best] as string
  const next = parts[best + 1]
  return cut(said.length < 60 && next !== undefined ? `${said} ${next}` : said)
}

function cut(text: string): string {
  const one = text.replace(/\s+/g, ' ')
  return one.length <= longest ? one : `${one.slice(0, one.lastIndexOf(' ', longest))} …`
}
