import { Reminder } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { ifStill } from '../if-still.ts'
import { reminderFields } from './fields.ts'
import { insertReminder } from './insert.ts'
import { tellCreated } from './tell.ts'

/** Tells a person something at a time; a day alone means 09:00. Fires `reminder.created`, later `reminder.fired`. */
export const createReminder = defineSkill({
  id: 'reminders.create',
  title: 'Set a reminder',
  description:
    'Reminds a person at a time, by a notification; a day without a time means 09:00. Use it whenever somebody asks to be reminded; for a thing to do without a moment use tasks.create.',
  effect: 'write',
  input: z.object({
    title: reminderFields.title,
    due: reminderFields.due,
    rrule: reminderFields.rrule.optional(),
    person: reminderFields.person.describe('Who is to be reminded; the one who asks unless told.').optional(),
    task: reminderFields.task.optional(),
  }),
  output: Reminder,
  examples: [
    { say: 'remind me tomorrow at 3pm to send Dana the Q3 report', input: { title: 'send Dana the Q3 report', due: '2026-11-25T15:00' } },
    { say: 'remind me to call mum on Sunday', input: { title: 'call mum', due: '2026-11-29' } },
    {
      say: 'set a reminder for 9 December at 10 about the visa interview',
      input: { title: 'the visa interview', due: '2026-12-09T10:00' },
    },
    { say: 'remind me in 20 minutes to take the pizza out', input: { title: 'take the pizza out', due: '2026-11-24T10:20' } },
    {
      say: 'remind me every Monday at 8 to submit my timesheet',
      input: { title: 'submit my timesheet', due: '2026-11-30T08:00', rrule: 'FREQ=WEEKLY;BYDAY=MO' },
    },
    { say: 'remind Sam on Thursday to bring the projector', input: { title: 'bring the projector', due: '2026-11-26', person: 'Sam' } },
    { say: 'don’t let me forget to pay the electricity bill on Friday', input: { title: 'pay the electricity bill', due: '2026-11-27' } },
    { say: 'ping me tonight at 8 to water the plants', input: { title: 'water the plants', due: '2026-11-24T20:00' } },
    {
      say: 'I need a reminder to take my medicine every day at 7:30',
      input: { title: 'take my medicine', due: '2026-11-25T07:30', rrule: 'FREQ=DAILY' },
    },
    { say: 'wake me up tomorrow at 6:45', input: { title: 'wake up', due: '2026-11-25T06:45' } },
  ],
  synonyms: {
    verbs: [
      'remind',
      'remind me',
      'new',
      'set a reminder',
      'add a reminder',
      'add',
      'make',
      'ping me',
      'nag me',
      'nudge',
      'alert me',
      'notify me',
      'don’t let me forget',
      'wake me',
      'set',
      'rem',
      'dont let me forget',
      'make sure I remember',
      'help me remember',
      'don’t forget',
      'dont forget',
      'remember to',
    ],
    nouns: ['reminder', 'alarm', 'nudge', 'alert'],
  },
  route: 'POST /api/reminders',
  status: 201,
  undo: reminder => ({ skill: 'reminders.retract', input: { id: reminder.id }, ifStill: ifStill('reminders', reminder) }),
  tell: tellCreated,
  run: insertReminder,
})
