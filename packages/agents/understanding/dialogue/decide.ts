import type { Clause } from '../found/extraction.ts'
import type { Reading } from '../model/rank.ts'
import { type Desk, isComplete } from '../model/ready.ts'
import { errands, isElsewhere } from '../text/errands.ts'
import { commandVerbs, functionWords, stem } from '../text/words.ts'
import { act, type Outcome, question } from './act.ts'
import { beyond } from './beyond.ts'
import { isDoubtful, leavesOut } from './doubts.ts'
import { withoutPointer } from './loose-pointer.ts'
import { proposal } from './propose.ts'
import type { State } from './state.ts'

/** Below this a reading is not acted upon: a write needs more than a look. */
const enough = { read: 0.42, write: 0.5 }

/** How sure the best reading is: how well it fits, and how far the next one is behind. */
export function confidenceOf(top: Reading, next: Reading | undefined): number {
  const fit = 1 / (1 + Math.exp(-2.4 * (top.score - 1.15)))
  const margin = next ? Math.max(0, top.score - next.score) : 1
  return fit * (0.62 + 0.38 * Math.min(1, margin / 0.35))
}

/** Decides what a ranked clause means: requests, a question, or nothing. */
export function decide(desk: Desk, clause: Clause, readings: readonly Reading[], state: State): Outcome {
  const outcome = decided(desk, clause, readings, state)
  return outcome === outOfReach && !isErrand(readings[0], clause) ? (fragment(desk, readings, clause, state) ?? outcome) : outcome
}

function decided(desk: Desk, clause: Clause, readings: readonly Reading[], state: State): Outcome {
  const top = readings[0]
  if (!top) return outOfReach
  const confidence = confidenceOf(
    top,
    readings.find(reading => reading.profile.id !== top.profile.id),
  )
  const reads = top.profile.reads
  if (isErrand(top, clause)) return (isOwnDeed(clause) && offer(top, readings, clause)) || outOfReach
  const sort = sortAlone(readings, clause)
  if (sort) return act(sort, confidenceOf(sort, undefined), state)
  if (top.filled.pointer !== undefined && top.score > 0.8 && state.spoken.length === 0)
    return { requests: [], ask: question(top.profile, top.profile.key) }
  if (!reads && isQuestion(clause)) {
    // A question changes nothing, however much it sounds like a request.
    const read = readings.find(reading => reading.profile.reads && isComplete(reading))
    if (read && top.score - read.score < 1 && read.score > 0.9)
      return decide(
        desk,
        clause,
        readings.filter(reading => reading.profile.reads),
        state,
      )
    return propose(top, confidence, state)
  }
  // A title without any word of a skill's own is a guess: a look that has such a word is nearer, even where it fits a little less.
  const look = !reads && top.alignment.frame.bare ? readings.find(each => each.profile.reads && isComplete(each)) : undefined
  if (look && look.alignment.matched > 0.9 && look.alignment.unexplained < 0.3 && top.score - look.score < 0.6)
    return act(look, confidenceOf(look, undefined), state)
  if (confidence < (reads ? enough.read : enough.write)) return offer(top, readings, clause) ?? unsure(top, confidence, clause, state)
  if (top.alignment.unexplained > (reads ? (hasNoun(top) || top.alignment.matched > 1.6 ? 2.2 : 0.7) : 1.4))
    return unsure(top, confidence, clause, state)
  if (!reads && top.extraction.past !== undefined && isComplete(top)) return over(top)
  if (!reads && top.extraction.either) return { requests: [], ask: 'Which of the two days do you mean? Please say it again with one.' }
  const unsayable = beyond(clause, top, desk.around.now)
  if (unsayable) return { requests: [], ask: unsayable }
  if (!reads && leavesOut(clause, top))
    return {
      requests: [],
      ask: `I understood “${top.profile.skill.title.toLowerCase()}”, but not what is to be left out. Please say it again without that.`,
    }
  const whichOf = commandOnly(desk, top)
  if (whichOf) return { requests: [], ask: whichOf }
  const placed = withoutPointer(top)
  if (placed) return propose(placed, confidence, state)
  if (!reads && (strange(top) || isDoubtful(desk, clause, top))) return propose(top, confidence, state)
  return act(top, confidence, state)
}

/** "cancel my 4pm", "cancel everything tomorrow": nothing new is called "cancel". What is to go has to be said, and of which sort. */
function commandOnly(desk: Desk, { profile, filled, alignment }: Reading): string | undefined {
  const title = profile.main && !profile.key && !profile.reads && alignment.frame.bare ? filled.input[profile.main.name] : undefined
  const [first = '', second = '', ...more] = typeof title === 'string' ? title.toLowerCase().split(' ') : []
  const verb = desk.model.profiles.some(
    ({ destructive, verbs }) => destructive && verbs.some(each => each.length === 1 && each[0] === stem(first)),
  )
  if (!verb) return undefined
  if (second === '') return 'Which one do you mean? Please say what it is called.'
  return more.length === 0 && /^(everything|all|anything)$/.test(second)
    ? 'I do that with one sort of thing at a time. Which sort do you mean? Please say it again with it.'
    : undefined
}

/** "what …", "is there …", "any …?": asks, whatever else it says. */
const isQuestion = (clause: Clause): boolean =>
  clause.question &&
  (/^(what|which|who|whom|whose|when|where|why|how|is|are|was|were|did|does|any|anything|am)$/.test(clause.tokens[0]?.lower ?? '') ||
    (clause.tokens.at(-1)?.lower === '?' && /^(do|have|has)$/.test(clause.tokens[0]?.lower ?? '')))

/** "remind me yesterday": what is over cannot be planned. */
function over({ profile, filled, extraction }: Reading): Outcome {
  const field = profile.fields.find(each => each.name === extraction.past)
  const { [extraction.past as string]: _, ...input } = filled.input
  return {
    requests: [],
    ask: `That is over already. ${field?.meaning.ask ?? 'When do you mean?'}`,
    ...(field ? { pending: { skill: profile.id, input, missing: [field], kind: 'missing' as const } } : {}),
  }
}

/** Says what it understood and asks; a yes does it. */
function propose(reading: Reading, confidence: number, state: State): Outcome {
  if (reading.score < 0.8 || (reading.alignment.matched < 0.3 && !reading.alignment.frame.bare)) return outOfReach
  const outcome = act(reading, confidence, state)
  const [request] = outcome.requests
  // It is asked about in any case.
  if (request?.confirm) return outcome
  if (!request || outcome.requests.length > 1) return outcome.ask ? outcome : unclear
  return {
    requests: [],
    ask: proposal(reading.profile, request.input),
    pending: { skill: request.skill, input: request.input, missing: [], kind: 'confirm' },
  }
}

const unclear: Outcome = { requests: [], ask: 'I am not sure what you mean. Please say it in other words?' }

/** "bump the VAT" names no record: an unknown word before "the" is a verb that nobody declared. */
function strange({ profile, filled, alignment, clause }: Reading): boolean {
  const own = (word: string) => profile.verbs.some(verb => verb.length === 1 && verb[0] === word)
  const title = profile.key ? undefined : filled.input[profile.main?.name ?? '']
  if (typeof title === 'string' && alignment.frame.bare && /^(put|add|create|make|new|set|pop|stick|log)\b/i.test(title)) return true
  // "remind me what I have tomorrow" wants an answer.
  if (typeof title === 'string' && profile.main?.meaning.kind === 'title' && /^(what|when|where|who|how|whether|if) /i.test(title))
    return true
  const name = profile.key ? filled.input[profile.key.name] : undefined
  const places = profile.key ? (alignment.slots.get(profile.key.name) ?? []) : []
  if (typeof name !== 'string' || places.some(at => clause.tokens[at]?.kind === 'quote')) return false
  const words = name.toLowerCase().split(' ')
  return (
    words.length > 2 &&
    words.slice(1).some(word => word === 'the' || word === 'my') &&
    (!commandVerbs.has(stem(words[0] as string)) || own(words[0] as string))
  )
}

/** What is no request of any skill. */
export const outOfReach: Outcome = { requests: [], say: 'I cannot do that. Say “help” to see what I can do.' }

/** What asks for something that nobody told ATOM. */
export const unknown: Outcome = {
  requests: [],
  say: 'I do not know that. Without a language model I know only what you gave me to keep. Say “help” for examples.',
}

const hasNoun = ({ alignment }: Reading): boolean =>
  alignment.matched > 0.9 && alignment.frame.elements.some(element => element.kind === 'noun' || element.kind === 'tail')

/** "play some jazz", "what's the weather": nothing of a skill's own words is in it. */
function isErrand(top: Reading | undefined, clause: Clause): boolean {
  if (!top) return false
  const start = clause.tokens.map(token => token.lower)
  if (isElsewhere(start)) return true
  if (top.alignment.matched > 1.9) return false
  // "pay rent done": the errand is the name of what it is said of.
  const named = top.profile.key && top.alignment.slots.get(top.profile.key.name)
  if (named?.[0] === 0 && top.alignment.matched > 1.2) return false
  if (top.alignment.frame.elements.some(element => element.kind === 'noun' || element.kind === 'tail') && top.alignment.matched > 0.9)
    return false
  const words = clause.tokens.map(token => token.lower)
  return errands.some(errand => errand.every((word, at) => words[at] === word)) && top.extraction.count + top.alignment.taken.length === 0
}

/** "pay the gas bill": ATOM cannot, but the person can, and may want to be held to it. */
const isOwnDeed = ({ tokens }: Clause): boolean =>
  /^(pay|order|phone|ring|email|message|text|send)$/.test(tokens[0]?.lower ?? '') &&
  tokens.length > 1 &&
  !/^(me|us|a|an|in)$/.test(tokens[1]?.lower ?? '')

/** "gizmos", "done gizmos": the word for many of a sort, alone or with a value, asks to see them. */
function sortAlone(readings: readonly Reading[], clause: Clause): Reading | undefined {
  const [top] = readings
  const words = clause.tokens.filter(token => token.kind !== 'sign')
  const last = words.at(-1)
  if (!top || !last || words.length > 2 || (top.profile.reads && isComplete(top)) || (!top.profile.reads && isComplete(top)))
    return undefined
  if (!/[^s]s$/.test(last.text.toLowerCase())) return undefined
  return readings.find(
    ({ profile, alignment, filled }) =>
      profile.reads &&
      !profile.key &&
      !profile.main?.required &&
      filled.missing.length === 0 &&
      alignment.unexplained === 0 &&
      alignment.slots.size === 0 &&
      alignment.taken.length === words.length - 1 &&
      profile.nouns.some(noun => noun.length === 1 && noun[0] === stem(last.lower)),
  )
}

/** "buy milk" alone may be a thing to keep or a thing to be done; it asks which, and a yes is enough. */
function offer(top: Reading, readings: readonly Reading[], clause: Clause): Outcome | undefined {
  const bare = readings.find(reading => reading.alignment.frame.bare?.verbFirst && !reading.profile.reads)
  if (
    !bare ||
    clause.question ||
    clause.tokens.length > 8 ||
    !commandVerbs.has(stem(clause.tokens[0]?.lower ?? '')) ||
    bare.filled.missing.length > 0
  )
    return undefined
  if (top.profile !== bare.profile && top.alignment.matched > 0.9) return undefined
  const words = bare.filled.input[bare.profile.main?.name ?? '']
  if (typeof words !== 'string' || !words.includes(' ')) return undefined
  return {
    requests: [],
    ask: `${bare.profile.skill.title} “${words}”?`,
    pending: { skill: bare.profile.id, input: bare.filled.input, missing: [], kind: 'confirm' },
  }
}

/** Says what it took the message for, when there is something to say. */
function unsure(top: Reading, confidence: number, clause: Clause, state: State): Outcome {
  const likely = confidence > 0.3 && top.alignment.matched > 0.6 && top.score > 0.8
  if (likely && !clause.question) return propose(top, confidence, state)
  return outOfReach
}

/** A few words without a request, or a request without what it is about: asks for the rest. */
function fragment(desk: Desk, readings: readonly Reading[], clause: Clause, state: State): Outcome | undefined {
  const words = clause.tokens.filter(token => token.kind !== 'sign')
  if (words.length === 0 || words.length > 6 || isQuestion(clause)) return undefined
  const first = stem(words[0]?.lower ?? '')
  const begun = readings.find(
    ({ profile, alignment }) => !profile.reads && alignment.matched > 0.6 && profile.verbs.some(verb => verb[0] === first),
  )
  if (begun) return propose({ ...begun, score: 1 }, 0.5, state)
  const begin = readings.filter(({ profile }) => profile.key && !profile.reads && profile.verbs.some(verb => verb[0] === first))
  const [it] = state.spoken
  const keyed = begin.find(({ profile }) => profile.family === it?.family) ?? begin[0]
  if (keyed && it && keyed.profile.family !== it.family && words.every(token => !desk.model.nounFamilies.has(stem(token.lower))))
    return { requests: [], ask: `What should I do with “${it.name}”? Please say it in other words.` }
  if (keyed && words.length < 6) return { requests: [], ask: question(keyed.profile, keyed.profile.key) }
  if (words.length > 3) return undefined
  const sort = readings.find(
    ({ profile }) =>
      !profile.key && !profile.reads && [...profile.kinds, ...profile.nouns].some(noun => noun.length === 1 && noun[0] === first),
  )
  if (sort && words.length === 1) return propose({ ...sort, score: 1, alignment: { ...sort.alignment, matched: 1 } }, 0.5, state)
  const said = desk.text.slice(clause.tokens[0]?.start ?? 0, clause.tokens.at(-1)?.end ?? 0)
  if (words.every((_, at) => clause.times.some(span => at >= span.from && at < span.to)))
    return { requests: [], ask: `What about “${said}”? I understood only the time.` }
  const bare = readings.find(
    reading => reading.alignment.frame.bare && !reading.profile.reads && reading.profile.verbs.length > 0 && isComplete(reading),
  )
  return clause.question || !words.every(token => token.kind === 'word' || token.kind === 'tag' || token.kind === 'number')
    ? undefined
    : bare &&
        words.some(
          token =>
            /^(first|second|third|fourth|fifth|last)$/.test(token.lower) ||
            desk.around.familiar(token.lower) ||
            commandVerbs.has(token.lower) ||
            functionWords.has(token.lower),
        )
      ? propose({ ...bare, score: 1, alignment: { ...bare.alignment, matched: 1 } }, 0.5, state)
      : { requests: [], ask: `What should I do with “${said}”?` }
}
