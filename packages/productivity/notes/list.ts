import { Note, pageOf } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { cursor, label, limit } from '../fields.ts'
import { pageOfNotes } from './record.ts'
import { tellNotes } from './tell.ts'

/** One page of notes, the newest first. */
export const listNotes = defineSkill({
  id: 'notes.list',
  title: 'List notes',
  description: 'Lists notes, the newest first. To find notes by their words use notes.search.',
  effect: 'read',
  input: z.object({ labels: label.optional(), limit, cursor }),
  output: pageOf(Note),
  examples: [
    { say: 'show my notes', input: {} },
    { say: 'list all notes', input: {} },
    { say: 'which notes are tagged launch', input: { labels: ['launch'] } },
    { say: 'what have I written down', input: {} },
    { say: 'notes with label ideas', input: { labels: ['ideas'] } },
    { say: 'let me see my latest notes', input: {} },
  ],
  synonyms: {
    verbs: ['show', 'list', 'see', 'view', 'which', 'display', 'get', 'fetch', 'pull up', 'how many'],
    nouns: ['notes', 'memos', 'ideas'],
  },
  route: 'GET /api/notes',
  answers: 'until-changed',
  tell: tellNotes,
  run: pageOfNotes,
})
