import snowball from 'snowball-stemmers'

/** Snowball's name of each language that is stemmed. */
const names: Record<string, string> = {
  en: 'english',
  de: 'german',
  fr: 'french',
  es: 'spanish',
  it: 'italian',
  nl: 'dutch',
  pt: 'portuguese',
  sv: 'swedish',
}

const stemmers = new Map<string, (word: string) => string>()
const known = new Map<string, string>()

/** The stem of a folded word; the word itself where the language has no stemmer. */
export function stem(word: string, language: string | undefined): string {
  const name = language === undefined ? undefined : names[language]
  if (name === undefined || word.length < 4 || /\p{N}/u.test(word)) return word
  const key = `${language}:${word}`
  let found = known.get(key)
  if (found === undefined) {
    let of = stemmers.get(name)
    if (!of) {
      const stemmer = snowball.newStemmer(name)
      of = w => stemmer.stem(w)
      stemmers.set(name, of)
    }
    found = of(word)
    if (known.size > 50_000) known.clear()
    known.set(key, found)
  }
  return found
}
