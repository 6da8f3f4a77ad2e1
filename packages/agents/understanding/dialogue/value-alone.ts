import type { Clause } from '../found/extraction.ts'
import type { Profile } from '../model/profile.ts'
import type { Desk } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import type { Request } from '../types.ts'
import { changeOf } from './follow.ts'
import type { State } from './state.ts'

const valueCue = /^(for|on|at|by|in|with|every|under|due|each|weekly|daily|monthly|yearly)$/

/** "tomorrow afternoon", of what has no time yet. */
const missesTime = ({ tokens, times }: Clause, { fields }: Profile, { spoken }: State): boolean =>
  spoken[0]?.whole === true &&
  tokens.every((token, at) => token.kind === 'sign' || times.some(span => at >= span.from && at < span.to)) &&
  fields.every(({ name, meaning }) => meaning.kind !== 'when' || spoken[0]?.fields?.[name] === undefined)

/** "for tomorrow", "every day please", "at Luigi's": nothing but a value, right after something was made, changed or shown, belongs to that. */
export function valueAlone(desk: Desk, clause: Clause, state: State): Request | undefined {
  const last = desk.find(state.last.at(-1)?.skill ?? '')
  const [first] = clause.tokens
  if (
    !first ||
    !last ||
    (last.reads && !last.key) ||
    last.destructive ||
    clause.question ||
    state.last.length !== 1 ||
    clause.tokens.length > 6
  )
    return undefined
  if (!(valueCue.test(first.lower) || missesTime(clause, last, state)) || state.spoken[0]?.family !== last.family) return undefined
  const it: Token = { text: 'it', lower: 'it', start: first.start, end: first.start, kind: 'word' }
  const whole = desk.clause([it, ...clause.tokens], false)
  const change = changeOf(desk, whole, state, undefined)
  return change && desk.find(change.skill)?.skill.input.safeParse(change.input).success ? change : undefined
}
