import { Policies } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { identityErrors } from '../errors.ts'
import { readRules, replaceRules } from '../policy/rules.ts'
import { personRef } from '../refs/person.ts'

export const getPolicies = defineSkill({
  id: 'policies.get',
  title: 'Show the policies',
  description: 'The rules of this workspace that allow, ask for or forbid skills.',
  effect: 'read',
  input: z.object({}),
  output: Policies,
  examples: [],
  route: 'GET /api/policies',
  internal: true,
  run: async ctx => ({ rules: await readRules(ctx) }),
})

export const setPolicies = defineSkill({
  id: 'policies.set',
  title: 'Change the policies',
  description: 'Puts these rules in the place of all others.',
  effect: 'write',
  input: Policies,
  output: Policies,
  examples: [],
  route: 'PUT /api/policies',
  internal: true,
  role: 'admin',
  before: async ctx => ({ rules: await readRules(ctx) }),
  undo: (now, _input, before) => ({ skill: 'policies.set', input: before, ifStill: { skill: 'policies.get', input: {}, fields: now } }),
  async run(ctx, { rules }) {
    const resolved = []
    for (const rule of rules) {
      if (rule.person === undefined) resolved.push(rule)
      else {
        const person = await personRef.resolve(ctx, rule.person, { effect: 'write', unknown: 'refuse' })
        if (!person) throw identityErrors.person_unknown({ words: rule.person })
        resolved.push({ ...rule, person })
      }
    }
    await replaceRules(ctx, resolved)
    await ctx.events.publish(ctx, { name: 'policy.changed', data: {} })
    return { rules: resolved }
  },
})
