import { effectOf } from '@atom/kernel'
import type { Profile } from '../model/profile.ts'
import type { Reading } from '../model/rank.ts'
import { stem } from '../text/words.ts'
import type { Request } from '../types.ts'
import { withWeekday } from './bare-weekday.ts'
import { keyOf } from './follow.ts'
import { pointedAt } from './ordinals.ts'
import type { Pending, State } from './state.ts'

/** What one clause comes to. */
export interface Outcome {
  requests: Request[]
  pending?: Pending
  ask?: string
  say?: string
  /** Its lists are whole ones, whatever the words sound like. */
  sets?: boolean
}

/** Turns a reading into requests, with pronouns resolved, or into the question for what is missing. */
export function act(reading: Reading, confidence: number, state: State): Outcome {
  const { profile, filled } = reading
  const key = profile.key
  let missing = [...filled.missing]
  const inputs: Record<string, unknown>[] = []
  if (key && filled.input[key.name] === undefined && (filled.pointer !== undefined || missing.includes(key))) {
    const targets = targetsOf(filled.pointer ?? '', profile, state)
    if (targets.length > 0) {
      missing = missing.filter(field => field !== key)
      for (const target of targets) inputs.push({ ...filled.input, [key.name]: target })
    }
  }
  if (inputs.length === 0) inputs.push(...named(reading).map(input => known(reading, input, state)))
  const first = inputs[0] as Record<string, unknown>
  if (missing.length > 0 || filled.idle)
    return {
      requests: [],
      ask: question(profile, missing[0]),
      pending: {
        skill: profile.id,
        input: first,
        missing: filled.idle && missing.length === 0 ? [] : missing,
        kind: missing.length > 0 ? 'missing' : 'more',
      },
    }
  if (inputs.some(input => !profile.skill.input.safeParse(input).success))
    return { requests: [], ask: `I could not read all of that. ${question(profile, profile.main)}` }
  const { also } = reading.extraction
  const all = also && !key ? inputs.flatMap(input => [input, { ...input, [also.field]: also.value }]) : inputs
  return {
    requests: all.map(input => ({
      skill: profile.id,
      input,
      confidence: round(confidence),
      ...(effectOf(profile.skill, input) === 'destructive' ? { confirm: true } : {}),
      ...(key && reading.extraction.dayless ? { timeOnly: reading.extraction.dayless } : {}),
      ...(key && !profile.reads ? withWeekday(reading.clause, input) : {}),
    })),
  }
}

const loose = /\b(one|thing|stuff|ones)$/i

/** A record named in the conversation counts as existing: "the shirts thing" is what was called "iron shirts"; "the first one" as a title is what was listed first. */
function known(reading: Reading, input: Record<string, unknown>, state: State): Record<string, unknown> {
  const { profile } = reading
  const field = profile.key ?? (profile.reads ? undefined : profile.main)
  const said = field ? input[field.name] : undefined
  if (!field || typeof said !== 'string') return input
  if (!profile.key) {
    const places = isPlace(said, field.name, reading) ? pointedAt(said, state.listed.length) : undefined
    return places?.length === 1 ? { ...input, [field.name]: state.listed[places[0] as number]?.name } : input
  }
  const words = said
    .toLowerCase()
    .replace(loose, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  if (words.length === 0) return input
  const hits = [...state.listed, ...state.spoken].filter(
    record =>
      record.family === profile.family &&
      words.every(word =>
        record.name
          .toLowerCase()
          .split(/[^\p{L}\p{N}]+/u)
          .includes(word),
      ),
  )
  const names = new Set(hits.map(record => record.name.toLowerCase()))
  return names.size === 1 ? { ...input, [field.name]: keyOf(hits[0] as (typeof hits)[number]) } : input
}

/** "the second", "second one": a place in a list; "second" alone is what the new thing is called. */
const isPlace = (said: string, field: string, { alignment, clause }: Reading): boolean =>
  /^(the|number|nr|#)\b| (one|item|option)$/i.test(said) || clause.tokens[(alignment.slots.get(field)?.[0] ?? 0) - 1]?.lower === 'the'

/** "delete the drafts Alpha and Beta": many were meant, each by its name. */
function named({ profile, filled, alignment, clause }: Reading): Record<string, unknown>[] {
  const { key } = profile
  const name = key ? filled.input[key.name] : undefined
  const first = key ? alignment.slots.get(key.name)?.[0] : undefined
  if (!key || typeof name !== 'string' || first === undefined) return [filled.input]
  const before = clause.tokens[first - 1]?.lower ?? ''
  const names = name.split(/\s*,\s*(?:and\s+)?|\s+and\s+/).filter(Boolean)
  const many = /[^s]s$/.test(before) && profile.nouns.some(noun => noun.length === 1 && noun[0] === stem(before))
  return many && names.length > 1 ? names.map(each => ({ ...filled.input, [key.name]: each })) : [filled.input]
}

const round = (value: number) => Math.round(value * 100) / 100

/** Asks for a field in its own words. */
export const question = (profile: Profile, field: Profile['fields'][number] | undefined): string =>
  field?.meaning.ask ?? (field ? `What is the ${field.name}?` : profile.key ? 'What should I change?' : `What do you mean by that?`)

/** The records a pronoun points at: those listed, or the one spoken of last that this skill can work on. */
function targetsOf(pointer: string, profile: Profile, state: State): string[] {
  const listed = state.listed.filter(record => record.family === profile.family)
  const places = pointer ? pointedAt(pointer, listed.length) : undefined
  if (places) return places.map(place => keyOf(listed[place] as (typeof listed)[number]))
  if (!/^(it|it's|that|that's|this|them|those|these|him|her|that one|this one|the one|the same|the same one)?$/.test(pointer)) return []
  if (pointer === '') return []
  const spoken = state.spoken.find(record => record.family === profile.family)
  return spoken && state.spoken[0]?.family === profile.family ? [keyOf(spoken)] : []
}
