import type { Clause } from '../found/extraction.ts'
import type { Desk } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import type { Outcome } from './act.ts'
import { changeOf } from './follow.ts'
import type { State } from './state.ts'

const lead = /^(actually|no|ok|okay|oh|sorry|wait|and|please|just|rather|then|better|let's|,)$/
const tail = /^(then|please|instead|again|after|all|as|it|was|originally|[.!])$/

/** "no, keep it on Saturday", after it was moved: it goes back there. Of what was not changed it says that nothing is to be. */
export function keptAt(desk: Desk, { tokens }: Clause, state: State): Outcome | undefined {
  const last = desk.find(state.last.at(-1)?.skill ?? '')
  if (!last?.key || last.reads || last.destructive || last.family !== state.spoken[0]?.family) return undefined
  let at = 0
  while (lead.test(tokens[at]?.lower ?? '')) at++
  if (!/^(keep|leave|have)$/.test(tokens[at]?.lower ?? '') || !/^(it|that|this)$/.test(tokens[at + 1]?.lower ?? '')) return undefined
  const clause = desk.clause([tokens[at + 1] as Token, ...tokens.slice(at + 2)], false)
  const [time] = clause.times
  if (!time?.moment || time.from !== 1 || clause.tokens.slice(time.to).some(({ lower }) => !tail.test(lower))) return undefined
  const change = changeOf(desk, desk.clause(clause.tokens.slice(0, time.to), false), state, undefined)
  return change && desk.find(change.skill)?.skill.input.safeParse(change.input).success ? { requests: [change] } : undefined
}
