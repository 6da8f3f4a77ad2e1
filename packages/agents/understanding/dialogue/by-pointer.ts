import type { Clause } from '../found/extraction.ts'
import type { Reading } from '../model/rank.ts'
import { type Desk, isComplete } from '../model/ready.ts'
import { act, type Outcome } from './act.ts'
import { asksAbout } from './asking.ts'
import { onThatDay, withWeekday } from './bare-weekday.ts'
import { confidenceOf } from './decide.ts'
import { keepDay, keyOf } from './follow.ts'
import { pointedTo, pointsTwice } from './pointers.ts'
import type { Part } from './split.ts'
import { standsAlone } from './stands-alone.ts'
import type { State } from './state.ts'
import { withSort } from './with-sort.ts'

/** Reads the message with names in place of what points at them, and does it for each thing pointed at. */
export function byPointer(desk: Desk, part: Part, state: State, plainly: Reading | undefined): Outcome | undefined {
  const pointed = pointedTo(part.tokens, state, family => kindsOf(desk, family))
  if (!pointed) return undefined
  if (pointsTwice(pointed)) return { requests: [], ask: 'I heard more than one request. Please say one after the other?' }
  const [target] = pointed.targets
  const family = target?.family
  const clause = withSort(desk, pointed, desk.clause(pointed.tokens, part.question))
  const ranked = asksAbout(clause) ? desk.rank(clause).filter(({ profile }) => profile.reads) : desk.rank(clause)
  const first = ranked.find(reading => (reading.profile.key ? reading.profile.family === family : pointed.sure && !reading.profile.reads))
  // What exists is changed before the same is made again.
  const changed = ranked.find(reading => reading.profile.key && reading.profile.family === family)
  const best =
    first &&
    !first.profile.key &&
    changed &&
    isComplete(changed) &&
    changed.score > 1 &&
    first.score - changed.score < 1.5 &&
    changed.alignment.unexplained < 0.3
      ? changed
      : first
  if (best && (lost(clause, best) || (pointed.named && !best.profile.key))) return undefined
  if (!best || !isComplete(best) || best.alignment.matched < 0.9 || best.alignment.unexplained > 0.6 || best.score < 1) return undefined
  if (!pointed.sure && plainly && standsAlone(plainly) && plainly.score > best.score + 0.3) return undefined
  const key = best.profile.key ?? best.profile.main
  if (!key || best.filled.input[key.name] !== target?.name) return undefined
  const outcomes = pointed.targets.map(target =>
    act(
      {
        ...best,
        filled: {
          ...best.filled,
          input: {
            ...(best.profile.key ? keepDay(best.profile, best.filled.input, state, clause, target) : best.filled.input),
            ...(best.profile.key ? onThatDay(best.profile, best.filled.input, target, withWeekday(clause, best.filled.input)) : {}),
            [key.name]: best.profile.key ? keyOf(target) : target.name,
          },
        },
      },
      confidenceOf(best, undefined),
      state,
    ),
  )
  return { requests: outcomes.flatMap(outcome => outcome.requests) }
}

/** The words for the records of a family. */
const kindsOf = (desk: Desk, family: string): string[] =>
  desk.model.profiles.flatMap(profile =>
    profile.family === family && profile.key ? [...profile.nouns, ...profile.kinds].flatMap(noun => (noun.length === 1 ? noun : [])) : [],
  )

/** A name that the reading has no place for. */
const lost = (clause: Clause, { alignment, extraction }: Reading): boolean => {
  const taken = [...alignment.slots.values()].flatMap(places => {
    const quotes = places.filter(at => clause.tokens[at]?.kind === 'quote')
    return quotes.length > 0 ? quotes : places
  })
  return clause.tokens.some(
    (token, at) => at > 0 && token.kind === 'word' && /^\p{Lu}/u.test(token.text) && !extraction.hidden[at] && !taken.includes(at),
  )
}
