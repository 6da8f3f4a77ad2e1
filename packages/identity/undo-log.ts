import { type Context, newId, type SkillCall, type UndoLog } from '@atom/kernel'
import { identityErrors } from './errors.ts'
import { changedFields, marksOf } from './field-marks.ts'
import { store } from './store.ts'

/** Keeps how to take back what was done, for the person who did it. */
export const undoLog: UndoLog = {
  async record(ctx, done, call) {
    const id = newId()
    await store
      .insert(ctx, 'undo_log', {
        id,
        person_id: ctx.person.id,
        done_skill: done.skill,
        skill: call.skill,
        input: JSON.stringify(call.input),
        if_still: call.ifStill === undefined ? null : JSON.stringify({ ...call.ifStill, fields: marksOf(call.ifStill.fields) }),
        created_at: ctx.clock.now().toISOString(),
        used_at: null,
      })
      .execute()
    return id
  },
}

/**
 * Takes the call that undoes one thing, or the last one, out of the log: once, and only for who did it. Inside the undo's transaction.
 * @throws identity.nothing_to_undo, identity.changed_since
 */
export async function takeUndo(ctx: Context, id?: string): Promise<SkillCall & { id: string; doneSkill: string }> {
  let query = store.from(ctx, 'undo_log').selectAll().where('person_id', '=', ctx.person.id).where('used_at', 'is', null)
  if (id !== undefined) query = query.where('id', '=', id)
  const row = await query.orderBy('id', 'desc').limit(1).executeTakeFirst()
  if (!row) throw identityErrors.nothing_to_undo()
  const taken = await store
    .update(ctx, 'undo_log')
    .set({ used_at: ctx.clock.now().toISOString() })
    .where('id', '=', row.id)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  if (taken.numUpdatedRows !== 1n) throw identityErrors.nothing_to_undo()
  if (row.if_still !== null) await refuseChanged(ctx, JSON.parse(row.if_still) as SkillCall & { fields: Record<string, string> })
  return { id: row.id, doneSkill: row.done_skill, skill: row.skill, input: JSON.parse(row.input) as Record<string, unknown> }
}

/** @throws identity.changed_since */
async function refuseChanged(ctx: Context, { skill, input, fields }: SkillCall & { fields: Record<string, string> }): Promise<void> {
  const changed = changedFields(fields, (await ctx.invoke(skill, input)) as Record<string, unknown>)
  if (changed.length > 0) throw identityErrors.changed_since({ fields: changed.join(', ') }, { details: { fields: changed } })
}
