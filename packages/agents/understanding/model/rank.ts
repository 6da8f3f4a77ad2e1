import { type Filled, fillInput } from '../fill/input.ts'
import { extract } from '../found/extract.ts'
import { type Clause, type Extraction, isNamed, type Surroundings } from '../found/extraction.ts'
import { choiceOf } from '../found/marks.ts'
import { commandVerbs, determiners, functionWords, prepositions, pronouns, stem } from '../text/words.ts'
import { align, atBest } from './align.ts'
import { anchorsOf, kindWeight, type Weights } from './anchors.ts'
import { bareOf } from './bare.ts'
import { type Cell, cellsOf } from './cells.ts'
import type { Classifier } from './classifier.ts'
import { featuresOf } from './features.ts'
import type { Alignment, Bare, Frame } from './frame.ts'
import type { Profile } from './profile.ts'

/** One skill tried on one clause. */
export interface Reading {
  profile: Profile
  clause: Clause
  /** Higher is better; about 2 is a clear request. */
  score: number
  alignment: Alignment
  extraction: Extraction
  filled: Filled
  /** The classifier's share for this skill. */
  share: number
}

export interface Model {
  profiles: Profile[]
  frames: Map<string, Frame[]>
  classifier: Classifier
  /** Verbs of the skills of a family that work on a record that exists. */
  commands: Map<string, string[][]>
  /** Verbs with which something new is asked for. */
  makes: ReadonlySet<string>
  /** Words with which only a request of some skill begins. */
  telling: ReadonlySet<string>
  /** Families by the words for their records: no record is called by the bare word for another. */
  nounFamilies: ReadonlyMap<string, ReadonlySet<string>>
  /** Words for what somebody is reached by: "number", "mail". */
  addresses: ReadonlySet<string>
  weights: Weights
}

/** Tries every skill on a clause, best first. */
export function rank(model: Model, clause: Clause, around: Surroundings): Reading[] {
  const shares = model.classifier.shares(featuresOf(clause))
  const readings: Reading[] = []
  for (const profile of model.profiles) {
    const reading = read(model, profile, clause, around, shares.get(profile.id) ?? 0)
    if (reading) readings.push(reading)
  }
  return readings.sort((a, b) => b.score - a.score)
}

function read(model: Model, profile: Profile, clause: Clause, around: Surroundings, share: number): Reading | undefined {
  const extraction = extract(profile, clause, around)
  const cells = cellsOf(clause.tokens, extraction, clause.question)
  const anchors = anchorsOf(profile, cells, model.weights)
  const changes = Boolean(profile.key?.required) && !profile.reads && profile.fields.filter(field => !field.required).length > 1
  // A word for its records left over takes nothing away.
  for (let i = 0; i < cells.length; i++)
    if (anchors.nouns[i]?.[0] || (profile.reads && anchors.verbs[i]?.[0]))
      (cells[i] as (typeof cells)[number]).skip = Math.min((cells[i] as (typeof cells)[number]).skip, 0.15)
  if (!profile.key && profile.verbs.length > 0 && !profile.main)
    for (const cell of cells) cell.skip = Math.min(cell.skip, /^(it|them|this|those|these)$/.test(cell.token.lower) ? 0.12 : cell.skip)
  const ownVerbs = new Set(profile.verbs.filter(verb => verb.length === 1).map(verb => verb[0] as string))
  let best: Alignment | undefined
  let bestScore = Number.NEGATIVE_INFINITY
  let shape: Bare | undefined
  const forms = new Set(cells.flatMap(cell => cell.forms))
  for (const frame of model.frames.get(profile.id) ?? []) {
    if (!frame.bare && atBest(frame, forms, anchors, extraction.soft.size) + 0.5 < bestScore) continue
    const alignment = align(frame, cells, anchors, around)
    let score = alignment.score + (frame.learned ? 0.08 : 0)
    if (alignment.missed === 0 && Object.keys(frame.constants).length > 0) score += 0.4
    // "make the fence chore urgent": "the" before what is made new is unlikely.
    if (!profile.key && !profile.reads && profile.main && frame.elements.at(-1)?.kind === 'noun') {
      const first = alignment.slots.get(profile.main.name)?.[0]
      if (first !== undefined && [first, first - 1].some(at => /^(the|my|our|that|this)$/.test(clause.tokens[at]?.lower ?? '')))
        score -= 0.8
    }
    if (frame.whole && alignment.missed > 0) score -= 1.2
    // "school run": nobody asks to see something with the name before the verb.
    const [ahead, behind] = frame.elements
    if (profile.reads && profile.key && !frame.learned && ahead?.kind === 'slot' && behind?.kind === 'verb') score -= 1
    // "gizmo oil change Saturday": a verb right behind the name, with no break between them, is a part of the name.
    if (changes && profile.key && !frame.bare && verbBehind(frame, alignment, profile.key.name, cells, ownVerbs)) score -= 1.5
    // "the priority of file [the permit]": who is meant by name has no article.
    for (const field of profile.fields)
      if (field.meaning.to === 'person' && determiners.has(clause.tokens[(alignment.slots.get(field.name)?.[0] ?? 0) - 1]?.lower ?? ''))
        score -= 1
    // To change something one must say what.
    if (
      changes &&
      extraction.count === 0 &&
      alignment.taken.length === 0 &&
      alignment.slots.size < 2 &&
      Object.keys(frame.constants).length === 0
    )
      score -= 0.7
    if (frame.elements.length === 0 && (alignment.taken.length === 0 || model.nounFamilies.has(stem(cells[0]?.token.lower ?? '')))) continue
    for (const [name, places] of alignment.slots)
      if (
        places
          .filter(at => clause.tokens[at]?.kind !== 'sign')
          .every(
            at =>
              isHollow(clause.tokens[at]?.lower ?? '') ||
              (places.length < 3 && ownVerbs.has(clause.tokens[at]?.lower ?? '')) ||
              (name !== profile.key?.name && pronouns.has(clause.tokens[at]?.lower ?? '')),
          )
      )
        score -= 1
    if (!profile.reads && profile.main && alignment.slots.has(profile.main.name)) {
      const words = (alignment.slots.get(profile.main.name) as number[])
        .map(at => clause.tokens[at]?.lower ?? '')
        .filter(word => !functionWords.has(word))
      const families = words.length === 1 ? model.nounFamilies.get(stem(words[0] as string)) : undefined
      if (families && !families.has(profile.family)) score -= 1.3
    }
    // "drop the scribble from my scribbles" begins with what another skill does.
    const lead = cells[0]
    if (
      !profile.reads &&
      !frame.bare &&
      lead &&
      lead.skip > 0.5 &&
      alignment.unexplained >= lead.skip &&
      !inSlots(alignment, lead.at) &&
      !ownVerbs.has(lead.forms[0] as string) &&
      model.commands.get(profile.family)?.some(verb => verb.length === 1 && lead.forms.includes(verb[0] as string))
    )
      score -= 1.2
    // "read chapter two by Friday": a day belongs to no name that is looked up.
    if (profile.reads && profile.main?.required && alignment.slots.has(profile.main.name)) {
      const places = alignment.slots.get(profile.main.name) as number[]
      if (clause.times.some(span => !span.inner && !span.squeezed && span.moment && places.includes(span.core))) score -= 1.6
    }
    if (frame.bare) {
      const first = cells.find(cell => cell.skip > 0.05)?.token.lower ?? ''
      if (notATitle.has(first)) score -= 1.2
      // "find me a room" asks somebody else.
      if (/^(me|us)$/.test(cells[1]?.token.lower ?? '') && commandVerbs.has(first)) score -= 1.2
      if (cells.some(cell => sentenceWords.has(cell.token.lower) && cell.token.kind === 'word')) score -= 0.8
      // "gizmo fence", "gizmo: choir": the word for the record is no part of a title.
      const head = cells.findIndex(cell => cell.skip > 0.05 || anchors.nouns[cells.indexOf(cell)]?.[0])
      if (anchors.nouns[head]?.[0] && !profile.kinds.some(kind => kind[0] === first)) score -= 0.9
      const others = model.nounFamilies.get(stem(first))
      if (others && !others.has(profile.family)) score -= 0.7
      if (
        !frame.bare.verbFirst &&
        model.commands.get(profile.family)?.some(verb => verb.every((word, at) => cells[at]?.forms.includes(word)))
      )
        score -= 1.7
      if (cells.some(cell => /^(it|that|this|them|these|those)$/.test(cell.token.lower) && !inSlots(alignment, cell.at))) score -= 0.8
      // "move the book club to Tuesday": where to it goes is said of what there is.
      if (
        [...model.commands.values()].some(verbs => verbs.some(verb => verb.length === 1 && cells[0]?.forms.includes(verb[0] as string))) &&
        determiners.has(cells[1]?.token.lower ?? '') &&
        clause.times.some(span => span.cue === 'to' && !span.inner && !span.squeezed)
      )
        score -= 0.8
      // A word that is nothing but some skill's verb is no title: "rem 5pm gym".
      if (model.telling.has(cells[0]?.forms[0] ?? '')) score -= 0.7
      shape ??= bareOf(profile, clause, extraction)
      score += resemblance(frame.bare, shape)
    } else if (alignment.matched < 0.3 && !(frame.learned && extraction.anchored > 0))
      score -= profile.reads && alignment.taken.length > 0 && alignment.unexplained === 0 && !alignment.empty ? -0.6 : 1
    if (score > bestScore) {
      bestScore = score
      best = alignment
    }
  }
  if (!best) return undefined
  const filled = fillInput(profile, clause, extraction, best, around)
  // Of what is to be done on a day the words themselves tell little: "email the landlord on Friday" is as much one as "buy milk on Friday".
  const deed =
    best.frame.bare?.verbFirst === true &&
    shape?.verbFirst === true &&
    shape.day &&
    !clause.question &&
    !model.makes.has(cells[0]?.forms[0] ?? '')
  let score = bestScore + 1.4 * Math.max(share, deed ? 0.4 : 0)
  score += 0.12 * Math.min(3, extraction.count + best.taken.length) + 0.9 * extraction.anchored
  if (profile.main?.meaning.kind !== 'text' && !profile.key) score -= 0.35 * extraction.homeless
  if (clause.question && !profile.reads) score -= 0.7
  // "what's due tomorrow": the word before the time is one of this skill's own.
  if (profile.reads && clause.times.some(({ cue }) => cue && !prepositions.has(cue) && cue !== '@' && ownCue(profile, cue))) score += 0.5
  // "call Mum at six" is a thing to do; "call with Mum at six" is a call.
  const doing = best.frame.bare && commandVerbs.has(cells[0]?.forms[0] ?? '') && cells[1]?.token.lower !== 'with'
  // So is "call mum" where it names what is to be deleted.
  const named = profile.key ? best.slots.get(profile.key.name)?.[0] : undefined
  const errand =
    named !== undefined &&
    named > 0 &&
    commandVerbs.has(clause.tokens[named]?.lower ?? '') &&
    clause.tokens[named]?.kind === 'word' &&
    clause.tokens[named + 1]?.kind === 'word' &&
    !/^(with|on|at|about|for|and)$/.test(clause.tokens[named + 1]?.lower ?? '') &&
    clause.tokens[named]?.text === clause.tokens[named]?.lower &&
    !determiners.has(clause.tokens[named - 1]?.lower ?? '') &&
    !model.nounFamilies.has(stem(clause.tokens[named - 1]?.lower ?? '')) &&
    !best.frame.elements.some(element => element.kind === 'noun' || element.kind === 'tail')
  // What is called by what is to be done is a record of those that get done.
  if (errand && model.profiles.some(each => each.told && each.family === profile.family)) score += 0.3
  if (!doing && !errand && (best.matched > 0.3 || best.frame.bare)) score += 0.5 * kindWeight(profile, cells, model.weights)
  const called = profile.key ? filled.input[profile.key.name] : undefined
  if (typeof called === 'string' && named !== undefined && clause.tokens[named]?.kind === 'word') {
    // "get the overdue one": the value of a choice names no record, "drop the priority of the attic" no record either.
    const kin = model.profiles.filter(each => each.family === profile.family)
    const text = called.toLowerCase()
    if (kin.some(each => each.fields.some(field => choiceOf(field, text) !== undefined))) score -= 1
    const of = /^(\p{L}+)(?: \p{L}+)? (of|for|on|from) /u.exec(text)?.[1]
    if (
      of &&
      profile.destructive &&
      kin.some(each => each.fields.some(field => field !== each.key && (field.name === of || field.meaning.cues?.includes(of))))
    )
      score -= 1
    // "delete Priya": somebody's name, and no word for a sort of record. Who has a number or an address is somebody.
    const bare = !best.frame.elements.some(element => element.kind === 'noun' || element.kind === 'tail' || element.kind === 'word')
    if (
      bare &&
      profile.destructive &&
      isSomebody(called, around) &&
      kin.some(each => each.fields.some(({ meaning }) => /^(phone|email)$/.test(meaning.kind)))
    )
      score += 0.3
  }
  // Nothing is lost without a word that says so: "overdue ones" asks to see them.
  const verbal = cells.some(cell => profile.verbs.some(verb => cell.forms.includes(verb[0] as string)))
  if (profile.destructive && !verbal && !best.frame.elements.some(element => element.kind === 'word')) score -= 1
  // "finish reading Dune by March": to begin or end doing something on a day is a thing to do.
  const begun = /^(start|stop|begin|finish|quit|try|keep)$/.test(cells[0]?.token.lower ?? '') && /...ing$/.test(cells[1]?.token.lower ?? '')
  if (begun && profile.key && clause.times.some(span => span.moment?.day)) score -= 1
  if (filled.idle) score -= 0.3
  score -= 0.6 * filled.hollow * (best.frame.learned ? 1 : 0.5)
  score -= 0.25 * filled.missing.length
  return { profile, clause, score, alignment: best, extraction, filled, share }
}

/** One or two words with capitals that mean nothing else, or a name of the workspace. */
const isSomebody = (text: string, around: Surroundings): boolean =>
  isNamed(around, 'person', text.toLowerCase()) ||
  (/^\p{Lu}\p{Ll}+( \p{Lu}\p{Ll}+)?$/u.test(text) && text.split(' ').every(word => !around.familiar(word.toLowerCase())))

/** Words of sentences; a title said without any command has none of them. */
const sentenceWords = new Set(
  "is are was were am be been isn't aren't should would can't now it that it's one only has have will instead there gets got into forward you your".split(
    ' ',
  ),
)

/** What opens a sentence about somebody, or a courtesy, and never a title. */
const notATitle = new Set(
  "i i'm i'd i've i'll it it'd it'll you you're we we're would could can may might if hey so sorry are is do did does was were will should let there he she they that please why how what who when where whenever kindly thanks thank".split(
    ' ',
  ),
)

const ownCue = (profile: Profile, cue: string): boolean =>
  profile.fields.some(field => /^(day|when)$/.test(field.meaning.kind) && field.meaning.cues?.includes(cue))

function verbBehind(frame: Frame, { slots }: Alignment, key: string, cells: readonly Cell[], verbs: ReadonlySet<string>): boolean {
  const name = frame.elements.findIndex(element => element.kind === 'slot' && element.field.name === key)
  if (name < 0 || frame.elements[name + 1]?.kind !== 'verb') return false
  const last = slots.get(key)?.at(-1)
  const next = cells.find(cell => last !== undefined && cell.at > last)
  return next !== undefined && next.at === (last as number) + 1 && next.forms.some(form => verbs.has(form))
}

/** Only a pronoun that points at a record may fill a place alone. */
const isHollow = (word: string): boolean => functionWords.has(word) && !pronouns.has(word)

const inSlots = (alignment: Alignment, at: number): boolean => [...alignment.slots.values()].some(places => places.includes(at))

/** How much a sentence without telling words looks like the example it is compared with. */
function resemblance(example: Bare, said: Bare): number {
  const telling = said.day || said.clock || said.rule || said.mark
  if (!telling) return 0.1
  let score = 0.7
  score += example.verbFirst === said.verbFirst ? 0.35 : -0.5
  score += example.clock === said.clock ? 0.15 : -0.15
  score += example.day === said.day ? 0.1 : -0.05
  if (said.range) score += example.range ? 0.3 : -0.3
  if (said.person) score += example.person ? 0.25 : -0.1
  if (said.rule) score += example.rule ? 0.1 : 0
  if (said.mark) score += example.mark ? 0.2 : -0.1
  return score
}
