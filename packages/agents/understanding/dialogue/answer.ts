import { effectOf } from '@atom/kernel'
import { slotText } from '../fill/text.ts'
import { extract } from '../found/extract.ts'
import type { Clause } from '../found/extraction.ts'
import { personAt } from '../found/people.ts'
import { align } from '../model/align.ts'
import { anchorsOf } from '../model/anchors.ts'
import { cellsOf } from '../model/cells.ts'
import type { Profile } from '../model/profile.ts'
import type { Desk } from '../model/ready.ts'
import { isComplete } from '../model/ready.ts'
import { type Token, tokenise } from '../text/token.ts'
import { functionWords, pronouns, stem } from '../text/words.ts'
import type { Request } from '../types.ts'
import { isAsking } from './asking.ts'
import { keepDay, keyOf } from './follow.ts'
import { pointedAt } from './ordinals.ts'
import { beginsWithNo, beginsWithYes, isNo, isRefusal, isThanks, isYes } from './replies.ts'
import type { Pending, Spoken, State } from './state.ts'

/** What was asked about is not done. */
export const leftSay = 'All right, I left it as it is.'

/** “same but for the 5th” */
const besides = /^(same|but|only|just|rather|instead|please|make|again)$/

export type Answer = { requests: Request[]; pending?: Pending; say?: string }

/** Takes a message as the answer to the question that stands open, or gives nothing when it is a message of its own. */
export function answerOf(desk: Desk, pending: Pending, tokens: Token[], state: State): Answer | undefined {
  const profile = desk.find(pending.skill)
  if (!profile) return undefined
  const left = { requests: [], say: leftSay }
  if (isNo(tokens)) return left
  const whole = { skill: pending.skill, confidence: 0.95 }
  const said = tokens.map(token => token.lower).join(' ')
  // “delete it” is a yes to the question whether to delete, and to no other.
  const repeated = profile.verbs.some(verb => new RegExp(`^((yes|ok|okay|sure) )?${verb.join(' ')} (it|them|that)$`).test(said))
  if ((isYes(tokens) || beginsWithYes(tokens) || repeated) && pending.missing.length === 0)
    return { requests: [{ ...whole, input: pending.input }] }
  // Thanks are neither a yes nor what something is called.
  if ((isThanks(tokens) || isThanks(tokenise(desk.text))) && !isYes(tokens) && desk.clause(tokens).times.length === 0) return undefined
  const other = theOther(pending, profile, said, state)
  if (other) return { requests: [asked(profile, { ...whole, input: { ...pending.input, [profile.key?.name as string]: keyOf(other) } })] }
  if (
    (pending.kind === 'confirm' || pending.kind === 'missing') &&
    (beginsWithNo(tokens) || isRefusal(tokens) || /^actually i (don't|dont|do not)/.test(said))
  )
    return left
  if (pending.kind === 'which' && profile.key) {
    const at = pointedAt(said, state.listed.length) ?? named(said, state)
    if (at)
      return {
        requests: at.map(place =>
          asked(profile, {
            ...whole,
            input: { ...pending.input, [profile.key?.name as string]: keyOf(state.listed[place] as (typeof state.listed)[number]) },
          }),
        ),
      }
  }
  const clause = desk.clause(pending.missing[0]?.meaning.kind === 'title' ? withoutNaming(tokens) : tokens)
  if (
    isAsking(clause) ||
    (state.spoken.length > 0 && (changesIt.test(said) || commandsIt(desk, tokens))) ||
    begins(desk, pending, clause) ||
    isOwnRequest(desk, clause) ||
    outgrows(desk, pending, clause)
  )
    return undefined
  return filled(desk, pending, clause, state)
}

/** "it's called Budget sync", "call it Budget sync": the name is what follows. */
function withoutNaming(tokens: Token[]): Token[] {
  const said = tokens.map(token => token.lower).join(' ')
  const lead = /^((it is|it's|its|that is) )?(called|named|titled) |^(call|name) (it|that|this) |^(the )?(name|title) is /.exec(said)?.[0]
  return lead ? tokens.slice(lead.trim().split(' ').length) : tokens
}

/** "make it 5", "delete all three": of what was spoken of before; neither a name nor a text. */
const changesIt =
  /^(?:(?:please|and|also|actually|no|just|then) )*(?:make|move|push|delete|remove|change|set|mark|undo|show|shift|complete|finish|reschedule|postpone|tag) (?:it|that|this|them|those|both|all (?:of (?:them|those)|two|three|four|five)|the (?:first|second|third|fourth|fifth|last|other)(?: one)?)\b|^and (?:also )?(?:one|another|the other)\b/

/** "snooze it for an hour": a verb of some skill that works on what there is, and what points back at it. */
const commandsIt = (desk: Desk, tokens: readonly Token[]): boolean =>
  /^(it|them)$/.test(tokens[1]?.lower ?? '') &&
  !/^(call|name|rename|title)$/.test(tokens[0]?.lower ?? '') &&
  desk.model.profiles.some(({ key, verbs }) => key && verbs.some(verb => verb.length === 1 && verb[0] === stem(tokens[0]?.lower ?? '')))

/** "remind me": the beginning of a request for something else. */
function begins(desk: Desk, pending: Pending, clause: Clause): boolean {
  const top = desk.rank(clause)[0]
  return (
    top !== undefined &&
    top.profile.id !== pending.skill &&
    top.alignment.matched > 1.9 &&
    top.alignment.unexplained === 0 &&
    top.alignment.slots.size === 0 &&
    top.alignment.frame.elements[0]?.kind === 'verb'
  )
}

/** A record was chosen, but nobody has said yes to losing it. */
const asked = (profile: Profile, request: Request): Request =>
  effectOf(profile.skill, request.input) === 'destructive' ? { ...request, confirm: true } : request

/** "no, the other one": of two that were listed, the one not asked about. */
function theOther(pending: Pending, profile: Profile, said: string, state: State): Spoken | undefined {
  if (!profile.key || !/\bthe other( one)?\b/.test(said)) return undefined
  const now = String(pending.input[profile.key.name] ?? '').toLowerCase()
  const others = state.listed.filter(record => record.name.toLowerCase() !== now && record.id !== now)
  return others.length === 1 ? others[0] : undefined
}

/** The one listed thing whose name these words tell apart from the others. */
function named(said: string, state: State): number[] | undefined {
  const words = said
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word && !functionWords.has(word) && word !== 'one')
  if (words.length === 0) return undefined
  const hits = state.listed
    .map((record, at) => ({ at, all: words.every(word => record.name.toLowerCase().includes(word)) }))
    .filter(hit => hit.all)
  return hits.length === 1 ? [hits[0]?.at as number] : undefined
}

/** A sentence with its own verb and noun is a new request, whatever was asked before. */
function isOwnRequest(desk: Desk, clause: Clause): boolean {
  const top = desk.rank(clause)[0]
  return top !== undefined && isComplete(top) && top.score > 2 && top.alignment.matched > 1.5 && top.alignment.unexplained < 0.5
}

/** "coffee monday 10-11 with Sam", said where only a time was asked for: more than the time stands in it, and it is a request for something else. */
function outgrows(desk: Desk, pending: Pending, clause: Clause): boolean {
  const [wanted] = pending.missing
  const profile = desk.find(pending.skill)
  if (pending.kind !== 'missing' || !profile || !/^(day|when)$/.test(wanted?.meaning.kind ?? '')) return false
  const top = desk.rank(clause)[0]
  if (!top || top.profile === profile || top.profile.reads || !isComplete(top) || top.score < 1.2) return false
  return clause.tokens.some(
    (token, at) =>
      token.kind === 'word' &&
      !functionWords.has(token.lower) &&
      !clause.times.some(span => at >= span.from && at < span.to) &&
      // A noun of the other skill, or what it is called by.
      (desk.model.nounFamilies.has(stem(token.lower)) || /^\p{Lu}/u.test(token.text)),
  )
}

function filled(desk: Desk, pending: Pending, clause: Clause, state: State): Answer | undefined {
  const profile = desk.find(pending.skill)
  if (!profile) return undefined
  const extraction = extract(profile, clause, desk.around)
  const fresh: Record<string, unknown> = { ...extraction.values }
  const wanted = pending.missing[0]
  if (!wanted) {
    // Asked for more of what was already understood: only values count, any other word makes it a message of its own.
    for (const [place, soft] of extraction.soft) {
      fresh[soft.field] = soft.value
      for (let at = place; at < soft.to; at++) extraction.hidden[at] = true
    }
    const person = profile.fields.find(field => field.meaning.to === 'person')
    const at = clause.tokens.findIndex(
      (token, place) => !extraction.hidden[place] && token.kind !== 'sign' && !functionWords.has(token.lower),
    )
    const to = at < 0 ? at : personAt(clause, at, desk.around)
    // “and A2”, of something that is called A1, is nobody.
    if (person && at >= 0 && to > at && !/\d/.test(clause.tokens[at]?.text ?? '')) {
      const name = slotText(
        clause,
        Array.from({ length: to - at }, (_, k) => at + k),
        person,
      )
      fresh[person.name] = person.list ? [name] : name
      for (let place = at; place < to; place++) extraction.hidden[place] = true
    }
    const loose = clause.tokens.some(
      (token, at) => !extraction.hidden[at] && token.kind !== 'sign' && !functionWords.has(token.lower) && !besides.test(token.lower),
    )
    if (loose || Object.keys(fresh).length === 0) return undefined
    return { requests: [{ skill: profile.id, confidence: 0.85, input: { ...pending.input, ...keepDay(profile, fresh, state, clause) } }] }
  }
  const textual = ['title', 'text', 'query', 'ref', 'place'].includes(wanted.meaning.kind)
  if (textual && fresh[wanted.name] === undefined) {
    const cells = cellsOf(clause.tokens, extraction, false)
    const anchors = anchorsOf(profile, cells, desk.model.weights)
    const slot = { kind: 'slot' as const, field: wanted }
    const frames = [[slot], [slot, { kind: 'noun' as const }]].map(elements =>
      align({ elements, constants: {}, learned: false }, cells, anchors, desk.around),
    )
    const best = frames.sort((a, b) => b.score - a.score)[0]
    const places = best?.slots.get(wanted.name)
    const text = places ? slotText(clause, places, wanted) : ''
    // "it" answers nothing.
    if (text && !pronouns.has(text.toLowerCase())) fresh[wanted.name] = wanted.list ? [text] : text
    else if (text) return { requests: [], pending }
  }
  if (Object.keys(fresh).length === 0) return undefined
  const input = { ...pending.input, ...fresh }
  const missing = pending.missing.filter(field => input[field.name] === undefined)
  if (missing.length > 0) return { requests: [], pending: { ...pending, input, missing, kind: 'missing' } }
  return { requests: [{ skill: profile.id, input, confidence: 0.9 }] }
}
