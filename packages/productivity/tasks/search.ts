import { pageOf, Task } from '@atom/contracts'
import { defineSkill, query } from '@atom/kernel'
import { z } from 'zod'
import { cursor, limit } from '../fields.ts'
import { pageOfFoundTasks } from './page.ts'
import { tellTasks } from './tell.ts'

/** Tasks whose title, notes or labels hold all the words, in any order. */
export const searchTasks = defineSkill({
  id: 'tasks.search',
  title: 'Search tasks',
  description: 'Finds tasks, open and done, by words in title, notes or labels. To list by date, project or person use tasks.list.',
  effect: 'read',
  input: z.object({
    query: query({ cues: ['for', 'about', 'containing', 'with the word', 'mentioning', 'that mention'], ask: 'What should I look for?' }),
    limit,
    cursor,
  }),
  output: pageOf(Task),
  examples: [
    { say: 'find tasks about the budget', input: { query: 'budget' } },
    { say: 'search my todos for passport', input: { query: 'passport' } },
    { say: 'is there a task mentioning Dana', input: { query: 'Dana' } },
    { say: 'look for tasks with the word invoice', input: { query: 'invoice' } },
    { say: 'do I have any task about the website redesign', input: { query: 'website redesign' } },
    { say: 'find the to-do about "new chairs"', input: { query: 'new chairs' } },
    { say: 'find todos that mention insulation', input: { query: 'insulation' } },
    { say: 'did I add a task about the boiler', input: { query: 'boiler' } },
  ],
  synonyms: {
    verbs: ['find', 'search', 'look for', 'look up', 'is there', 'show', 'look through', 'hunt for', 'locate', 'dig out', 'dig up'],
    nouns: ['task', 'tasks', 'todos', 'to-dos'],
  },
  tell: tellTasks,
  run: pageOfFoundTasks,
})
