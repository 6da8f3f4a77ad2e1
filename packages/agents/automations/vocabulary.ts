import type { Skill, Skills } from '@atom/kernel'
import { z } from 'zod'
import { type Profile, profileOf } from '../understanding/model/profile.ts'
import { stem } from '../understanding/text/words.ts'
import { rootOf } from './root-of.ts'

/** What the skills of one family say about the records they work on. */
export interface Family {
  id: string
  profiles: Profile[]
  /** Words for one record and for several, stems. */
  nouns: ReadonlySet<string>
  /** The skill that lists them: its filters are what a record can be described by. */
  lister?: Profile
  /** The skill that reads one of them again. */
  getter?: { id: string; key: string }
  /** Fields of a record, by JSON Schema. */
  fields: Record<string, FieldSchema>
  /** What a record is called by. */
  display: string
}

export interface FieldSchema {
  type?: string
  enum?: unknown[]
}

/** Everything automations know of the skills, read from their declarations. */
export interface Vocabulary {
  families: Map<string, Family>
  /** The family whose records are called so in events and references. */
  familyOf(noun: string): Family | undefined
  /** First words with which a request of some skill begins, stems. */
  commands: ReadonlySet<string>
  /** Those words as they are declared, by their roots: “adding” is “add”. */
  verbs: ReadonlyMap<string, string>
  skill(id: string): Skill | undefined
  /** The skill that asks any address of the internet, the fields of its answer, and the input with which every status is an answer. */
  caller?: { id: string; gives: string[]; any?: Record<string, unknown> }
}

const vocabularies = new WeakMap<Skills, Vocabulary>()

/** What these skills say; read once for as long as they are. */
export function vocabularyOf(skills: Skills): Vocabulary {
  const known = vocabularies.get(skills) ?? read(skills)
  vocabularies.set(skills, known)
  return known
}

/** Words that open a question rather than a request. */
const asking = /^(?:is|are|was|did|do|does|has|have|had|when|how|why|what|which|who|where|need|must|can)$/

function read(skills: Skills): Vocabulary {
  const profiles = skills
    .all()
    .filter(skill => !skill.internal)
    .map(profileOf)
  const families = new Map<string, Family>()
  const byNoun = new Map<string, Family>()
  for (const id of new Set(profiles.map(profile => profile.family))) {
    const own = profiles.filter(profile => profile.family === id)
    const family = familyFrom(id, own)
    families.set(id, family)
    for (const { key } of own) if (key?.meaning.to) byNoun.set(key.meaning.to, family)
  }
  const commands = new Set(profiles.flatMap(profile => profile.verbs.map(verb => verb[0] as string)).filter(verb => !asking.test(verb)))
  const verbs = new Map<string, string>()
  for (const { skill } of profiles)
    for (const verb of [skill.title.split(' ')[0]?.toLowerCase() ?? '', ...(skill.synonyms?.verbs ?? [])])
      if (/^[a-z]+$/.test(verb) && !/(?:ed|ing)$/.test(verb)) verbs.set(rootOf(verb), verb)
  const caller = profiles.find(({ skill }) => 'url' in skill.input.shape && 'method' in skill.input.shape)
  return {
    families,
    familyOf: noun => byNoun.get(noun),
    commands,
    verbs,
    skill: id => skills.find(id),
    ...(caller
      ? {
          caller: {
            id: caller.id,
            gives: Object.keys(schemaOf(caller.skill.output).properties ?? {}),
            ...('accept' in caller.skill.input.shape ? { any: { accept: 'any' } } : {}),
          },
        }
      : {}),
  }
}

function familyFrom(id: string, profiles: Profile[]): Family {
  const lister = profiles.find(({ skill, reads, fields }) => reads && itemOf(skill) !== undefined && fields.every(field => !field.required))
  const record =
    (lister && itemOf(lister.skill)) ?? profiles.map(({ skill }) => schemaOf(skill.output)).find(schema => schema.properties?.id)
  const fields = record?.properties ?? {}
  const required = record?.required ?? []
  const texts = Object.entries(fields).filter(([name, { type, enum: values }]) => name !== 'id' && type === 'string' && !values)
  const display = ['title', 'name'].find(name => required.includes(name)) ?? texts.find(([name]) => required.includes(name))?.[0] ?? 'id'
  const nouns = new Set(
    profiles
      .flatMap(profile => [...profile.nouns, ...profile.kinds])
      .filter(noun => noun.length === 1)
      .map(noun => noun[0] as string),
  )
  nouns.add(stem(id))
  const reading = profiles.find(
    ({ skill, reads, key, fields }) =>
      reads && key && fields.every(field => field === key || !field.required) && schemaOf(skill.output).properties?.id,
  )
  const getter = reading?.key && { id: reading.id, key: reading.key.name }
  return { id, profiles, nouns, ...(lister ? { lister } : {}), ...(getter ? { getter } : {}), fields, display }
}

interface ObjectSchema extends FieldSchema {
  properties?: Record<string, FieldSchema & ObjectSchema>
  required?: string[]
  items?: ObjectSchema
}

const schemaOf = (schema: z.ZodType): ObjectSchema => z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as ObjectSchema

/** The record in the pages of a skill that lists. */
function itemOf(skill: Skill): ObjectSchema | undefined {
  const items = schemaOf(skill.output).properties?.items
  return items?.type === 'array' && items.items?.properties?.id ? items.items : undefined
}
