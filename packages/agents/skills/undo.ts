import type { ChatCallPart } from '@atom/contracts'
import { takeUndo } from '@atom/identity'
import { AtomError, type Context, defineSkill, effectOf, newId, type SkillCall, type SkillRegistry } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import { z } from 'zod'
import type { ActiveTurns } from '../chat/active-turns.ts'
import { changeCard, findMessage, messagesBefore } from '../chat/messages.ts'
import { titleIn } from '../chat/say.ts'
import { chatErrors } from '../errors.ts'
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
    tell: ({ title, output }) => {
      const record = titleIn(output)
      return `Undone: ${title.charAt(0).toLowerCase()}${title.slice(1)}${record ? ` (${record})` : ''}.`
    },
    run: async (ctx, { id }) => {
      const taken = await take(ctx, { registry, turns }, id)
      const output = await ctx.invoke(taken.skill, taken.input)
      await markUndone(ctx, turns, taken.id)
      return {
        undoId: taken.id,
        skill: taken.doneSkill,
        title: (await registry.in(ctx)).find(taken.doneSkill)?.title ?? taken.doneSkill,
        output,
      }
    },
  })

async function take(
  ctx: Context,
  { registry, turns }: UndoDeps,
  id: string | undefined,
): Promise<SkillCall & { id: string; doneSkill: string }> {
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
  return takeUndo(ctx)
}

/** How many messages back "undo" looks in a chat before it looks at everything this person did. */
const remembered = 20

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
