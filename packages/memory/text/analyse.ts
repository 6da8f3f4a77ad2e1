import { isCommon, languages } from './language.ts'
import { stem } from './stem.ts'
import { tokensOf } from './tokens.ts'

/** The words of a passage as the full-text index keeps them: stems of its language, apart by spaces, as often as they occur. */
export function termsOf(text: string, language: string | undefined): string {
  const terms: string[] = []
  for (const { word } of tokensOf(text)) if (word !== '') terms.push(stem(word, language))
  return terms.join(' ')
}

/** One word of a question: what it may be written as in the index, by the languages that may be meant. */
export interface QueryTerm {
  word: string
  terms: string[]
}

/**
 * The words of a question that find something. A question is too short to tell its language, so each word stands for its stems in all that
 * the index has; a word that is common in the language it is asked in is left out, unless nothing else would be left.
 */
export function queryTerms(query: string, language: string | undefined, indexed: readonly string[] = ['en']): QueryTerm[] {
  const words = [...new Set([...tokensOf(query)].map(token => token.word))].filter(word => word !== '')
  const asked = language === undefined ? indexed.filter(one => languages.includes(one)) : [language]
  const telling = words.filter(word => !asked.some(one => isCommon(word, one)))
  return (telling.length > 0 ? telling : words).map(word => ({
    word,
    terms: [...new Set([word, ...[...indexed, ...asked].map(one => stem(word, one))])],
  }))
}
