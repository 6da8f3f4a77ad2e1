import { distance } from 'fastest-levenshtein'
import { concepts } from './concepts.ts'
import { isCommon, languageOf } from './language.ts'
import { tolerance } from './like.ts'
import { stem } from './stem.ts'
import { tokensOf } from './tokens.ts'

/** Languages whose words are known to stand for one another. */
export type KnownLanguage = 'en' | 'de'

type Concept = Record<KnownLanguage, string[]>

/** Concepts by the stems of their words. */
const byStem: Record<KnownLanguage, Map<string, Concept[]>> = { en: new Map(), de: new Map() }
for (const line of concepts.trim().split('\n')) {
  const [en = [], de = []] = line.split(' | ').map(words => words.split(' '))
  const concept: Concept = { en, de }
  for (const language of ['en', 'de'] as const)
    for (const word of concept[language]) {
      const key = stem(word, language)
      byStem[language].set(key, [...(byStem[language].get(key) ?? []), concept])
    }
}

const vocabulary = { en: new Set<string>(), de: new Set<string>() }
for (const language of ['en', 'de'] as const)
  for (const all of byStem[language].values())
    for (const concept of all) for (const word of concept[language]) vocabulary[language].add(word)

const other = { en: 'de', de: 'en' } as const

const conceptsOf = (word: string, language: KnownLanguage): Concept[] => byStem[language].get(stem(word, language)) ?? []

/** Words that may stand for this one: in its own language, and in the other. */
export interface Kin {
  same: string[]
  other: string[]
}

/** What else a text may have written for a word of this language; hyphens stand for spaces and are left to the words themselves. */
export function kinOf(word: string, language: KnownLanguage): Kin {
  const own = stem(word, language)
  const all = conceptsOf(word, language)
  const of = (which: KnownLanguage) => [...new Set(all.flatMap(concept => concept[which]))].filter(one => !one.includes('-'))
  return { same: of(language).filter(one => stem(one, language) !== own), other: of(other[language]) }
}

/** The known word a mistyped one may have been meant as. */
export function spelledAs(word: string, language: KnownLanguage): string | undefined {
  let [best, least] = [undefined as string | undefined, tolerance(word) + 1]
  if (least > 1)
    for (const known of vocabulary[language]) {
      if (Math.abs(known.length - word.length) >= least || known[0] !== word[0]) continue
      const far = distance(known, word)
      if (far < least) [best, least] = [known, far]
    }
  return best
}

/** Letters German puts between the parts of a compound. */
const links = ['', 's', 'es', 'n', 'en', 'er', 'e']
/** Letters a part has at least. */
const shortest = 3

const isPart = (letters: string): boolean => byStem.de.has(letters) || byStem.de.has(stem(letters, 'de'))

/** The part without what joins it to the next. */
function firstPart(letters: string): string | undefined {
  for (const link of links) {
    if (!letters.endsWith(link)) continue
    const bare = letters.slice(0, letters.length - link.length)
    if (bare.length >= shortest && isPart(bare)) return bare
  }
  return undefined
}

/** The parts of a German compound all of whose parts are known; nothing where it is none. “kundigungsfrist” is “kundigung” and “frist”. */
export function compoundParts(word: string): string[] {
  if (word.length < 7 || !/^\p{L}+$/u.test(word)) return []
  for (let at = word.length - shortest; at >= shortest; at--) {
    const first = firstPart(word.slice(0, at))
    if (first === undefined) continue
    const rest = word.slice(at)
    if (isPart(rest)) return [first, rest]
    const further = compoundParts(rest)
    if (further.length > 0) return [first, ...further]
  }
  return []
}

/** The language a question is asked in: by its common words, where too few tell by the words that are known. */
export function askedIn(query: string): string {
  const told = languageOf(query)
  if (told !== undefined) return told
  let german = 0
  for (const { word } of tokensOf(query)) {
    const en = conceptsOf(word, 'en').length > 0 || isCommon(word, 'en')
    const de = conceptsOf(word, 'de').length > 0 || isCommon(word, 'de')
    // Names are cut into parts by chance.
    german += (de ? 1 : compoundParts(word).length > 0 ? 0.5 : 0) - Number(en)
  }
  return german > 0 ? 'de' : 'en'
}

/** Small words of German questions in English. */
const small = new Map(
  'wie:how lange:long lang:long viel:much viele:many oft:often hoch:high wann:when wer:who wem:whom wo:where wohin:where woher:where was:what welche:which welcher:which welches:which welchen:which welchem:which ist:is sind:are war:was waren:were wird:is werden:are wurde:was wurden:were fur:for mit:with von:of vom:of bei:at beim:at der:the die:the das:the den:the dem:the des:of ein:a eine:a einen:a einem:a einer:a ich:I wir:we uns:us unser:our unsere:our unserer:our mein:my meine:my muss:must mussen:must darf:may durfen:may kann:can konnen:can soll:should nicht:not und:and oder:or uber:about unter:under bis:until ab:from seit:since nach:after vor:before zu:to zum:to zur:to im:in in:in am:on an:on auf:on pro:per je:per hat:has haben:have gibt:exists es:it macht:does tun:do sich: mich:me mir:me habe:have hatte:had sein:be zwischen:between durch:by ohne:without bedeutet:means sagt:says schrieb:wrote schreibt:writes januar:January februar:February marz:March april:April mai:May juni:June juli:July august:August september:September oktober:October november:November dezember:December montag:Monday dienstag:Tuesday mittwoch:Wednesday donnerstag:Thursday freitag:Friday samstag:Saturday sonntag:Sunday'
    .split(' ')
    .map(pair => pair.split(':') as [string, string]),
)

const inEnglish = (word: string): string | undefined => conceptsOf(word, 'de')[0]?.en[0]?.replaceAll('-', ' ')

/** A German question word by word in English, for a model that reads English; what is not known stays. */
export function glossOf(query: string): string {
  const words: string[] = []
  for (const { word, start, end } of tokensOf(query)) {
    const parts = compoundParts(word)
    const said =
      small.get(word) ??
      inEnglish(word) ??
      (parts.length > 0 ? parts.map(part => inEnglish(part) ?? part).join(' ') : query.slice(start, end))
    if (said !== '') words.push(said)
  }
  return words.join(' ')
}
