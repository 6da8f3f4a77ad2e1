import { isCommon, languages } from './language.ts'
import { askedIn, compoundParts, type KnownLanguage, kinOf } from './lexicon.ts'
import { stem } from './stem.ts'
import { type Token, tokensOf } from './tokens.ts'

/** What a name of letters and numbers is found by besides itself: AX-200 by ax, 200 and ax200; a day by its year. */
function piecesOf(word: string): string[] {
  if (!/\p{N}/u.test(word)) return []
  const day = /^(\d{4})-\d\d-\d\d$/.exec(word)
  if (day) return [day[1] as string]
  if (!/\p{L}/u.test(word)) return []
  const pieces = word.match(/\p{L}+|\p{N}+/gu) ?? []
  return pieces.length < 2 ? [] : [...pieces.filter(piece => piece.length > 1), pieces.join('')].filter(piece => piece !== word)
}

/**
 * The words of a passage as the full-text index keeps them: stems of its language, apart by spaces, as often as they occur; the parts of German
 * compounds and of names with numbers follow them.
 */
export function termsOf(text: string, language: string | undefined): string {
  const terms: string[] = []
  for (const { word } of tokensOf(text)) {
    if (word === '') continue
    terms.push(stem(word, language))
    for (const piece of piecesOf(word)) terms.push(stem(piece, language))
    if (language === 'de') for (const part of compoundParts(word)) terms.push(stem(part, language))
  }
  return terms.join(' ')
}

/** The word and its stems in every language, as a text of any may have it. */
export const stemsOf = (word: string): string[] => [...new Set([word, ...languages.map(language => stem(word, language))])]

/** Other words a text may have in the place of one. */
export interface KinTerms {
  terms: string[]
  /** Of 1: how surely it means the same. */
  worth: number
}

/** One word of a question: what it may be written as in the index, by the languages that may be meant. */
export interface QueryTerm {
  word: string
  /** The one whose dictionary it was looked up in. */
  language: KnownLanguage
  terms: string[]
  kin: KinTerms[]
  /** Of a compound: what it is made of. */
  parts: QueryTerm[]
  /** It says how something is asked more than what about. */
  weak: boolean
  /** It names one thing, so that a passage without it is about another: a number, a capital letter. Of German, where all nouns have one, only what the index has. */
  name: boolean | 'if known'
}

/** Words that ask, in English and German: they tell little about where the answer stands. */
const asking = new Set(
  'say says said tell tells told think thinks thought mean means meant happen happens happened write writes wrote written know known want wants wanted need needs get gets got give gives gave given take takes took make makes made do does did done go goes going come comes came let please show much many long often high far big where when why whose whom should whether during per also according anybody somebody anyone someone something anything thing things people us moment over off back out around up down put sit look without getting get having being shows show big small going soon very quite just only else ever never moment now current currently present today latest recent recently newest actually still already sagen sagt sagte schreiben schreibt schrieb denkt bedeutet bedeuten heisst hoch viel viele oft lang lange gibt macht tun darf durfen soll sollen bitte aktuell aktuelle aktuellen derzeit zurzeit momentan jetzt heute gerade neueste neuesten wohin woher wofur im ins habe haben hatte mussen muss gehen geht kommen kommt machen wurden sehr nur noch mal etwas jemand bekommt bekommen bekomme kriegt kriegen erhalt erhalten liegt liegen steht stehen bleibt bleiben lauft laufen stattfindet findet finden braucht brauchen nutzt nutzen wofur womit wieso weshalb warum last through going use uses used work works working find finds found keep keeps kept help helps let lets able allowed become becomes'.split(
    ' ',
  ),
)

const sameWorth = 0.55
const otherWorth = 0.85

/** @param name as `QueryTerm.name` */
export function termOf(word: string, language: KnownLanguage, name: QueryTerm['name'] = false): QueryTerm {
  const { same, other } = kinOf(word, language)
  const foreign = language === 'en' ? 'de' : 'en'
  const stems = (words: string[], of: KnownLanguage) => [...new Set(words.map(one => stem(one, of)))]
  const kin = [
    { terms: stems(same, language), worth: sameWorth },
    { terms: stems(other, foreign), worth: otherWorth },
  ].filter(({ terms }) => terms.length > 0)
  return {
    word,
    language,
    terms: stemsOf(word),
    kin,
    parts: kin.length > 0 || language !== 'de' ? [] : compoundParts(word).map(part => termOf(part, language)),
    weak: asking.has(word),
    name,
  }
}

/**
 * The words of a question that find something. What it asks for may stand in a text of any language, so each word stands for its stems in all
 * of them; a word that is common in the language it is asked in is left out, unless nothing else would be left.
 */
export function queryTerms(query: string): QueryTerm[] {
  const asked = askedIn(query)
  const language = asked === 'de' ? 'de' : 'en'
  const tokens = [...tokensOf(query)].filter(({ word }) => word !== '')
  const telling = tokens.filter(({ word }) => !isCommon(word, asked))
  const terms = new Map<string, QueryTerm>()
  for (const token of telling.length > 0 ? telling : tokens) {
    if (terms.has(token.word)) continue
    terms.set(token.word, termOf(token.word, language, nameIn(query, token, language)))
  }
  return [...terms.values()]
}

function nameIn(query: string, { word, start }: Token, language: KnownLanguage): QueryTerm['name'] {
  if (/\p{N}/u.test(word)) return /\p{L}/u.test(word) || /^(19|20)\d\d$/.test(word)
  const isFirst = !/[\p{L}\p{N}]/u.test(query.slice(0, start))
  if (isFirst || !/^\p{Lu}/u.test(query.slice(start)) || kinOf(word, language).other.length > 0 || /[.!?]\s*$/.test(query.slice(0, start)))
    return false
  return language === 'en' ? true : compoundParts(word).length > 0 ? false : 'if known'
}
