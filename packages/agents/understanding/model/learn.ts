import { extract } from '../found/extract.ts'
import type { Clause, Extraction, Surroundings } from '../found/extraction.ts'
import { tokenise } from '../text/token.ts'
import { articles, functionWords, prepositions, questionWords, stem } from '../text/words.ts'
import { anchorsOf, type Weights } from './anchors.ts'
import { bareOf } from './bare.ts'
import { cellsOf } from './cells.ts'
import type { Element, Frame } from './frame.ts'
import type { Field, Profile } from './profile.ts'

const textKinds = new Set(['title', 'text', 'query', 'ref', 'place', 'labels'])

/** The frames of one skill: one from each example that tells where its values stand, and some made from its verbs and nouns. */
export function framesOf(
  profile: Profile,
  prepare: (text: string) => Clause,
  around: Surroundings,
  weights: Weights,
  weightOf: (word: string) => number,
): Frame[] {
  const frames = new Map<string, Frame>()
  const add = (frame: Frame | undefined) => {
    if (!frame) return
    const key = JSON.stringify([
      frame.elements.map(element => (element.kind === 'slot' ? [element.field.name] : element)),
      frame.constants,
      frame.bare ?? '',
    ])
    if (!frames.has(key)) frames.set(key, frame)
  }
  for (const example of profile.skill.examples) {
    const said = typeof example === 'string' ? { say: example, input: undefined } : example
    const frame = learned(profile, prepare(said.say), said.input as Record<string, unknown> | undefined, around, weights, weightOf)
    add(frame)
    // "mark the job Pay rent as done" is said like "mark the rent job as done".
    if (frame && profile.key) {
      const at = frame.elements.findIndex(element => element.kind === 'slot' && element.field === profile.key)
      const [before, first, second] = [frame.elements[at - 1], frame.elements[at], frame.elements[at + 1]]
      if (first && before?.kind === 'noun')
        add({ ...frame, elements: [...frame.elements.slice(0, at - 1), first, before, ...frame.elements.slice(at + 1)] })
      if (first && second?.kind === 'noun')
        add({ ...frame, elements: [...frame.elements.slice(0, at), second, first, ...frame.elements.slice(at + 2)] })
    }
    // "mark it as not done": the words say enough without the kind of record.
    if (frame && profile.key && Object.keys(frame.constants).length > 0)
      add({ ...frame, elements: frame.elements.filter(element => element.kind !== 'noun') })
    // "assign the catering job to Sam" is said like "assign book flights to Sam".
    if (frame && profile.key && profile.nouns.length > 0 && !frame.elements.some(element => element.kind === 'noun') && !frame.bare) {
      const at = frame.elements.findIndex(element => element.kind === 'slot' && element.field === profile.key)
      const insert = (place: number) =>
        add({ ...frame, elements: [...frame.elements.slice(0, place), { kind: 'noun' }, ...frame.elements.slice(place)] })
      if (at >= 0) {
        insert(at)
        insert(at + 1)
      }
    }
  }
  for (const frame of made(profile)) add(frame)
  return [...frames.values()]
}

function made(profile: Profile): Frame[] {
  const verb: Element = { kind: 'verb' }
  const noun: Element = { kind: 'noun' }
  const frame = (...elements: Element[]): Frame => ({ elements, constants: {}, learned: false })
  const frames: Frame[] = []
  const hasNouns = profile.nouns.length > 0
  const main = profile.main
  const slot: Element | undefined = main && { kind: 'slot', field: main }
  if (slot && main && (profile.key || main.required)) {
    const plain: Element = { ...slot, plain: true }
    if (hasNouns)
      frames.push(
        frame(verb, noun, slot),
        frame(verb, profile.key ? slot : plain, noun),
        frame(verb, slot, { kind: 'tail' }),
        ...(profile.key ? [frame(verb, noun, slot, { kind: 'tail' })] : []),
      )
    const person = profile.fields.find(field => field.meaning.kind === 'ref' && field.meaning.to === 'person' && !field.list)
    if (person && !profile.key && !profile.reads) frames.push(frame(verb, { kind: 'slot', field: person, strict: true }, slot))
    if (profile.key)
      frames.push(
        frame(verb, slot),
        ...(hasNouns
          ? [frame(slot, noun, verb), frame(noun, slot, verb), ...(profile.reads || profile.destructive ? [] : [frame(slot, noun)])]
          : []),
        frame(slot, verb),
      )
    if (!profile.key && hasNouns && !profile.reads) frames.push(frame(noun, slot), frame(slot, { kind: 'tail' }))
    if (profile.key && !profile.key.required && hasNouns) frames.push(frame(verb, noun))
    if (profile.key && !profile.reads && hasNouns) frames.push(...renaming(profile, slot))
  } else if (hasNouns) {
    frames.push(frame(verb, noun))
    if (profile.reads) frames.push(frame(noun), frame())
    else if (!profile.fields.some(field => field.required)) frames.push(frame(verb))
    if (slot) frames.push(frame(verb, noun, slot))
  } else frames.push(frame(verb))
  return frames
}

/** "change the venue of the party to the barn": a field by its own word, of a record, to a value. */
function renaming(profile: Profile, key: Element): Frame[] {
  const frames: Frame[] = []
  for (const field of profile.fields) {
    if (field === profile.key || !['title', 'text', 'place'].includes(field.meaning.kind)) continue
    const names = new Set([field.name, ...(field.meaning.cues ?? []).filter(cue => /^[a-z]{4,}$/.test(cue) && !prepositions.has(cue))])
    for (const name of names) {
      const head: Element[] = [{ kind: 'verb' }, { kind: 'word', stem: stem(name), weight: 0.9 }, { kind: 'word', stem: 'of', weight: 0.3 }]
      const tail: Element[] = [
        { kind: 'word', stem: 'to', weight: 0.3 },
        { kind: 'slot', field },
      ]
      frames.push(
        { elements: [...head, key, ...tail], constants: {}, learned: true, whole: true },
        { elements: [...head, { kind: 'noun' }, key, ...tail], constants: {}, learned: true, whole: true },
        { elements: [...head, key, { kind: 'noun' }, ...tail], constants: {}, learned: true, whole: true },
      )
    }
  }
  return frames
}

function learned(
  profile: Profile,
  clause: Clause,
  input: Record<string, unknown> | undefined,
  around: Surroundings,
  weights: Weights,
  weightOf: (word: string) => number,
): Frame | undefined {
  const extraction = extract(profile, clause, around)
  if (!input)
    return profile.main?.required || profile.key?.required
      ? undefined
      : shaped(profile, clause, extraction, new Map(), {}, weights, weightOf)
  const slots = new Map<number, { field: Field; to: number }>()
  const constants: Record<string, unknown> = {}
  for (const [name, given] of Object.entries(input)) {
    const field = profile.fields.find(each => each.name === name)
    if (!field) continue
    const found = extraction.values[name]
    if (found !== undefined && same(found, given)) continue
    const value = Array.isArray(given) && given.length === 1 ? given[0] : given
    if (typeof value === 'string' && textKinds.has(field.meaning.kind)) {
      const place = locate(clause, extraction, value)
      if (place) {
        slots.set(place.from, { field, to: place.to })
        continue
      }
      if (field === profile.main) return undefined
      continue
    }
    const soft = [...extraction.soft.entries()].find(([, each]) => each.field === name && same(each.value, value))
    if (soft) {
      for (let at = soft[0]; at < soft[1].to; at++) extraction.hidden[at] = true
      continue
    }
    if (value === null || field.meaning.kind === 'choice') constants[name] = value
  }
  return shaped(profile, clause, extraction, slots, constants, weights, weightOf)
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a)?.toLowerCase() === JSON.stringify(b)?.toLowerCase()

/** Where a value stands among the unclaimed tokens. */
function locate(clause: Clause, extraction: Extraction, value: string): { from: number; to: number } | undefined {
  const wanted = tokenise(value).map(token => token.text.toLowerCase().replaceAll('’', "'"))
  const free = clause.tokens.map((_, at) => at).filter(at => !extraction.hidden[at])
  for (let i = 0; i + wanted.length <= free.length; i++) {
    if (wanted.every((word, k) => clause.tokens[free[i + k] as number]?.text.toLowerCase().replaceAll('’', "'") === word))
      return { from: free[i] as number, to: (free[i + wanted.length - 1] as number) + 1 }
  }
  const quoted = clause.tokens.findIndex(token => token.kind === 'quote' && token.inner?.toLowerCase() === value.toLowerCase())
  return quoted < 0 ? undefined : { from: quoted, to: quoted + 1 }
}

function shaped(
  profile: Profile,
  clause: Clause,
  extraction: Extraction,
  slots: Map<number, { field: Field; to: number }>,
  constants: Record<string, unknown>,
  weights: Weights,
  weightOf: (word: string) => number,
): Frame | undefined {
  const cells = cellsOf(clause.tokens, extraction, clause.question)
  const anchors = anchorsOf(profile, cells, weights)
  const elements: Element[] = []
  // With two free texts, or a value that only the words give, a common verb stands for itself.
  const several = slots.size > 1 || Object.keys(constants).length > 0
  // A person, a place or a label is told from a name by its kind.
  const typed =
    profile.key !== undefined &&
    [...slots.values()].every(({ field }) => field === profile.key || (field.meaning.kind === 'ref' && field.meaning.to === 'person'))
  const named = cells.some((cell, i) => !slots.has(cell.at) && (anchors.nouns[i]?.length ?? 0) > 0)
  for (let i = 0; i < cells.length; ) {
    const cell = cells[i] as (typeof cells)[number]
    const slot = slots.get(cell.at)
    if (slot) {
      elements.push({ kind: 'slot', field: slot.field, ...(slot.field.list && slot.field.meaning.kind === 'ref' ? { strict: true } : {}) })
      while (i < cells.length && (cells[i] as typeof cell).at < slot.to) i++
      continue
    }
    const inSlot = (to: number) => cells.slice(i, to).some(each => slots.has(each.at))
    const verb = anchors.verbs[i]?.find(
      each =>
        !inSlot(each.to) &&
        (!several || (Object.keys(constants).length === 0 && (typed || (!profile.key && (named || each.weight > 1.3))))),
    )
    const noun = anchors.nouns[i]?.find(each => !inSlot(each.to))
    if (verb && !(noun && noun.to > verb.to)) {
      if (elements.at(-1)?.kind !== 'verb') elements.push({ kind: 'verb' })
      i = verb.to
    } else if (noun) {
      if (elements.at(-1)?.kind !== 'noun') elements.push({ kind: 'noun' })
      i = noun.to
    } else {
      const word = cell.forms[0] as string
      const plain = cell.token.kind === 'word' || cell.token.kind === 'number'
      // A colon parts two values that stand side by side.
      if (cell.token.lower === ':' && slots.size > 1 && elements.at(-1)?.kind === 'slot')
        elements.push({ kind: 'word', stem: ':', weight: 0.35 })
      if (plain && !articles.has(cell.token.lower) && cell.token.lower !== "'s")
        elements.push({
          kind: 'word',
          stem: word,
          weight: Math.max(weightOf(word), several ? (anchors.verbs[i]?.find(each => each.to === i + 1)?.weight ?? 0) : 0),
        })
      i++
    }
  }
  if (elements.length === 0) return undefined
  // The word right before a value announces it, however common it is.
  elements.forEach((element, at) => {
    if (element.kind === 'word' && elements[at + 1]?.kind === 'slot' && at > 0) element.weight = Math.max(element.weight, 0.3)
  })
  const bare = elements.every(element => element.kind === 'slot')
  // "mark it as not done" means nothing like it without its "not".
  const denies = elements.some(element => element.kind === 'word' && /^(not|never|no|isn't)$/.test(element.stem))
  const common = (word: string) => functionWords.has(word) || questionWords.has(word)
  const hollow =
    !bare &&
    elements.some(element => element.kind === 'slot') &&
    elements.every(element => element.kind === 'slot' || (element.kind === 'word' && common(element.stem)))
  return {
    elements,
    constants,
    learned: true,
    ...(hollow || denies ? { whole: true } : {}),
    ...(bare ? { bare: bareOf(profile, clause, extraction) } : {}),
  }
}

/** How telling a word is: the fewer skills use it, the more. */
export function wordWeights(profiles: readonly Profile[]): { weightOf: (word: string) => number; weights: Weights } {
  const skills = new Map<string, Set<string>>()
  const families = new Map<string, Set<string>>()
  const count = (map: Map<string, Set<string>>, word: string, by: string) => map.set(word, (map.get(word) ?? new Set()).add(by))
  for (const profile of profiles) {
    for (const example of profile.skill.examples) {
      for (const token of tokenise(typeof example === 'string' ? example : example.say)) count(skills, stem(token.lower), profile.id)
    }
    for (const phrase of profile.verbs) count(skills, `v:${phrase.join(' ')}`, profile.id)
    for (const phrase of [...profile.nouns, ...profile.kinds]) count(families, phrase.join(' '), profile.family)
  }
  const rare = (count: number, of: number) => Math.log(1 + of / Math.max(1, count)) / Math.log(1 + of)
  const skillCount = Math.max(2, profiles.length)
  const familyCount = Math.max(2, new Set(profiles.map(profile => profile.family)).size)
  return {
    weightOf: word => (functionWords.has(word) ? 0.15 : 0.3 + 1.2 * rare(skills.get(word)?.size ?? 1, skillCount)),
    weights: {
      verb: phrase => 0.3 + 1.4 * rare(skills.get(`v:${phrase.join(' ')}`)?.size ?? 1, skillCount) + 0.1 * (phrase.length - 1),
      noun: phrase => 0.5 + 0.9 * rare(families.get(phrase.join(' '))?.size ?? 1, familyCount) + 0.05 * (phrase.length - 1),
    },
  }
}
