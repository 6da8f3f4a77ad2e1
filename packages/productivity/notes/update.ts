import { Note } from '@atom/contracts'
import { defineSkill, longText, ref } from '@atom/kernel'
import { z } from 'zod'
import { replacing } from '../adding-to.ts'
import { ifStillChanged } from '../if-still.ts'
import { changeNote, noteBefore, noteChangedBack } from './change.ts'
import { noteFields } from './fields.ts'
import { tellUpdated } from './tell.ts'

const labels = replacing('labels', noteFields.labels)

/** Changes the fields that are given; null clears the title; `append` adds a line to the text, `addLabels` to the labels; with `revision`, only if the note is still as it was read. Fires `note.updated`. */
export const updateNote = defineSkill({
  id: 'notes.update',
  title: 'Change a note',
  description:
    'Changes title, text or labels of one note; append adds a line at its end; addLabels adds labels, labels replaces all it has. Only what is given changes.',
  effect: 'write',
  input: z.object({
    id: ref('note', { cues: ['to', 'to the note', 'in the note', 'the note'], ask: 'Which note?' }),
    title: noteFields.title.nullable().optional(),
    body: noteFields.body.optional(),
    append: longText({ cues: ['add', 'append'] })
      .describe('A line to add at the end.')
      .optional(),
    labels: labels.whole,
    addLabels: labels.added,
    revision: z
      .string()
      .max(100)
      .describe('The revision that was read: where the note has changed since, nothing is changed and 409 is answered.')
      .optional(),
  }),
  output: Note,
  examples: [
    { say: 'add a scarf for Mia to the note Gift ideas', input: { id: 'Gift ideas', append: 'a scarf for Mia' } },
    { say: 'rename the note Gift ideas to Presents', input: { id: 'Gift ideas', title: 'Presents' } },
    { say: 'change the wifi note to "the password is now tulip7"', input: { id: 'wifi', body: 'the password is now tulip7' } },
    { say: 'tag the parking note with office', input: { id: 'parking', addLabels: ['office'] } },
    { say: 'append "call the caterer" to my meeting minutes note', input: { id: 'meeting minutes', append: 'call the caterer' } },
    { say: 'edit the door code note: it is 7788 now', input: { id: 'door code', body: 'it is 7788 now' } },
    { say: 'replace the text of the note Alarm with "code 4412"', input: { id: 'Alarm', body: 'code 4412' } },
    { say: 'give the note Ideas the title Big ideas', input: { id: 'Ideas', title: 'Big ideas' } },
    { say: 'write "closed on Mondays" at the end of the note Shops', input: { id: 'Shops', append: 'closed on Mondays' } },
    { say: 'put "socks" onto the end of my packing note', input: { id: 'packing', append: 'socks' } },
    { say: 'add to the note Gift ideas: a scarf for Mia', input: { id: 'Gift ideas', append: 'a scarf for Mia' } },
    { say: 'add a line to my wifi note: guest network is tulip', input: { id: 'wifi', append: 'guest network is tulip' } },
  ],
  synonyms: { verbs: ['change', 'edit', 'update', 'rename', 'append', 'add to', 'tag', 'label', 'rewrite'], nouns: ['note', 'memo'] },
  route: 'PATCH /api/notes/{id}',
  before: noteBefore,
  undo: (note, input, before) => {
    const back = noteChangedBack(input, before)
    return { skill: 'notes.update', input: back, ifStill: ifStillChanged('notes', note, back) }
  },
  tell: tellUpdated,
  run: changeNote,
})
