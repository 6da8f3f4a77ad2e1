import { type Context, newId, type SkillCall, type UndoLog } from '@atom/kernel'
import { identityErrors } from './errors.ts'
import { changedFields, marksOf } from './field-marks.ts'
import { store, type UndoLogTable } from './store.ts'

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
        title: done.title ?? null,
        created_at: ctx.clock.now().toISOString(),
        used_at: null,
      })
      .execute()
    return id
  },
}

/** One thing that can be taken back. */
export interface Undoable {
  id: string
  /** Id of the skill that did it. */
  doneSkill: string
  title?: string
  doneAt: string
}

/** The one thing named, or the last one this person did, left in the log. @throws identity.nothing_to_undo */
export const findUndo = async (ctx: Context, id?: string): Promise<Undoable> => undoableOf(await find(ctx, id))

/**
 * Takes the call that undoes one thing, or the last one, out of the log: once, and only for who did it. Inside the undo's transaction.
 * @throws identity.nothing_to_undo, identity.changed_since
 */
export async function takeUndo(ctx: Context, id?: string): Promise<SkillCall & Undoable> {
  const row = await find(ctx, id)
  const taken = await store
    .update(ctx, 'undo_log')
    .set({ used_at: ctx.clock.now().toISOString() })
    .where('id', '=', row.id)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  if (taken.numUpdatedRows !== 1n) throw identityErrors.nothing_to_undo()
  if (row.if_still !== null) await refuseChanged(ctx, JSON.parse(row.if_still) as SkillCall & { fields: Record<string, string> })
  return { ...undoableOf(row), skill: row.skill, input: JSON.parse(row.input) as Record<string, unknown> }
}

async function find(ctx: Context, id: string | undefined) {
  let query = store.from(ctx, 'undo_log').selectAll().where('person_id', '=', ctx.person.id).where('used_at', 'is', null)
  if (id !== undefined) query = query.where('id', '=', id)
  const row = await query.orderBy('id', 'desc').limit(1).executeTakeFirst()
  if (!row) throw identityErrors.nothing_to_undo()
  return row
}

const undoableOf = ({ id, done_skill, title, created_at }: Omit<UndoLogTable, 'workspace_id'>): Undoable => ({
  id,
  doneSkill: done_skill,
  ...(title === null ? {} : { title }),
  doneAt: created_at,
})

/** @throws identity.changed_since */
async function refuseChanged(ctx: Context, { skill, input, fields }: SkillCall & { fields: Record<string, string> }): Promise<void> {
  const changed = changedFields(fields, (await ctx.invoke(skill, input)) as Record<string, unknown>)
  if (changed.length > 0) throw identityErrors.changed_since({ fields: changed.join(', ') }, { details: { fields: changed } })
}
