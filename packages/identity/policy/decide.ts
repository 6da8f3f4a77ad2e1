import type { PolicyRule } from '@atom/contracts'
import type { Decision, Effect } from '@atom/kernel'

export interface Call {
  agent?: string | undefined
  person: string
  skill: string
  effect: Effect
}

const strictness: Record<Decision, number> = { deny: 2, ask: 1, allow: 0 }

const isPrefix = (skill: string) => skill.endsWith('*')
const fits = (rule: PolicyRule, call: Call) =>
  (rule.agent === undefined || rule.agent === call.agent) &&
  (rule.person === undefined || rule.person === call.person) &&
  (rule.effect === undefined || rule.effect === call.effect) &&
  (rule.skill === undefined || (isPrefix(rule.skill) ? call.skill.startsWith(rule.skill.slice(0, -1)) : rule.skill === call.skill))

/** Each thing named counts one, a skill named in full two, a lone star nothing. */
const weight = (rule: PolicyRule) =>
  (rule.agent === undefined ? 0 : 1) +
  (rule.person === undefined ? 0 : 1) +
  (rule.effect === undefined ? 0 : 1) +
  (rule.skill === undefined || rule.skill === '*' ? 0 : isPrefix(rule.skill) ? 1 : 2)

/** Is `a` more specific than `b`? Of two beginnings of skills the longer one is. */
function beats(a: PolicyRule, b: PolicyRule): boolean {
  if (weight(a) !== weight(b)) return weight(a) > weight(b)
  return a.skill !== undefined && b.skill !== undefined && isPrefix(a.skill) && isPrefix(b.skill) && a.skill.length > b.skill.length
}

/** What the rules say of a call: the most specific that fit, and of those the strictest; nothing where none fits. */
export function decideByRules(rules: readonly PolicyRule[], call: Call): Decision | undefined {
  const fitting = rules.filter(rule => fits(rule, call))
  const best = fitting.filter(rule => !fitting.some(other => beats(other, rule)))
  return best.map(rule => rule.decision).sort((a, b) => strictness[b] - strictness[a])[0]
}
