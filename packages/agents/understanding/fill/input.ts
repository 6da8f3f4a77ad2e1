import { type Clause, type Extraction, isNamed, type Surroundings } from '../found/extraction.ts'
import type { Alignment } from '../model/frame.ts'
import type { Field, Profile } from '../model/profile.ts'
import { commandVerbs, functionWords, prepositions, pronouns, stem } from '../text/words.ts'
import { slotText } from './text.ts'

/** A skill's input as far as a clause gives it. */
export interface Filled {
  input: Record<string, unknown>
  /** Fields without which it cannot be called. */
  missing: Field[]
  /** The key is a pronoun or was left out: it means something said before. */
  pointer?: string
  /** It would change nothing. */
  idle: boolean
  /** Slots that held no word of their own: "a", "this number". */
  hollow: number
}

/** "don't forget to ping me to call Ann": a head said twice is no part of the name. */
function withoutHead(profile: Profile, said: string): string {
  const words = said.split(' ')
  const verb = profile.verbs.find(phrase => phrase.length > 1 && phrase.every((word, at) => stem((words[at] ?? '').toLowerCase()) === word))
  const rest = verb && /^(to|about|of|that)$/i.test(words[verb.length] ?? '') ? words.slice(verb.length + 1) : []
  return rest.length > 0 ? rest.join(' ') : said
}

/** The names of a skill's fields and their words, as they are said. */
const fieldNames = (profile: Profile): Set<string> =>
  new Set(
    profile.fields
      .filter(field => field !== profile.key)
      .flatMap(field => [field.name, ...(field.meaning.cues ?? [])])
      .map(cue => cue.toLowerCase())
      .filter(cue => !prepositions.has(cue)),
  )

/** Of "Ruben's phone number" the record is Ruben; the rest names one of its fields. */
function ownName(profile: Profile, said: string): string {
  const words = said.split(' ')
  const own = profile.nouns.some(noun => noun.length === 1 && noun[0] === stem((words.at(-1) ?? '').toLowerCase()))
  const text =
    own && words.length > 1 && !/^\p{Lu}/u.test(words.at(-1) as string)
      ? words
          .slice(0, -1)
          .join(' ')
          .replace(/['’]s$/, '')
      : said
  // "drop the priority of the attic" as a name: the verb that nobody declared comes with it.
  const of = /^(?:\p{Ll}+ the )?([\p{L} ]+?) (?:of|for) (?:the |my )?(.+)$/u.exec(text)
  if (of && fieldNames(profile).has((of[1] as string).toLowerCase())) return ownName(profile, of[2] as string)
  const cut = /^(.+?)['’]s? ((?:[\p{L}-]+ ?)+)$/u.exec(text)
  if (!cut) return text
  const names = new Set(
    profile.fields.flatMap(field => [field.name, ...(field.meaning.cues ?? [])]).flatMap(cue => cue.toLowerCase().split(' ')),
  )
  for (const noun of profile.nouns.flat()) names.add(noun)
  return (cut[2] as string)
    .toLowerCase()
    .split(' ')
    .filter(Boolean)
    .every(word => names.has(word) || /^(new|current)$/.test(word))
    ? (cut[1] as string)
    : text
}

const placeholder =
  /^(all|any|every|something|anything|somebody|someone|anybody|thing|things|stuff|well|new|one|ones|another|else|everything|nothing|some|list|entry|here|there|down|up|recurring|quick)$/

/** Words that name nothing: articles, pronouns, the skill's own nouns. */
function isEmpty(profile: Profile, text: string): boolean {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}'’-]+/u)
    .filter(Boolean)
  const own = new Set(profile.nouns.flat())
  const fields = profile.key ? fieldNames(profile) : new Set<string>()
  if (profile.key && (fields.has(text.toLowerCase()) || words.every(word => fields.has(word)))) return true
  const verbs = new Set(profile.key ? profile.verbs.flat() : [])
  if (profile.key && words.every(word => verbs.has(stem(word)) || functionWords.has(word))) return true
  const values = new Set(profile.key ? [] : profile.fields.flatMap(field => field.values))
  if (values.size > 0 && words.some(word => own.has(stem(word))) && words.every(word => values.has(word) || own.has(stem(word))))
    return true
  return words.every(word => functionWords.has(word) || pronouns.has(word) || placeholder.test(word) || own.has(stem(word)))
}

/** "remind May": a capital inside the sentence makes a name of any word. */
const isCalled = (field: Field, clause: Clause, places: readonly number[]): boolean =>
  field.meaning.to === 'person' && places.every(at => at > 0 && /^\p{Lu}\p{Ll}/u.test(clause.tokens[at]?.text ?? ''))

/** "update" at the front is what to do, not what to look for. */
const isCommand = (profile: Profile, clause: Clause, places: readonly number[]): boolean =>
  profile.reads && places.length === 1 && places[0] === 0 && commandVerbs.has(clause.tokens[0]?.lower ?? '')

/** "by tomorrow" is no text. */
const onlyTime = (clause: Clause, places: readonly number[], field: Field): boolean =>
  field.required &&
  places.every(
    at =>
      clause.tokens[at]?.kind === 'sign' ||
      functionWords.has(clause.tokens[at]?.lower ?? '') ||
      clause.times.some(span => !span.inner && at >= span.from && at < span.to),
  )

const isWord = (clause: Clause, places: readonly number[], around: Surroundings): boolean =>
  (places.length > 2 && places.every(at => clause.tokens[at]?.text === clause.tokens[at]?.lower)) ||
  (places.every(at => {
    const token = clause.tokens[at]
    return (
      token?.kind === 'word' &&
      token.text === token.text.toLowerCase() &&
      around.familiar(token.lower) &&
      !isNamed(around, 'person', token.lower)
    )
  }) &&
    !/^(me|myself)$/.test(clause.tokens[places[0] ?? 0]?.lower ?? ''))

const pointing =
  /^(it|it's|that|that's|this|them|those|these|him|her|(the )?(first|second|third|fourth|fifth|last|middle|other|same|1st|2nd|3rd)( one| two| three)?|\d( ?(,|and|&) ?\d)+|all (two|three|four|five)( of (them|those))?|both of (them|those|these)|that one|this one|all of them|both|both of them|the one|one)$/i

/** Puts the words of the slots and the values found into the fields of the skill. */
export function fillInput(profile: Profile, clause: Clause, extraction: Extraction, alignment: Alignment, around: Surroundings): Filled {
  const input: Record<string, unknown> = {}
  for (const place of alignment.taken) {
    const soft = extraction.soft.get(place)
    if (soft && !soft.weak && input[soft.field] === undefined) input[soft.field] = soft.value
  }
  // "…, put that down as an urgent chore": said with where it is to go.
  const last = Math.max(-1, ...[...alignment.slots.values()].flat())
  const isOwn = (to: number, from: number) =>
    profile.nouns.some(
      noun =>
        noun.join(' ') ===
        clause.tokens
          .slice(from, to)
          .map(token => token.lower)
          .join(' '),
    )
  if (alignment.frame.elements.at(-1)?.kind === 'tail')
    for (const [place, soft] of extraction.soft)
      if (place > last && !soft.weak && !isOwn(soft.to, place) && input[soft.field] === undefined) input[soft.field] = soft.value
  Object.assign(input, extraction.values)
  if (alignment.missed < (alignment.frame.whole ? 0.01 : 0.6)) Object.assign(input, alignment.frame.constants)
  // A misspelt word for a sort of record is written right: it is to be found by it.
  const spelt = new Set(profile.kinds.flat())
  let pointer: string | undefined
  let hollow = 0
  for (const [name, places] of alignment.slots) {
    const field = profile.fields.find(each => each.name === name)
    if (!field) continue
    const said = slotText(clause, places, field, spelt)
    const text = field === profile.key ? ownName(profile, said) : field === profile.main ? withoutHead(profile, said) : said
    if (!/[\p{L}\p{N}]/u.test(text.replace(/^['’]s$/, ''))) continue
    if (field === profile.key && pointing.test(text)) pointer = text.toLowerCase()
    else if (
      (isEmpty(profile, text) && !places.some(at => clause.tokens[at]?.kind === 'quote') && !isCalled(field, clause, places)) ||
      isCommand(profile, clause, places) ||
      onlyTime(clause, places, field)
    )
      hollow++
    // Nobody is "in" or "under": that is where it goes.
    else if (
      field.meaning.to === 'person' &&
      !field.list &&
      /^(in|into|under|onto)$/.test(clause.tokens[(places[0] ?? 0) - 1]?.lower ?? '')
    )
      hollow++
    // A word everybody knows is no name: "the pot can go, throw it".
    else if (field.meaning.to === 'person' && !field.list && isWord(clause, places, around)) hollow++
    else if (field.meaning.kind === 'ref' && pronouns.has(text.toLowerCase())) continue
    else input[name] = field.list ? text.split(/\s*(?:,|&|\band\b)\s*/).filter(Boolean) : text
  }
  // "delete all … on Friday": what is deleted is named by its "all".
  const { key } = profile
  const unnamed = profile.destructive && key && input[key.name] === undefined && pointer === undefined
  if (Object.keys(input).length === 0 || unnamed) {
    const weak = alignment.taken.map(place => extraction.soft.get(place)).find(soft => soft?.weak)
    if (weak && input[weak.field] === undefined) input[weak.field] = weak.value
  }
  const missing = profile.fields.filter(field => field.required && input[field.name] === undefined)
  if (
    key &&
    !key.required &&
    input[key.name] === undefined &&
    !profile.fields.some(field => field.meaning.kind === 'choice' && input[field.name] !== undefined) &&
    !missing.includes(key)
  )
    missing.push(key)
  if (key && input[key.name] === undefined && !missing.includes(key) === false && alignment.slots.has(key.name) && !pointer) pointer = ''
  const changes = profile.fields.filter(field => field !== key && !field.required)
  const idle = Boolean(key?.required) && !profile.reads && changes.length > 1 && !changes.some(field => input[field.name] !== undefined)
  return { input, missing, hollow, ...(pointer !== undefined ? { pointer } : {}), idle }
}
