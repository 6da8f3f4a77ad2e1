import type { Skills } from '@atom/kernel'
import type { Clause, Surroundings } from '../found/extraction.ts'
import { clauseOf, trimmed } from '../text/clause.ts'
import { commonWords, nearNames } from '../text/common-words.ts'
import { errands } from '../text/errands.ts'
import { Spelling } from '../text/spelling.ts'
import { type Token, tokenise } from '../text/token.ts'
import { closers, commandVerbs, functionWords, openers, questionWords, stem } from '../text/words.ts'
import type { Now } from '../time/civil.ts'
import { shortForms, timeWords } from '../time/lexicon.ts'
import { Classifier } from './classifier.ts'
import { featuresOf } from './features.ts'
import { framesOf, wordWeights } from './learn.ts'
import { type Profile, profileOf } from './profile.ts'
import type { Model } from './rank.ts'

/** The day on which examples are said. */
const exampleNow: Now = { day: '2026-11-24', minute: 600, monthFirst: false }

export interface Built extends Model {
  spelling: Spelling
  familiar: (word: string) => boolean
}

/** Builds all that is derived from the skills: their profiles, frames, words, and the trained classifier. */
export function build(skills: Skills): Built {
  const profiles = skills
    .all()
    .filter(skill => !skill.internal)
    .map(profileOf)
  const spelling = new Spelling(
    knownWords(profiles),
    new Set([...commonWords, ...nearNames, ...commandVerbs, ...[...openers, ...closers, ...errands].flat()]),
  )
  const seen = exampleWords(profiles)
  const familiar = (word: string) => commonWords.has(word) || functionWords.has(word) || commandVerbs.has(word) || seen.has(word)
  const around: Surroundings = { now: exampleNow, names: new Map(), familiar }
  const prepared = new Map<string, Clause>()
  const prepare = (text: string): Clause => {
    const known = prepared.get(text)
    if (known) return known
    const clause = clauseOf(text, trimmed(plain(text), exampleNow).tokens, exampleNow)
    prepared.set(text, clause)
    return clause
  }
  const { weights, weightOf } = wordWeights(profiles)
  const frames = new Map(profiles.map(profile => [profile.id, framesOf(profile, prepare, around, weights, weightOf)]))
  const classifier = new Classifier()
  const examples = profiles.flatMap(profile =>
    profile.skill.examples.map(example => ({ say: typeof example === 'string' ? example : example.say, skill: profile.id })),
  )
  classifier.train([
    ...examples.map(({ say, skill }) => ({ features: featuresOf(prepare(say)), label: skill })),
    ...profiles.flatMap(profile => phrasesFor(profile).map(say => ({ features: featuresOf(prepare(say)), label: profile.id }))),
  ])
  const commands = new Map<string, string[][]>()
  for (const profile of profiles)
    if (profile.key && !profile.reads) commands.set(profile.family, [...(commands.get(profile.family) ?? []), ...profile.verbs])
  const makes = new Set(
    profiles.flatMap(({ key, reads, verbs }) => (key || reads ? [] : verbs.flatMap(verb => (verb.length === 1 ? verb : [])))),
  )
  const telling = new Set(
    profiles.flatMap(profile =>
      profile.verbs
        .filter(verb => weights.verb(verb) > 1.4 && !commandVerbs.has(verb[0] as string) && !functionWords.has(verb[0] as string))
        .map(verb => verb[0] as string),
    ),
  )
  const nounFamilies = new Map<string, Set<string>>()
  for (const profile of profiles)
    for (const noun of profile.nouns)
      if (noun.length === 1) nounFamilies.set(noun[0] as string, (nounFamilies.get(noun[0] as string) ?? new Set()).add(profile.family))
  const addresses = new Set(
    profiles.flatMap(profile =>
      profile.fields.flatMap(({ meaning }) =>
        /^(phone|email)$/.test(meaning.kind) ? (meaning.cues ?? []).flatMap(cue => cue.split(' ')).map(stem) : [],
      ),
    ),
  )
  return { profiles, frames, nounFamilies, addresses, commands, makes, telling, classifier, weights, spelling, familiar }
}

const plain = (text: string): Token[] =>
  tokenise(text).map(token => {
    const long = shortForms.get(token.lower)
    return long ? { ...token, lower: long } : token
  })

/** A few sentences from title and synonyms, so that a skill with few examples is known by its own words. */
function phrasesFor(profile: Profile): string[] {
  const nouns = profile.nouns.slice(0, 3).map(noun => noun.join(' '))
  return [
    profile.skill.title.toLowerCase(),
    ...profile.verbs.slice(0, 6).map((verb, at) => `${verb.join(' ')} ${nouns[at % Math.max(1, nouns.length)] ?? ''}`.trim()),
  ]
}

/** Words a typing error may stand for, each with how much it is wanted. */
function knownWords(profiles: readonly Profile[]): Map<string, number> {
  const known = new Map<string, number>()
  const want = (word: string, weight: number) => {
    if (/^[a-z'-]{2,}$/.test(word)) known.set(word, Math.max(known.get(word) ?? 0, weight))
  }
  for (const word of timeWords) want(word, 8)
  for (const word of [...functionWords, ...questionWords, 'could', 'please', 'about', 'done', 'delete', 'second', 'first']) want(word, 3)
  for (const profile of profiles) {
    for (const word of [...profile.verbs, ...profile.nouns].flat()) want(word, 6)
    for (const noun of profile.skill.synonyms?.nouns ?? []) for (const word of noun.toLowerCase().split(' ')) want(word, 6)
    for (const kind of [...profile.kinds.flat(), ...(profile.skill.synonyms?.kinds ?? []).flatMap(each => each.toLowerCase().split(' '))])
      want(kind, 4)
    for (const field of profile.fields) {
      for (const value of [...field.values, ...Object.values(field.meaning.words ?? {}).flat()])
        for (const word of value.toLowerCase().split(/[ _]/)) want(word, 4)
      for (const cue of field.meaning.cues ?? []) for (const word of cue.toLowerCase().split(' ')) want(word, 4)
    }
    for (const example of profile.skill.examples)
      for (const token of tokenise(typeof example === 'string' ? example : example.say))
        if (token.kind === 'word' && token.text === token.lower) want(token.lower, 1)
  }
  return known
}

function exampleWords(profiles: readonly Profile[]): Set<string> {
  const words = new Set<string>(timeWords)
  for (const profile of profiles) {
    for (const word of [...profile.verbs, ...profile.nouns, ...profile.kinds].flat()) words.add(word)
    for (const example of profile.skill.examples)
      for (const token of tokenise(typeof example === 'string' ? example : example.say))
        if (token.text === token.lower) words.add(token.lower)
  }
  return words
}
