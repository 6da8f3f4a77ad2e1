import type { Clause, Extraction } from '../found/extraction.ts'
import { isCompound } from '../text/compounds.ts'
import type { Token } from '../text/token.ts'
import { commandVerbs, functionWords, prepositions, stem } from '../text/words.ts'
import type { Bare } from './frame.ts'
import type { Profile } from './profile.ts'

const nextWord = (clause: Clause, token: Token): string => clause.tokens[clause.tokens.indexOf(token) + 1]?.lower ?? ''

/** "rehearse the speech": a word that is no sort of thing and is done to something is a verb, also where nobody declared it. */
const isDeed = (profile: Profile, clause: Clause, first: Token): boolean =>
  first === clause.tokens[0] &&
  first.text === first.lower &&
  first.lower.length > 3 &&
  !functionWords.has(first.lower) &&
  !prepositions.has(first.lower) &&
  !/(ing|s|ly)$/.test(first.lower) &&
  ![...profile.kinds, ...profile.nouns].some(phrase => phrase[0] === stem(first.lower)) &&
  /^(the|my|our|your|his|her|their|a|an|some)$/.test(nextWord(clause, first)) &&
  clause.tokens[2]?.kind === 'word' &&
  !clause.times.some(span => span.from <= 2)

/** What a sentence without telling words looks like. */
export function bareOf(profile: Profile, clause: Clause, extraction: Extraction): Bare {
  const values = profile.fields.filter(field => extraction.values[field.name] !== undefined)
  const first = clause.tokens.find((token, at) => token.kind === 'word' && !extraction.hidden[at])
  return {
    verbFirst:
      first !== undefined &&
      (commandVerbs.has(stem(first.lower)) ? !isCompound(first.lower, nextWord(clause, first)) : isDeed(profile, clause, first)),
    clock: clause.times.some(span => span.moment?.minute !== undefined),
    range: clause.times.some(span => span.end !== undefined || span.length !== undefined),
    day: clause.times.some(span => span.moment?.day !== undefined),
    rule: clause.times.some(span => span.rule !== undefined),
    person: values.some(field => field.meaning.to === 'person'),
    mark: values.some(
      field => ['labels', 'choice'].includes(field.meaning.kind) || (field.meaning.kind === 'ref' && field.meaning.to !== 'person'),
    ),
  }
}
