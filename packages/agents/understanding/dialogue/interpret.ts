import type { Reading } from '../model/rank.ts'
import { type Desk, isComplete } from '../model/ready.ts'
import { type Token, tokenise } from '../text/token.ts'
import { pronouns, stem } from '../text/words.ts'
import type { Request } from '../types.ts'
import { aboutIt } from './about-it.ts'
import { act, type Outcome } from './act.ts'
import { allBut } from './all-but.ts'
import { anotherOf } from './another.ts'
import { answerOf } from './answer.ts'
import { asksAbout } from './asking.ts'
import { byPointer } from './by-pointer.ts'
import { chatter } from './chatter.ts'
import { corrects } from './corrects.ts'
import { confidenceOf, decide, outOfReach, unknown } from './decide.ts'
import { isDoubtful } from './doubts.ts'
import { eachPointed } from './each-pointed.ts'
import { changeOf, changerOf, echoOf, lastSaid } from './follow.ts'
import { goesOn } from './goes-on.ts'
import { keptAt } from './kept-at.ts'
import { makesAnother } from './makes-another.ts'
import { ofTheLast } from './of-the-last.ts'
import { onTheLast } from './on-the-last.ts'
import { pointedAt } from './ordinals.ts'
import { pointedFirst, pointedInside } from './pointers.ts'
import { beforeLast, shiftOf } from './relative.ts'
import { endsInRefusal, forbids, isDropped, isRefusal, isThanks } from './replies.ts'
import { sameOn } from './same-on.ts'
import { isGreeting, smallTalk } from './small-talk.ts'
import { type Part, split } from './split.ts'
import { standsAlone } from './stands-alone.ts'
import { heard, type Spoken, type State } from './state.ts'
import { stopped } from './stopped.ts'
import { thatDay } from './that-day.ts'
import { toldDone } from './told.ts'
import { unclipped } from './unclipped.ts'
import { valueAlone } from './value-alone.ts'
import { unresolved, whichOne } from './which-one.ts'
import { inTheirPlace, withoutThem } from './who-is-in.ts'
import { oneMore, wholeList } from './whole-list.ts'
import { unwrapped } from './wrappers.ts'
import { writtenOn } from './written-on.ts'

const nothing: Outcome = { requests: [], say: 'All right, nothing done.' }

/** Understands one message in the light of the conversation. */
export function interpret(desk: Desk, said: Token[], state: State): Outcome {
  const tokens = unclipped(said)
  if (state.pending && !isGreeting(tokens)) {
    const answer = answerOf(desk, state.pending, tokens, state)
    if (answer) {
      const ask = answer.pending ? answer.pending.missing[0]?.meaning.ask : undefined
      return { ...answer, ...(answer.pending ? { ask: ask ?? 'What else?' } : {}) }
    }
  }
  const talk = worksOnIt(desk, tokens, state) ? undefined : smallTalk(desk.text, tokens, state, desk.find)
  if (talk) return talk
  const chat = chatter(unclipped(tokenise(desk.text)), state, desk.around.now, desk.find)
  if (chat) return { requests: [], say: chat }
  const all = desk.clause(tokens)
  const onIt =
    writtenOn(desk, all, state) ??
    keptAt(desk, all, state) ??
    wholeList(desk, all, state) ??
    oneMore(desk, all, state) ??
    withoutThem(desk, all, state) ??
    inTheirPlace(desk, all, state)
  if (onIt) return onIt
  const requests: Request[] = []
  let now = state
  let last: Outcome = nothing
  let asked: Outcome | undefined
  const unheard: string[] = []
  const but = allBut(tokens, state)
  if (but && 'requests' in but) return but
  if (but) return interpret(desk, but.tokens, but.state)
  const each = eachPointed(tokens, state)?.map(clause => ({ tokens: clause, question: false }))
  for (const [at, part] of (each ?? split(desk, tokens)).entries()) {
    // What was heard is done; nobody else is served while more is tried.
    if (at > 0 && desk.tired()) {
      asked = {
        requests: [],
        ask: `That is too much at once. Please say the rest again, one or two things at a time: “${shortened(spoken(desk, part))}”`,
      }
      break
    }
    const outcome = interpretPart(desk, part, now)
    // Said twice in one message it is still one request: "tick off the rent, it's done".
    for (const request of outcome.requests) {
      const again = part.tokens.some(token => pronouns.has(token.lower)) ? goesOn(desk, requests.at(-1), request) : undefined
      if (again) requests[requests.length - 1] = again
      else if (!requests.some(each => same(each, request))) requests.push(request)
    }
    if (outcome.ask) asked ??= outcome
    if (outcome.say === outOfReach.say) unheard.push(spoken(desk, part))
    last = outcome
    now = heard(now, outcome.requests, outcome.pending, desk.find)
  }
  // Nothing that was said is passed over in silence.
  if (unheard.length > 0 && requests.length > 0)
    asked ??= { requests: [], ask: `I did not understand “${unheard.join('”, “')}”. What should I do about it?` }
  if (requests.length > 0)
    return {
      requests,
      ...(state.pending?.kind === 'missing' ? { say: 'I took that as a new request; what I asked about before is dropped.' } : {}),
      ...(asked?.ask ? { ask: asked.ask, pending: asked.pending } : {}),
    }
  if (asked) return asked
  return last.say === outOfReach.say && asksAbout(all) ? unknown : last
}

const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)

const spoken = (desk: Desk, { tokens }: Part): string => desk.text.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0)
const same = (a: Request, b: Request): boolean => a.skill === b.skill && JSON.stringify(a.input) === JSON.stringify(b.input)

function interpretPart(desk: Desk, whole: Part, state: State): Outcome {
  const part = thatDay(withoutNo(desk, whole), state, desk.around.now)
  const { tokens } = part
  const works = worksOnIt(desk, tokens, state)
  if (isThanks(tokens) || (isDropped(tokens) && !works)) return nothing
  const said = spoken(desk, part)
  const ended = stopped(desk, tokens)
  if (ended) return ended
  const { target, rest } = pointedFirst(tokens, state)
  const clause = unwrapped(desk, desk.clause(rest, part.question))
  const readings = desk.rank(clause)
  const top = readings[0]
  const denied = /^not\b[^,]*,/i.test(said) && state.spoken.length > 0
  if (isRefusal(tokens) && !works && !ownWords(top) && !denied && clause.tokens.length === rest.length) return nothing
  if (endsInRefusal(tokens) || forbids(tokens)) return nothing
  const about = aboutIt(desk, clause, state)
  if (about) return about
  // What is to be made may be called so: “remind me to return the other one”.
  const which = top && standsAlone(top) && !top.profile.key ? undefined : whichOne(rest, state)
  if (which) return which
  const before = beforeLast(desk, clause, state)
  if (before) return before
  const another = anotherOf(desk, clause, state)
  if (another) return another
  const substituted = byPointer(desk, part, state, top)
  if (substituted) return substituted
  const followed = follow(desk, part, state, target, readings, said)
  if (followed) return followed
  const by = shiftOf(clause)
  if (
    by &&
    top &&
    readings.some(reading => reading.profile.key && !reading.profile.reads && reading.score > 0.6) &&
    /^(push|move|delay|bring|postpone|shift|put|pull|extend|make)$/.test(rest[0]?.lower ?? '')
  )
    return { requests: [], ask: 'To when exactly? I do not know when it is now.' }
  const told = top && top.alignment.matched > 1.3 && top.score > 1.8 && isComplete(top) ? undefined : toldDone(desk, clause)
  const same = ofTheLast(clause, top, state)
  if (same) return same
  return unresolved(desk, rest, state, told ?? decide(desk, clause, weighed(readings, state), state))
}

/** "stop it", of what can be stopped: a skill's own word, where it otherwise would say that nothing is to be done. */
const worksOnIt = (desk: Desk, tokens: readonly Token[], { spoken }: State): boolean =>
  /^(it|that|this|them)$/.test(tokens[1]?.lower ?? '') &&
  tokens.slice(2).every(({ kind, lower }) => kind === 'sign' || /^(now|please|again|for now)$/.test(lower)) &&
  desk.model.profiles.some(
    ({ family, key, reads, destructive, verbs }) =>
      key && !reads && !destructive && family === spoken[0]?.family && verbs.some(verb => verb.join(' ') === stem(tokens[0]?.lower ?? '')),
  )

/** "no, reopen it": before a command of its own a no refuses only what was before. */
function withoutNo(desk: Desk, part: Part): Part {
  const [first, second, third] = part.tokens
  const command = desk.model.profiles.some(
    ({ key, reads, verbs }) => key && !reads && verbs.some(verb => verb[0] === stem(third?.lower ?? '')),
  )
  if (first?.lower === 'no' && second?.lower === ',' && command && !isRefusal(part.tokens)) return { ...part, tokens: part.tokens.slice(2) }
  // "yes cancel it", where no question is open any more.
  const again = desk.model.profiles.some(
    ({ key, reads, verbs }) => key && !reads && verbs.some(verb => verb[0] === stem(second?.lower ?? '')),
  )
  return again && /^(yes|yeah|yep|yup|sure)$/.test(first?.lower ?? '') && /^(it|that|this|them|the)$/.test(third?.lower ?? '')
    ? { ...part, tokens: part.tokens.slice(1) }
    : part
}

/** "don't let me forget" is a skill's own way to say it: the refusal is within its words. */
const ownWords = (top: Reading | undefined): boolean =>
  top !== undefined &&
  top.alignment.frame.elements[0]?.kind === 'verb' &&
  top.alignment.matched > 1.2 &&
  top.alignment.unexplained < 0.2 &&
  top.profile.verbs.some(verb => /^(don't|dont|never|no|not)$/.test(verb[0] ?? ''))

function follow(
  desk: Desk,
  part: Part,
  state: State,
  target: Spoken | undefined,
  readings: readonly Reading[],
  said: string,
): Outcome | undefined {
  if (target) state = { ...state, spoken: [target, ...state.spoken] }
  const clause = desk.clause(
    target ? part.tokens.slice(part.tokens.findIndex(token => token.lower === ',') + 1) : part.tokens,
    part.question,
  )
  const pointing = clause.tokens.some(token => pronouns.has(token.lower) || /^(his|her|their|its)$/.test(token.lower))
  const best = readings[0]
  const inside = target ? undefined : pointedInside(part.tokens, state)
  const family = inside?.target.family ?? state.spoken[0]?.family
  // A skill of that family that takes the pronoun itself: "delete it", "mark that as done".
  const asks = asksAbout(clause)
  const takers = readings.filter(
    reading =>
      (!asks || reading.profile.reads) &&
      reading.filled.pointer !== undefined &&
      reading.profile.key &&
      reading.filled.pointer !== '' &&
      families(state, reading).includes(reading.profile.family),
  )
  const taking =
    takers.find(reading => reading.profile !== changerOf(desk, reading.profile.family) && isFit(reading, takers[0])) ?? takers[0]
  const sure = taking !== undefined && !isDoubtful(desk, taking.clause, taking)
  if (taking && sure && isFit(taking, best) && taking.profile !== changerOf(desk, taking.profile.family)) {
    const outcome = act(taking, confidenceOf(taking, undefined), state)
    if (outcome.requests.length > 0) return outcome
  }
  // "make it urgent as well" changes it; "Omar as well" does the same for somebody else.
  const onIt = /^\s*(and |also |please )*(make|tag|label|set|give|move|put|assign|mark|push|rename|call|add) (it|that|them|this)\b/i.test(
    said,
  )
  const again = !onIt && /\b(too|also|as well|again)\b/i.test(said) && desk.find(lastSaid(desk, state, true)?.skill ?? '')
  if (again && !again.key && !again.reads && again.fields.some(field => field.meaning.to === 'person' && !field.list)) {
    const echo = echoOf(desk, clause, state, whole(desk, said))
    if (echo) return { requests: [echo] }
  }
  if (
    family &&
    !asks &&
    (pointing || corrects(said) || corrects(whole(desk, said)) || target || inside) &&
    !(best && standsAlone(best)) &&
    !makesAnother(desk, clause, family)
  ) {
    const change = inside
      ? changeOf(desk, desk.clause(inside.rest, part.question), state, inside.target)
      : changeOf(desk, clause, state, target)
    if (change && changes(desk, change)) return { requests: [change] }
  }
  if (taking && sure && isFit(taking, best)) {
    const outcome = act(taking, confidenceOf(taking, undefined), state)
    if (outcome.requests.length > 0) return outcome
  }
  if (inside?.rest.every(token => token.kind === 'sign' || /^(and|also|too|as|well|same|please|for|with|the)$/.test(token.lower))) {
    const same = sameOn(desk, state, inside.target)
    if (same) return { requests: [same] }
  }
  const value = valueAlone(desk, clause, state)
  if (value) return { requests: [value] }
  const lacking = onTheLast(best, state)
  if (lacking) return lacking
  if (!onIt && !(best && standsAlone(best) && !/\b(too|also|as well)\b/i.test(said))) {
    const echo = echoOf(desk, clause, state, whole(desk, said))
    if (echo) return { requests: [echo] }
  }
  return undefined
}

/** The message with the words that courtesy trimming took off its front. */
const whole = (desk: Desk, said: string): string =>
  desk.text.slice(Math.max(0, desk.text.lastIndexOf(said) - 20), desk.text.lastIndexOf(said) + said.length + 20)

const isFit = (reading: Reading, best: Reading | undefined): boolean =>
  reading.score > (reading.clause.tokens.filter(token => token.kind !== 'sign').length < 3 ? 0.5 : 0.75) &&
  reading.alignment.unexplained < 0.8 &&
  (!best || best.score - reading.score < 0.9)

function families(state: State, reading: Reading): string[] {
  const listed = pointedAt(reading.filled.pointer ?? '', state.listed.length) ? state.listed.map(record => record.family) : []
  return [...listed, ...(state.spoken[0] ? [state.spoken[0].family] : [])]
}

const changes = (desk: Desk, change: Request): boolean => desk.find(change.skill)?.skill.input.safeParse(change.input).success ?? false

/** A skill of the family just spoken of is a little more likely. */
function weighed(readings: readonly Reading[], state: State): Reading[] {
  const family = state.spoken[0]?.family ?? state.listed[0]?.family
  if (!family) return [...readings]
  return readings
    .map(reading => (reading.profile.family === family ? { ...reading, score: reading.score + 0.1 } : reading))
    .sort((a, b) => b.score - a.score)
}
