import { Deleted } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { deletingVerbs } from '../deleting-verbs.ts'
import { tellDeleted } from '../tell-deleted.ts'
import { undoDeleted } from '../undo-deleted.ts'
import { noteFilter } from './fields.ts'
import { affectedNotes, removeNotes } from './record.ts'

/** Deletes one note, or all. They can be restored. Fires `note.deleted` for each. */
export const deleteNotes = defineSkill({
  id: 'notes.delete',
  title: 'Delete notes',
  description: 'Deletes one note (id), or all notes (filter: all). Give either id or filter.',
  effect: 'destructive',
  input: z.object({ id: ref('note', { ask: 'Which note should I delete?' }).optional(), filter: noteFilter.optional() }),
  output: Deleted,
  examples: [
    { say: 'delete the note Gift ideas', input: { id: 'Gift ideas' } },
    { say: 'remove my note about the wifi password', input: { id: 'wifi password' } },
    { say: 'throw away the parking note', input: { id: 'parking' } },
    { say: 'delete all notes', input: { filter: 'all' } },
    { say: 'get rid of the meeting minutes note', input: { id: 'meeting minutes' } },
    { say: 'erase the memo on the door code', input: { id: 'door code' } },
    { say: 'the parking note can go', input: { id: 'parking' } },
  ],
  synonyms: {
    verbs: [...deletingVerbs, 'throw away'],
    nouns: ['note', 'notes', 'memo'],
  },
  route: 'DELETE /api/notes/{id}',
  undo: undoDeleted('notes'),
  affects: affectedNotes,
  tell: tellDeleted('note'),
  run: removeNotes,
})
