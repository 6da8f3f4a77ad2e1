import { Note } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { ifStill } from '../if-still.ts'
import { noteFields } from './fields.ts'
import { insertNote } from './record.ts'
import { tellCreated } from './tell.ts'

/** Keeps a piece of text. Fires `note.created`. */
export const createNote = defineSkill({
  id: 'notes.create',
  title: 'Write a note',
  description: 'Keeps a piece of text, with a title and labels where they are given. For a thing to do use tasks.create.',
  effect: 'write',
  input: z.object({ title: noteFields.title.optional(), body: noteFields.body, labels: noteFields.labels.optional() }),
  output: Note,
  examples: [
    { say: 'note that the wifi password is sunflower42', input: { body: 'the wifi password is sunflower42' } },
    { say: 'take a note: Sam prefers calls after 4', input: { body: 'Sam prefers calls after 4' } },
    { say: 'write down that the door code changed to 5521', input: { body: 'the door code changed to 5521' } },
    {
      say: 'create a note called Gift ideas: a book for Dana, a mug for Lee',
      input: { title: 'Gift ideas', body: 'a book for Dana, a mug for Lee' },
    },
    {
      say: 'jot down idea for the launch: invite the press early #launch',
      input: { body: 'idea for the launch: invite the press early', labels: ['launch'] },
    },
    { say: 'save this: parking spot is B14', input: { body: 'parking spot is B14' } },
    {
      say: 'new note Meeting minutes saying we agreed on the budget',
      input: { title: 'Meeting minutes', body: 'we agreed on the budget' },
    },
  ],
  synonyms: {
    verbs: [
      'note',
      'note down',
      'write',
      'write down',
      'jot down',
      'jot this down',
      'take a note',
      'save',
      'create',
      'add',
      'make',
      'keep',
      'new',
      'record',
      'log',
      'pop',
      'note to self',
      'remember that',
    ],
    nouns: ['note', 'memo', 'idea', 'minutes', 'jotting'],
  },
  route: 'POST /api/notes',
  status: 201,
  undo: note => ({ skill: 'notes.retract', input: { id: note.id }, ifStill: ifStill('notes', note) }),
  tell: tellCreated,
  run: insertNote,
})
