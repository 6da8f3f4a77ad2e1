import { pageOf, Reminder } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { cursor, limit } from '../fields.ts'
import { reminderQuery } from './fields.ts'
import { pageOfFoundReminders } from './page.ts'
import { tellReminders } from './tell.ts'

/** Reminders whose title holds all the words, in any order. */
export const searchReminders = defineSkill({
  id: 'reminders.search',
  title: 'Search reminders',
  description: 'Finds reminders, past and upcoming, by words.',
  effect: 'read',
  input: z.object({ query: reminderQuery, limit, cursor }),
  output: pageOf(Reminder),
  examples: [
    { say: 'find reminders about the dentist', input: { query: 'dentist' } },
    { say: 'search my reminders for rent', input: { query: 'rent' } },
    { say: 'is there a reminder mentioning Dana', input: { query: 'Dana' } },
    { say: 'look for the reminder about medicine', input: { query: 'medicine' } },
    { say: 'do I have a reminder for the timesheet', input: { query: 'timesheet' } },
    { say: 'find the alarm with "pizza"', input: { query: 'pizza' } },
    { say: 'did I set a reminder about the boiler', input: { query: 'boiler' } },
    { say: 'is there an alarm for the oven', input: { query: 'oven' } },
  ],
  synonyms: {
    verbs: ['find', 'search', 'look for', 'look up', 'is there', 'show', 'look through', 'hunt for', 'locate', 'dig out', 'dig up'],
    nouns: ['reminder', 'reminders', 'alarm'],
  },
  tell: tellReminders,
  run: pageOfFoundReminders,
})
