import { isCommon, languageOf, languages } from './language.ts'
import { stem } from './stem.ts'
import { tokensOf } from './tokens.ts'

/** The words of a passage as the full-text index keeps them: stems of its language, apart by spaces, as often as they occur. */
export function termsOf(text: string, language: string | undefined): string {
  const terms: string[] = []
  for (const { word } of tokensOf(text)) if (word !== '') terms.push(stem(word, language))
  return terms.join(' ')
}

/** The word and its stems in every language, as a text of any may have it. */
export const stemsOf = (word: string): string[] => [...new Set([word, ...languages.map(language => stem(word, language))])]

/** One word of a question: what it may be written as in the index, by the languages that may be meant. */
export interface QueryTerm {
  word: string
  terms: string[]
}

/**
 * The words of a question that find something. What it asks for may stand in a text of any language, so each word stands for its stems in all
 * of them; a word that is common in the language it is asked in, English where too little tells, is left out, unless nothing else would be left.
 */
export function queryTerms(query: string): QueryTerm[] {
  const asked = languageOf(query) ?? 'en'
  const words = [...new Set([...tokensOf(query)].map(token => token.word))].filter(word => word !== '')
  const telling = words.filter(word => !isCommon(word, asked))
  return (telling.length > 0 ? telling : words).map(word => ({
    word,
    terms: stemsOf(word),
  }))
}
