import { type Audit, newId } from '@atom/kernel'
import { store } from './store.ts'

/** Writes one line in the caller's transaction: ids and names of fields, never values. */
export const audit: Audit = {
  async record(ctx, { skill, effect, target, fields, outcome, error }) {
    await store
      .insert(ctx, 'audit', {
        id: newId(),
        at: ctx.clock.now().toISOString(),
        actor: ctx.actor,
        via: ctx.via,
        skill,
        effect,
        target: target ?? null,
        fields: JSON.stringify(fields),
        outcome,
        error: error ?? null,
      })
      .execute()
  },
}
