import { Note } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { getNote as load } from './record.ts'
import { tellNote } from './tell.ts'

/** One note with its text. */
export const getNote = defineSkill({
  id: 'notes.get',
  title: 'Show a note',
  description: 'Gives one note with its whole text.',
  effect: 'read',
  input: z.object({ id: ref('note', { ask: 'Which note?' }) }),
  output: Note,
  examples: [
    { say: 'show me the note Gift ideas', input: { id: 'Gift ideas' } },
    { say: 'open my note about the wifi password', input: { id: 'wifi password' } },
    { say: 'read the meeting minutes note', input: { id: 'meeting minutes' } },
    { say: 'what does the note on parking say', input: { id: 'parking' } },
    { say: 'display the door code note', input: { id: 'door code' } },
    { say: 'read me the note about the launch', input: { id: 'launch' } },
    { say: 'what does the wifi note say', input: { id: 'wifi' } },
    { say: 'what the parking note says', input: { id: 'parking' } },
  ],
  synonyms: {
    verbs: ['show', 'open', 'read', 'display', 'what does', 'pull up', 'bring up', 'look at', 'let me see', 'let me read'],
    nouns: ['note', 'memo'],
  },
  route: 'GET /api/notes/{id}',
  answers: 'until-changed',
  tell: tellNote,
  run: (ctx, { id }) => load(ctx, id),
})
