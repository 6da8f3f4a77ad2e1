import { Reminder } from '@atom/contracts'
import { defineSkill, ref } from '@atom/kernel'
import { z } from 'zod'
import { ifStillChanged } from '../if-still.ts'
import { changedBack } from '../undo-change.ts'
import { changeReminder, reminderBefore } from './change.ts'
import { reminderFields } from './fields.ts'
import { tellUpdated } from './tell.ts'

/** Changes the fields that are given; null clears one. A new due is scheduled anew. Fires `reminder.updated`. */
export const updateReminder = defineSkill({
  id: 'reminders.update',
  title: 'Change a reminder',
  description:
    'Changes title, time, recurrence or person of one reminder. Only what is given changes; null clears. To be told a little later use reminders.snooze.',
  effect: 'write',
  input: z.object({
    id: ref('reminder', { ask: 'Which reminder?' }),
    title: reminderFields.title.optional(),
    due: reminderFields.due.optional(),
    rrule: reminderFields.rrule.nullable().optional(),
    person: reminderFields.person.nullable().optional(),
    task: reminderFields.task.nullable().optional(),
  }),
  output: Reminder,
  examples: [
    { say: 'move the reminder to call mum to Saturday at 11', input: { id: 'call mum', due: '2026-11-28T11:00' } },
    { say: 'change my timesheet reminder to 4pm on Friday', input: { id: 'timesheet', due: '2026-11-27T16:00' } },
    { say: 'remind me of the visa interview on 8 December instead', input: { id: 'visa interview', due: '2026-12-08' } },
    { say: 'rename the pizza reminder to take out the lasagne', input: { id: 'pizza', title: 'take out the lasagne' } },
    { say: 'make the medicine reminder daily', input: { id: 'medicine', rrule: 'FREQ=DAILY' } },
    { say: 'the projector reminder is for Lee', input: { id: 'projector', person: 'Lee' } },
    { say: 'turn the plants reminder into a weekly one', input: { id: 'plants', rrule: 'FREQ=WEEKLY' } },
    { say: 'the pizza reminder should go to Sam', input: { id: 'pizza', person: 'Sam' } },
    { say: 'for the visa reminder use 9am tomorrow instead', input: { id: 'visa', due: '2026-11-25T09:00' } },
    { say: 'change the title of the reminder pizza to lasagne', input: { id: 'pizza', title: 'lasagne' } },
    { say: 'set the timesheet reminder to 5pm', input: { id: 'timesheet', due: '2026-11-24T17:00' } },
  ],
  synonyms: {
    verbs: [
      'change',
      'move',
      'update',
      'reschedule',
      'rename',
      'edit',
      'push',
      'set',
      'shift',
      'postpone',
      'delay',
      'make',
      'turn',
      'adjust',
    ],
    nouns: ['reminder', 'alarm'],
  },
  route: 'PATCH /api/reminders/{id}',
  before: reminderBefore,
  undo: (reminder, input, before) => ({
    skill: 'reminders.update',
    input: changedBack(input, before),
    ifStill: ifStillChanged('reminders', reminder, input),
  }),
  tell: tellUpdated,
  run: changeReminder,
})
