import { takeUndo } from '@atom/identity'
import { AtomError, type Context, defineSkill, type SkillCall, type SkillRegistry } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import { z } from 'zod'
import type { ActiveTurns } from '../chat/active-turns.ts'
import { changeCard, findMessage } from '../chat/messages.ts'
import { store } from '../store.ts'

export interface UndoDeps {
  registry: SkillRegistry
  turns: ActiveTurns
}

/** Takes back one thing this person did: the one named, else the last of this chat, else the last of all. Its card says so. */
export const undo = ({ registry, turns }: UndoDeps) =>
  defineSkill({
    id: 'undo',
    title: 'Undo',
    description:
      'Takes back the last thing this person did through ATOM, or the one whose undoId is given. It cannot bring back what was deleted for good.',
    effect: 'write',
    input: z.object({ id: z.string().min(1).max(100).describe('The undoId of a call; the last one without it.').optional() }),
    output: z.object({ undoId: z.string(), skill: z.string(), title: z.string(), output: z.unknown() }),
    examples: [
      'undo',
      'undo that',
      'undo the last thing',
      'take that back',
      'revert that',
      'oops, undo',
      'that was a mistake, take it back',
      'please reverse what you just did',
    ],
    synonyms: { verbs: ['undo', 'revert', 'reverse', 'take back', 'roll back'], nouns: ['change', 'action', 'last thing'] },
    route: 'POST /api/undo',
    tell: ({ title }) => `Undone: ${title.charAt(0).toLowerCase()}${title.slice(1)}.`,
    run: async (ctx, { id }) => {
      const taken = await take(ctx, id)
      const output = await ctx.invoke(taken.skill, taken.input)
      await markUndone(ctx, turns, taken.id)
      return { undoId: taken.id, skill: taken.doneSkill, title: registry.find(taken.doneSkill)?.title ?? taken.doneSkill, output }
    },
  })

async function take(ctx: Context, id: string | undefined): Promise<SkillCall & { id: string; doneSkill: string }> {
  if (id !== undefined || !ctx.sessionId) return takeUndo(ctx, id)
  for (const undoId of await undoIdsOf(ctx, ctx.sessionId)) {
    try {
      return await takeUndo(ctx, undoId)
    } catch (error) {
      // Taken back by another way already: then the one before it is meant.
      if (!AtomError.is(error) || error.code !== 'identity.nothing_to_undo') throw error
    }
  }
  return takeUndo(ctx)
}

const undoIdsOf = async (ctx: Context, sessionId: string): Promise<string[]> => {
  const rows = await store
    .from(ctx, 'chat_call')
    .select('undo_id')
    .where('session_id', '=', sessionId)
    .where('undo_id', 'is not', null)
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  return rows.flatMap(({ undo_id }) => (undo_id ? [undo_id] : []))
}

/** The card of what was undone says so, in the chat it stands in. */
async function markUndone(ctx: Context, turns: ActiveTurns, undoId: string): Promise<void> {
  const row = await store.from(ctx, 'chat_call').select(['id', 'message_id']).where('undo_id', '=', undoId).executeTakeFirst()
  if (!row) return
  await store.update(ctx, 'chat_call').set({ undo_id: null }).where('id', '=', row.id).execute()
  const writing = turns.writing(row.message_id)
  const card = writing?.calls().find(call => call.id === row.id)
  if (writing && card) return afterCommit(ctx, () => writing.show({ ...card, undone: true }))
  if (!(await changeCard(ctx, row.message_id, row.id, call => ({ ...call, undone: true })))) return
  const message = await findMessage(ctx, row.message_id)
  if (message) afterCommit(ctx, () => turns.tell(message))
}
