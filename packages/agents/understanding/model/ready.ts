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
  /** So much was tried for this message that nothing more should be: nobody else is served meanwhile. */
  tired(): boolean
}

/** What may be tried for one message: every clause that is ranked counts its tokens and `each`. Two requests in a sentence take about 300; all of it about 0.2 s. */
const patience = 700
const each = 12

export function deskFor(model: Built, text: string, around: Surroundings): Desk {
  const known = new Map<string, Reading[]>()
  let spent = 0
  const byId = new Map(model.profiles.map(profile => [profile.id, profile]))
  return {
    model,
    text,
    around,
    find: id => byId.get(id),
    clause: (tokens, question) => clauseOf(text, tokens, around.now, question),
    tired: () => spent > patience,
    rank(clause) {
      const key = `${clause.question}|${clause.tokens.map(token => `${token.start}:${token.lower}`).join(' ')}`
      let readings = known.get(key)
      if (!readings) {
        spent += clause.tokens.length + each
        readings = rank(model, clause, around)
        known.set(key, readings)
      }
      return readings
    },
  }
}

/** Everything is there for the call. */
export const isComplete = (reading: Reading): boolean => reading.filled.missing.length === 0 && !reading.filled.idle
