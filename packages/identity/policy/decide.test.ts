import type { PolicyRule } from '@atom/contracts'
import { expect, test } from 'vitest'
import { type Call, decideByRules } from './decide.ts'

const call: Call = { agent: 'researcher', person: 'ana', skill: 'tasks.delete', effect: 'destructive' }
const allow = (rule: Omit<PolicyRule, 'decision'> = {}): PolicyRule => ({ ...rule, decision: 'allow' })
const ask = (rule: Omit<PolicyRule, 'decision'> = {}): PolicyRule => ({ ...rule, decision: 'ask' })
const deny = (rule: Omit<PolicyRule, 'decision'> = {}): PolicyRule => ({ ...rule, decision: 'deny' })

test.each<[string, PolicyRule[], 'allow' | 'ask' | 'deny' | undefined]>([
  ['without rules nothing is decided', [], undefined],
  ['a rule for another skill says nothing', [deny({ skill: 'notes.delete' })], undefined],
  ['a rule for another person says nothing', [deny({ person: 'bo' })], undefined],
  ['a rule for another agent says nothing', [deny({ agent: 'writer' })], undefined],
  ['a rule for another effect says nothing', [deny({ effect: 'read' })], undefined],
  ['a rule that names nothing covers all', [deny()], 'deny'],
  ['a star covers what begins so', [ask({ skill: 'tasks.*' })], 'ask'],
  ['a star does not cover what begins otherwise', [ask({ skill: 'notes.*' })], undefined],
  ['naming something beats naming nothing', [deny(), allow({ effect: 'destructive' })], 'allow'],
  ['a lone star names nothing', [deny({ skill: '*' }), allow({ effect: 'destructive' })], 'allow'],
  ['a whole skill beats the beginning of one', [deny({ skill: 'tasks.*' }), allow({ skill: 'tasks.delete' })], 'allow'],
  ['a whole skill beats an effect', [deny({ effect: 'destructive' }), allow({ skill: 'tasks.delete' })], 'allow'],
  ['a longer beginning beats a shorter one', [deny({ skill: 'tas*' }), allow({ skill: 'tasks.*' })], 'allow'],
  ['two things named beat one', [deny({ person: 'ana' }), allow({ person: 'ana', effect: 'destructive' })], 'allow'],
  ['among equals deny goes first', [allow({ person: 'ana' }), ask({ agent: 'researcher' }), deny({ effect: 'destructive' })], 'deny'],
  ['among equals ask goes before allow', [allow({ person: 'ana' }), ask({ skill: 'tasks.*' })], 'ask'],
  ['the order of the rules does not matter', [allow({ skill: 'tasks.delete' }), deny({ skill: 'tasks.*' })], 'allow'],
])('%s', (_sentence, rules, decision) => {
  expect(decideByRules(rules, call)).toBe(decision)
  expect(decideByRules(rules.toReversed(), call)).toBe(decision)
})
