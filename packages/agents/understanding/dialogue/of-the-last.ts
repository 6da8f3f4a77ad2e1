import type { Clause } from '../found/extraction.ts'
import type { Reading } from '../model/rank.ts'
import { act, type Outcome } from './act.ts'
import { confidenceOf } from './decide.ts'
import type { State } from './state.ts'

/** "remind me about it at 6": something new that is only missing its name, about what was spoken of last: it is called as that is. */
export function ofTheLast(clause: Clause, top: Reading | undefined, state: State): Outcome | undefined {
  const [last] = state.spoken
  const main = top?.profile.main
  if (!top || !last || !main || top.profile.key || top.profile.reads || top.alignment.matched < 0.9) return undefined
  const [missing, more] = top.filled.missing
  if (missing !== main || more || top.alignment.unexplained > 1.4) return undefined
  const words = clause.tokens.map(token => token.lower)
  const about = words.some((word, at) => /^(about|of|on|for|do|to)$/.test(word) && /^(it|that|this)$/.test(words[at + 1] ?? ''))
  if (!about) return undefined
  const filled = { ...top.filled, missing: [], input: { ...top.filled.input, [main.name]: last.name } }
  return act({ ...top, filled }, confidenceOf(top, undefined), state)
}
