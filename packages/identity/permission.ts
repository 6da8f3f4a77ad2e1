import { type Context, type Decision, type Effect, kernelErrors, type Permission, type Role, roles, type Skill } from '@atom/kernel'
import { decideByRules } from './policy/decide.ts'
import { rulesOf } from './policy/rules.ts'

/** The least role for a skill: a viewer reads, a member changes, unless the skill says otherwise. */
const leastRole = (skill: Skill, effect: Effect): Role => skill.role ?? (effect === 'read' ? 'viewer' : 'member')

export const atLeast = (role: Role, least: Role): boolean => roles.indexOf(role) <= roles.indexOf(least)

const spoken: Record<Role, string> = { owner: 'An owner', admin: 'An admin', member: 'A member', viewer: 'A viewer' }

/** No rule reaches the rules themselves, or one that forbids everything could never be taken back. Their own role guards them. */
const beyondRules = new Set(['policies.get', 'policies.set'])

const agentOf = (ctx: Context) => (ctx.actor.startsWith('agent:') ? ctx.actor.slice('agent:'.length) : undefined)

/**
 * Role first, then the workspace's policies. A direct call by a person or key is its own consent: there `ask` means yes, `deny` still no.
 * Without a rule, chat, agents and events ask before what cannot be undone.
 */
export const permission: Permission = {
  async decide(ctx, skill, effect): Promise<Decision> {
    if (!atLeast(ctx.role, leastRole(skill, effect))) throw kernelErrors.forbidden({ role: spoken[ctx.role], skill: skill.title })
    const rules = beyondRules.has(skill.id) ? [] : await rulesOf(ctx)
    const ruled = rules.length ? decideByRules(rules, { agent: agentOf(ctx), person: ctx.person.id, skill: skill.id, effect }) : undefined
    const decision = ruled ?? (effect === 'destructive' ? 'ask' : 'allow')
    return decision === 'ask' && ctx.via === 'api' ? 'allow' : decision
  },
}
