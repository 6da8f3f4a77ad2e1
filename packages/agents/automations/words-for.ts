import { oneWords } from './lexicon.ts'
import type { Reader } from './reader.ts'
import type { Subject } from './types.ts'

/** The field by which a person calls such a record. */
export const displayOf = (reader: Reader, { family }: Subject): string =>
  (family === undefined ? undefined : reader.vocabulary.families.get(family)?.display) ?? 'title'

/** What a person would call it, in a text. */
export function textOf(reader: Reader, subject: Subject): string {
  const display = displayOf(reader, subject)
  if (subject.many) return `{{ $join([${subject.path}.('- ' & ${display})], '\\n') }}`
  return subject.family === undefined ? `{{ ${subject.text ?? subject.id} }}` : `{{ ${subject.path}.${display} }}`
}

/** “the task”, “that note”, “its title”: the record by its noun, where it is not a new one. */
export function nounPhrase(reader: Reader, subject: Subject): RegExp | undefined {
  const family = subject.family === undefined ? undefined : reader.vocabulary.families.get(subject.family)
  if (!family) return undefined
  const nouns = [...family.nouns].filter(noun => /^[\p{L}-]+$/u.test(noun))
  const own = `(?:its|their|the|his|her)(?: \\p{L}+['’]s)? (?:${family.display}s?|titles?|names?)(?: of (?:it|them))?`
  return new RegExp(
    `\\b(?:${own}|(?:the|that|this|these|those)(?: same| new)? (?:${nouns.join('|')})(?:e?s)?(?:['’]s (?:title|name))?)(?![\\p{L}'’])`,
    'iu',
  )
}

/** A text with what was spoken of in it by its name. */
export function replaceNamed(reader: Reader, text: string, subject: Subject, quote = (words: string): string => words): string {
  if (subject.many || (subject.family === undefined && subject.text === undefined)) return text
  const noun = nounPhrase(reader, subject)
  return text.replace(noun ? new RegExp(`${noun.source}|${oneWords.source}`, 'iu') : oneWords, () => quote(textOf(reader, subject)))
}
