import type { PolicyRule } from '@atom/contracts'
import { type Context, newId } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import { store } from '../store.ts'

/** Other processes see a change of the rules this much later at most. */
const freshFor = 2_000

const known = new Map<string, { rules: PolicyRule[]; until: number }>()
/** Workspaces whose rules are being changed: until that is durable nobody may remember the old ones. */
const changing = new Map<string, number>()

/** The workspace's rules, remembered for a moment: every call asks for them. */
export async function rulesOf(ctx: Context): Promise<PolicyRule[]> {
  const remembered = known.get(ctx.workspaceId)
  if (remembered && remembered.until > Date.now()) return remembered.rules
  const rules = await readRules(ctx)
  if (!changing.has(ctx.workspaceId)) {
    if (known.size > 10_000) known.clear()
    known.set(ctx.workspaceId, { rules, until: Date.now() + freshFor })
  }
  return rules
}

/** In the order they were given. */
export async function readRules(ctx: Context): Promise<PolicyRule[]> {
  const rows = await store.from(ctx, 'policy').selectAll().orderBy('id').execute()
  return rows.map(({ agent, person, skill, effect, decision }) => ({
    ...(agent === null ? {} : { agent }),
    ...(person === null ? {} : { person }),
    ...(skill === null ? {} : { skill }),
    ...(effect === null ? {} : { effect }),
    decision,
  }))
}

/** Puts these rules in the place of all others. */
export async function replaceRules(ctx: Context, rules: PolicyRule[]): Promise<void> {
  forgetRules(ctx)
  await store.remove(ctx, 'policy').execute()
  for (const rule of rules) await addRule(ctx, rule)
}

export async function addRule(ctx: Context, rule: PolicyRule): Promise<void> {
  forgetRules(ctx)
  const { agent = null, person = null, skill = null, effect = null, decision } = rule
  await store
    .insert(ctx, 'policy', { id: newId(), agent, person, skill, effect, decision, created_at: ctx.clock.now().toISOString() })
    .execute()
}

function forgetRules(ctx: Context) {
  const { workspaceId } = ctx
  known.delete(workspaceId)
  const since = Date.now()
  changing.set(workspaceId, since)
  const done = () => {
    known.delete(workspaceId)
    if (changing.get(workspaceId) === since) changing.delete(workspaceId)
  }
  afterCommit(ctx, done)
  // A change that is rolled back is never told to be durable.
  setTimeout(done, 60_000).unref()
}
