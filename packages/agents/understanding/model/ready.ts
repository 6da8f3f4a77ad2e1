import type { Clause, Surroundings } from '../found/extraction.ts'
import { clauseOf } from '../text/clause.ts'
import type { Token } from '../text/token.ts'
import type { Built } from './build.ts'
import type { Profile } from './profile.ts'
import { type Reading, rank } from './rank.ts'

/** The model at work on one message: its text, its moment, and what was already ranked. */
export interface Desk {
  model: Built
  text: string
  around: Surroundings
  find(id: string): Profile | undefined
  clause(tokens: Token[], question?: boolean): Clause
  /** Ranks a clause; the same tokens are ranked once. */
  rank(clause: Clause): Reading[]
}

export function deskFor(model: Built, text: string, around: Surroundings, likeness?: Map<string, number>): Desk {
  const known = new Map<string, Reading[]>()
  const byId = new Map(model.profiles.map(profile => [profile.id, profile]))
  return {
    model,
    text,
    around,
    find: id => byId.get(id),
    clause: (tokens, question) => clauseOf(text, tokens, around.now, question),
    rank(clause) {
      const key = `${clause.question}|${clause.tokens.map(token => `${token.start}:${token.lower}`).join(' ')}`
      let readings = known.get(key)
      if (!readings) {
        readings = rank(model, clause, around, likeness)
        known.set(key, readings)
      }
      return readings
    },
  }
}

/** Everything is there for the call. */
export const isComplete = (reading: Reading): boolean => reading.filled.missing.length === 0 && !reading.filled.idle
