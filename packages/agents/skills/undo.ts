import type { ChatCallPart } from '@atom/contracts'
import { findUndo, takeUndo, type Undoable } from '@atom/identity'
import { AtomError, type Context, defineSkill, effectOf, newId, type SkillCall, type SkillRegistry } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import { z } from 'zod'
import type { ActiveTurns } from '../chat/active-turns.ts'
import { changeCard, findMessage, messagesBefore } from '../chat/messages.ts'
import { chatErrors } from '../errors.ts'
import { store } from '../store.ts'

export interface UndoDeps {
  registry: SkillRegistry
  turns: ActiveTurns
}

const Undone = z.object({
  undoId: z.string(),
  skill: z.string().describe('Id of the skill that had done it.'),
  title: z.string().describe('What that skill does.'),
  record: z.string().optional().describe('What it was done to.'),
  doneAt: z.string(),
  deleted: z.boolean().describe('What was done was a deletion.'),
  undone: z
    .boolean()
    .describe(
      'False where nothing was taken back: this conversation changed nothing, and what was done last elsewhere is only named. Ask before undoing it by its undoId.',
    ),
  output: z.unknown(),
})

/**
 * Takes back one thing this person did: the one named; else, in a chat, the last of it; else the last of all. A chat that changed nothing
 * reaches into no other by itself: it names what would be taken back, and asks. The card of what was undone says so.
 */
export const undo = ({ registry, turns }: UndoDeps) =>
  defineSkill({
    id: 'undo',
    title: 'Undo',
    description:
      'Takes back the last change made in this conversation, or the one whose undoId is given. It cannot bring back what was deleted for good.',
    effect: 'write',
    input: z.object({ id: z.string().min(1).max(100).describe('The undoId of a call; the last one without it.').optional() }),
    output: Undone,
    examples: [
      'undo',
      'undo that',
      'undo the last thing',
      'take that back',
      'revert that',
      'oops, undo',
      'that was a mistake, take it back',
      'please reverse what you just did',
      'undo my last action',
      'put it back',
      'bring back what I just deleted',
      'undo the deletion',
      'reverse the last step',
      'roll that back',
      'ctrl z',
      'go back one step',
      'wrong one, undo',
    ],
    synonyms: {
      verbs: ['undo', 'revert', 'reverse', 'take back', 'roll back', 'bring back', 'put back', 'ctrl z'],
      nouns: ['change', 'action', 'last thing', 'deletion', 'step'],
    },
    route: 'POST /api/undo',
    offers: ({ undone, undoId }) => (undone ? undefined : { skill: 'undo', input: { id: undoId } }),
    tell: ({ title, record, doneAt, deleted, undone }, _input, ctx) => {
      if (undone && deleted && record !== undefined) return `Brought back “${record}”.`
      const what = `${title.charAt(0).toLowerCase()}${title.slice(1)}`
      if (undone) return `Undone: ${what}${record === undefined ? '' : ` (“${record}”)`}.`
      const about = record === undefined ? '' : `, “${record}”`
      return `Nothing was changed in this conversation. The last change you made elsewhere (${momentOf(ctx, doneAt)}) was: ${what}${about}. Shall I take that back?`
    },
    run: async (ctx, { id }) => {
      const taken = await take(ctx, { registry, turns }, id)
      const skill = (await registry.in(ctx)).find(taken.doneSkill)
      const done = {
        undoId: taken.id,
        skill: taken.doneSkill,
        title: skill?.title ?? taken.doneSkill,
        deleted: skill?.effect === 'destructive',
        ...(taken.title === undefined ? {} : { record: taken.title }),
        doneAt: taken.doneAt,
      }
      if (!('input' in taken)) return { ...done, undone: false, output: null }
      const output = await ctx.invoke(taken.skill, taken.input)
      await markUndone(ctx, turns, taken.id)
      return { ...done, undone: true, output }
    },
  })

/** @returns with the call that takes it back; without one where it is only to be named */
async function take(ctx: Context, { registry, turns }: UndoDeps, id: string | undefined): Promise<(SkillCall & Undoable) | Undoable> {
  if (id !== undefined || !ctx.sessionId) return takeUndo(ctx, id)
  const skills = await registry.in(ctx)
  for (const card of await lastDone(ctx, turns, ctx.sessionId)) {
    const skill = skills.find(card.skill)
    if (card.undone || card.skill === 'undo' || !skill || effectOf(skill, card.input) === 'read') continue
    // Going on to what was done before it would surprise.
    if (!card.undoId) throw chatErrors.cannot_undo({ title: skill.title })
    try {
      return await takeUndo(ctx, card.undoId)
    } catch (error) {
      // Taken back by another way already: then the one before it is meant.
      if (!AtomError.is(error) || error.code !== 'identity.nothing_to_undo') throw error
    }
  }
  return findUndo(ctx)
}

/** How many messages back "undo" looks in a chat. */
const remembered = 20

const momentOf = ({ person }: Context, at: string): string =>
  new Intl.DateTimeFormat(person.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: person.timeZone }).format(new Date(at))

/** The cards of calls that were made in this chat, the last first. */
async function lastDone(ctx: Context, turns: ActiveTurns, sessionId: string): Promise<ChatCallPart[]> {
  const stored = await messagesBefore(ctx, sessionId, newId(), remembered)
  const parts = stored.flatMap(message => turns.writing(message.id)?.parts ?? message.parts)
  return parts.filter(part => part.type === 'call' && part.status === 'done').reverse() as ChatCallPart[]
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
