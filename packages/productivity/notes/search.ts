import { Note, pageOf } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { cursor, limit } from '../fields.ts'
import { noteQuery } from './fields.ts'
import { pageOfFoundNotes } from './record.ts'
import { tellNotes } from './tell.ts'

/** Notes whose title, text or labels hold all the words, in any order. */
export const searchNotes = defineSkill({
  id: 'notes.search',
  title: 'Search notes',
  description: 'Finds notes by words in title, text or labels.',
  effect: 'read',
  input: z.object({ query: noteQuery, limit, cursor }),
  output: pageOf(Note),
  examples: [
    { say: 'find my notes about the launch', input: { query: 'launch' } },
    { say: 'search notes for wifi', input: { query: 'wifi' } },
    { say: 'what did I write about the move', input: { query: 'move' } },
    { say: 'what did I write down about parking', input: { query: 'parking' } },
    { say: 'which notes mention parking', input: { query: 'parking' } },
    { say: 'do any of my notes mention the boiler', input: { query: 'boiler' } },
    { say: 'what did I note about Dana', input: { query: 'Dana' } },
    { say: 'look for the note mentioning the door code', input: { query: 'door code' } },
    { say: 'do I have notes on the budget', input: { query: 'budget' } },
    { say: 'which notes contain "parking"', input: { query: 'parking' } },
    { say: 'have I written anything about sourdough', input: { query: 'sourdough' } },
    { say: 'what do my notes say about rent', input: { query: 'rent' } },
    { say: 'anything in my notes about the boiler', input: { query: 'boiler' } },
    { say: 'show notes about the launch', input: { query: 'launch' } },
  ],
  synonyms: {
    verbs: ['find', 'search', 'look for', 'look up', 'show', 'look through', 'hunt for', 'locate', 'dig out', 'dig up'],
    nouns: ['note', 'notes', 'memos'],
  },
  tell: tellNotes,
  run: pageOfFoundNotes,
})
