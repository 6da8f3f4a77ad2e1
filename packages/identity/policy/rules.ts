import type { PolicyRule } from '@atom/contracts'
import { type Context, newId } from '@atom/kernel'
import { Remembered } from '../remembered.ts'
import { store } from '../store.ts'

const remembered = new Remembered<PolicyRule[]>(2_000)

/** The workspace's rules, remembered for a moment: every call asks for them. */
export const rulesOf = async (ctx: Context): Promise<PolicyRule[]> => (await remembered.get(ctx.workspaceId, () => readRules(ctx))) ?? []

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
  remembered.forgetWith(ctx)
  await store.remove(ctx, 'policy').execute()
  for (const rule of rules) await insert(ctx, rule)
}

export async function addRule(ctx: Context, rule: PolicyRule): Promise<void> {
  remembered.forgetWith(ctx)
  await insert(ctx, rule)
}

async function insert(ctx: Context, rule: PolicyRule): Promise<void> {
  const { agent = null, person = null, skill = null, effect = null, decision } = rule
  await store
    .insert(ctx, 'policy', { id: newId(), agent, person, skill, effect, decision, created_at: ctx.clock.now().toISOString() })
    .execute()
}
