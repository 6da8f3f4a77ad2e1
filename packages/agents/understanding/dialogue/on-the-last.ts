import type { Reading } from '../model/rank.ts'
import { act, type Outcome } from './act.ts'
import { confidenceOf } from './decide.ts'
import { keyOf } from './follow.ts'
import type { State } from './state.ts'

/** "invite Omar as well": all is there but what it is done to, and that is what was spoken of last. */
export function onTheLast(best: Reading | undefined, state: State): Outcome | undefined {
  const [last] = state.spoken
  const key = best?.profile.key
  if (!best || !key || best.profile.reads || best.profile.destructive || best.profile.family !== last?.family) return undefined
  if (
    best.filled.missing.length !== 1 ||
    best.filled.missing[0] !== key ||
    best.alignment.matched < 0.6 ||
    best.alignment.unexplained > 0.4
  )
    return undefined
  // "done" alone says all there is to say, of what can be done.
  const whole = best.profile.told && best.clause.tokens.filter(({ kind }) => kind !== 'sign').length === 1
  if (best.extraction.count + best.alignment.slots.size === 0 && !whole) return undefined
  return act(
    { ...best, filled: { ...best.filled, missing: [], input: { ...best.filled.input, [key.name]: keyOf(last) } } },
    confidenceOf(best, undefined),
    state,
  )
}
