import type { Clause } from '../found/extraction.ts'
import type { Profile } from '../model/profile.ts'
import type { Desk } from '../model/ready.ts'
import { functionWords, stem } from '../text/words.ts'
import { act, type Outcome } from './act.ts'
import { asksAbout } from './asking.ts'
import { confidenceOf } from './decide.ts'
import { keyOf } from './follow.ts'
import { pointedTo } from './pointers.ts'
import { standsAlone } from './stands-alone.ts'
import type { Spoken, State } from './state.ts'

/** "when?", "and with whom?" */
const alone = /^(?:and |so )?(?:when|where|who|with who|with whom|how long|what time|which day|what day)(?: again| exactly)?$/
const somebody = /^(he|she|him|her|his|hers)$/
const something = /^(it|its|that|this|they|them|their|those|these)$/
/** "what did I just add?", "what have you done?", "what was that?" */
const justDone =
  /^(?:and |so |wait |hang on )?(?:what (?:did|have) (?:i|you|we)\b(?: just)? (?:do|done|add|added|make|made|create|created|change|changed|say|said|set|book|booked|save|saved|put in|enter|entered)|what was that|what was the last thing (?:i|you|we) (?:asked|said|did|added|made|changed|told)(?: you)?(?: to (?:do|add|change))?)(?: just now| there| now| again)?$/

/** "show it", "let me see the second one" */
const toShow =
  /^(?:(?:and|please|ok|now|can you|could you) )*(?:show|open|read|view|display|see|pull up|bring up|let me see|let me read|show me|read me|tell me(?: more)? about) (?:it|that|this|them|those|him|her|the [a-z]+ one|the [a-z]+)(?: again| to me| please| now)*$/

/** Asks about what was spoken of, "when is it?", "who is coming to it?", "what's her number?": it is shown. A question changes nothing. */
export function aboutIt(desk: Desk, clause: Clause, state: State): Outcome | undefined {
  const said = clause.tokens
    .filter(token => token.kind !== 'sign')
    .map(token => token.lower)
    .join(' ')
  if (justDone.test(said)) return done(desk, state)
  if (!asksAbout(clause) && !toShow.test(said)) return undefined
  const readings = desk.rank(clause)
  const [best] = readings
  const own = best && standsAlone(best) && best.profile.reads
  // "did it run today?", "why did it fail?": a skill that reads just that of it.
  const taking = readings.find(
    ({ profile, filled }) => profile.reads && profile.key && (filled.pointer ?? '') !== '' && profile.family === state.spoken[0]?.family,
  )
  if (taking && !own && taking.alignment.matched > 0.9 && taking.alignment.unexplained < 0.8) {
    const outcome = act(taking, confidenceOf(taking, undefined), state)
    if (outcome.requests.length > 0) return outcome
  }
  // "why did it fail last night?", asked out of the blue: a skill that finds by itself which one is meant.
  const finding =
    best?.profile.reads && best.profile.key?.required === false && best.filled.pointer !== undefined && best.alignment.matched > 1.3
  if (finding) {
    const { pointer: _, ...filled } = best.filled
    return act({ ...best, filled: { ...filled, missing: [] } }, confidenceOf(best, undefined), state)
  }
  const targets = own ? [] : targetsOf(desk, clause, state)
  const requests = targets.flatMap(target => shown(desk, target))
  return requests.length > 0 ? { requests } : undefined
}

/** The one skill that shows a record of this sort. */
function shown(desk: Desk, target: Spoken) {
  const reader = readerOf(desk, target.family)
  return reader?.key ? [{ skill: reader.id, input: { [reader.key.name]: keyOf(target) }, confidence: 0.8 }] : []
}

/** It takes nothing but the record, so it gives all of it. */
const readerOf = (desk: Desk, family: string): Profile | undefined =>
  desk.model.profiles
    .filter(profile => profile.family === family && profile.reads && profile.key?.required)
    .sort((a, b) => a.fields.length - b.fields.length)[0]

function done(desk: Desk, { last, spoken }: State): Outcome | undefined {
  const [request] = last
  const profile = request && desk.find(request.skill)
  if (!profile) return { requests: [], say: 'Nothing yet in this conversation.' }
  if (profile.destructive)
    return {
      requests: [],
      say: `That was: ${profile.skill.title.toLowerCase()}${spoken[0] ? ` (“${spoken[0].name}”)` : ''}. “Undo” takes it back.`,
    }
  const requests = spoken
    .slice(0, Math.max(1, last.length))
    .reverse()
    .flatMap(target => shown(desk, target))
  return requests.length > 0 ? { requests } : undefined
}

function targetsOf(desk: Desk, clause: Clause, state: State): Spoken[] {
  const words = clause.tokens.map(token => token.lower)
  const person = words.some(word => somebody.test(word))
  if (person) return state.spoken.filter(({ family }) => isReached(desk, family)).slice(0, 1)
  if (alone.test(words.filter(word => word !== '?').join(' '))) return state.spoken.slice(0, 1)
  const pointed = pointedTo(clause.tokens, state, () => [])
  if (pointed?.sure) return pointed.targets
  const at = words.findIndex(word => something.test(word))
  if (at >= 0 && pointsBack(clause, at)) {
    const many = /^(they|them|their|those|these)$/.test(words[at] as string) && state.listed.length > 1
    return many ? state.listed.slice(0, 5) : state.spoken.slice(0, 1)
  }
  return named(desk, clause, state)
}

/** "that" before a noun is no pronoun: "that report". */
const pointsBack = ({ tokens }: Clause, at: number): boolean => {
  const next = tokens[at + 1]
  return (
    !/^(that|this|those|these)$/.test(tokens[at]?.lower ?? '') ||
    next === undefined ||
    next.kind === 'sign' ||
    functionWords.has(next.lower)
  )
}

/** People are what has an address. */
const isReached = (desk: Desk, family: string): boolean =>
  desk.model.profiles.some(profile => profile.family === family && profile.fields.some(({ meaning }) => meaning.kind === 'email'))

/** "who is doing the gate?": a word of the name of one thing spoken of, and no other. */
function named(desk: Desk, { tokens }: Clause, { listed, spoken }: State): Spoken[] {
  const said = tokens
    .filter(
      (token, at) => token.kind === 'word' && /^(the|my|our|that)$/.test(tokens[at - 1]?.lower ?? '') && !functionWords.has(token.lower),
    )
    .map(token => stem(token.lower))
    .filter(word => !desk.model.nounFamilies.has(word))
  if (said.length !== 1) return []
  const hits = [...listed, ...spoken].filter(({ name }) =>
    name
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .some(word => stem(word) === said[0]),
  )
  return new Set(hits.map(keyOf)).size === 1 ? hits.slice(0, 1) : []
}
