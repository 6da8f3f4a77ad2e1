import { type FieldMeaning, meaningOf, type Skill } from '@atom/kernel'
import type { z } from 'zod'
import { verbOfPast } from '../text/past-verbs.ts'
import { tokenise } from '../text/token.ts'
import { functionWords, questionWords, stem } from '../text/words.ts'
import { type Adder, addersOf, asSetting } from './adders.ts'

/** One input field as the understanding sees it. */
export interface Field {
  name: string
  meaning: FieldMeaning
  required: boolean
  /** A list of such values. */
  list: boolean
  nullable: boolean
  /** For a choice: its values. */
  values: string[]
}

/** What a skill's declaration says about the sentences that mean it. */
export interface Profile {
  skill: Skill
  id: string
  /** What stands before the dot of the id: skills of one family work on the same kind of record. */
  family: string
  reads: boolean
  destructive: boolean
  /** Without those that add to another: they are looked for as that one. */
  fields: Field[]
  adders: Adder[]
  /** Yes-or-no fields, with the words that switch them on: `allDay` → "all day". */
  switches: { name: string; words: string[] }[]
  /** Names the record it works on, where it works on one. */
  key?: Field
  /** Takes the words that are left: the key, a title, a text or a query. */
  main?: Field
  verbs: string[][]
  /** Words for the kind of record; they are never part of its name. */
  nouns: string[][]
  /** Words that say what sort of record it is and stay in its name. */
  kinds: string[][]
  /** One of its examples tells what was done, "I called Dana", and means by it the record "call Dana". */
  told: boolean
  /** Verbs that, by its examples, say when it is to end: "extend … to 5". */
  ending: ReadonlySet<string>
  /** The nouns as declared, to tell one from many. */
  declared: ReadonlySet<string>
}

/** Cut as a message is, so that "what's" meets "what is". */
const words = (text: string): string[] => tokenise(text).map(token => token.lower)

const nothingWord = (word: string | undefined): boolean => word === undefined || functionWords.has(word) || questionWords.has(word)
const freeText = new Set(['title', 'text', 'query'])

/** Reads a skill's declaration. It knows nothing else about it. */
export function profileOf(declared: Skill): Profile {
  const shape = declared.input.shape as Record<string, z.ZodType>
  const adders = addersOf(shape)
  const skill = adders.length > 0 ? { ...declared, examples: asSetting(declared.examples, adders) } : declared
  const family = skill.id.split('.')[0] as string
  const fields: Field[] = []
  const switches: Profile['switches'] = []
  for (const [name, schema] of Object.entries(shape)) {
    const meaning = meaningOf(schema)
    const { required, list, nullable, values, type } = unwrap(schema)
    if (meaning?.addsTo || meaning?.insteadOf) continue
    if (meaning) fields.push({ name, meaning, required, list, nullable, values })
    else if (type === 'boolean') switches.push({ name, words: spoken(name) })
  }
  const own = stem(family)
  const key = fields.find(field => field.meaning.kind === 'ref' && field.name === 'id')
  const main =
    key ??
    fields.find(field => field.required && freeText.has(field.meaning.kind)) ??
    fields.find(field => field.meaning.kind === 'query' || field.meaning.kind === 'title' || field.meaning.kind === 'text')
  const titleWords = words(skill.title).filter(word => !/^(a|an|the|my|your)$/.test(word))
  const last = titleWords.at(-1) ?? own
  const fixed = typeof skill.effect === 'string' ? skill.effect : 'write'
  // "Remember something" names no sort of record.
  const named = /^(something|anything|things?|everything)$/.test(last) ? [] : [last, titleWords.slice(1).join(' ')]
  const nouns = skill.id.includes('.')
    ? [own, ...named, key?.meaning.to ?? own, ...(skill.synonyms?.nouns ?? [])]
    : (skill.synonyms?.nouns ?? [])
  const kinds = new Set((skill.synonyms?.kinds ?? []).map(kind => kind.toLowerCase()))
  return {
    skill,
    id: skill.id,
    family,
    reads: fixed === 'read',
    destructive: fixed === 'destructive',
    fields,
    adders,
    switches,
    ...(key ? { key } : {}),
    ...(main ? { main } : {}),
    verbs: verbsOf(skill, titleWords[0]),
    nouns: phrases(nouns.filter(noun => !kinds.has(noun.toLowerCase()))),
    kinds: phrases([...kinds]),
    told: key !== undefined && fixed === 'write' && skill.examples.some(example => tellsOf(example, key.name)),
    ending: key ? endingVerbs(skill.examples) : new Set(),
    declared: new Set([last, ...(skill.synonyms?.nouns ?? []).map(noun => noun.toLowerCase())]),
  }
}

/** Its own verbs and those declared. Where all that are declared go on from the verb of its id ("keep about me", "keep in mind for me"), that verb alone is too little. */
function verbsOf({ id, synonyms }: Skill, titled: string | undefined): string[][] {
  const declared = synonyms?.verbs ?? []
  const own = [
    ...(nothingWord(titled) ? [] : [titled as string]),
    ...id
      .split('.')
      .slice(1)
      .map(verb => verb.replaceAll('-', ' ')),
  ]
  const goesOn = (verb: string) => declared.length > 0 && declared.every(each => each.startsWith(`${verb} `))
  return phrases([...own.filter(verb => !goesOn(verb)), ...declared])
}

function tellsOf(example: Skill['examples'][number], key: string): boolean {
  if (typeof example === 'string') return false
  const [, past, rest] = /^I (\p{L}+) (.+)$/u.exec(example.say) ?? []
  const verb = verbOfPast(past ?? '')
  return verb !== undefined && (example.input as Record<string, unknown>)[key] === `${verb} ${rest}`
}

/** First words of the examples in which a time fills the end and nothing else does. */
function endingVerbs(examples: Skill['examples']): Set<string> {
  const found = new Set<string>()
  for (const example of examples) {
    if (typeof example === 'string') continue
    const input = example.input as Record<string, unknown>
    const [first = ''] = words(example.say)
    if (input.end !== undefined && input.start === undefined && !nothingWord(first)) found.add(stem(first))
  }
  return found
}

/** Phrases as lists of stems, longest first, without repetition. */
function phrases(texts: string[]): string[][] {
  const seen = new Map<string, string[]>()
  for (const text of texts) {
    for (const form of new Set([text, text.replaceAll('-', ' ')])) {
      const list = words(form).map(stem)
      if (list.length > 0) seen.set(list.join(' '), list)
    }
  }
  return [...seen.values()].sort((a, b) => b.length - a.length)
}

const spoken = (name: string): string[] => [
  name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`),
  name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`),
]

function unwrap(schema: z.ZodType): { required: boolean; list: boolean; nullable: boolean; values: string[]; type: string } {
  const result = { required: !schema.safeParse(undefined).success, list: false, nullable: false, values: [] as string[], type: '' }
  let at: z.ZodType | undefined = schema
  while (at) {
    const def = at.def as { type: string; innerType?: z.ZodType; element?: z.ZodType; entries?: Record<string, string> }
    if (def.type === 'nullable') result.nullable = true
    if (def.type === 'array') result.list = true
    if (def.entries) result.values = Object.values(def.entries)
    result.type = def.type
    at = def.innerType ?? def.element
  }
  return result
}
