import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { exportCalendar as write } from './write-icalendar.ts'

/** The whole calendar as iCalendar text (RFC 5545). */
export const exportCalendar = defineSkill({
  id: 'calendar.export',
  title: 'Export the calendar',
  description: 'Gives the whole calendar as iCalendar (.ics) text for another calendar program.',
  effect: 'read',
  input: z.object({}),
  output: z.object({ ics: z.string(), events: z.number().int() }),
  examples: [
    { say: 'export my calendar', input: {} },
    { say: 'download the calendar as ics', input: {} },
    { say: 'give me an ical file of my events', input: {} },
    { say: 'save my calendar to a file', input: {} },
    { say: 'I want to use my calendar in Outlook', input: {} },
    { say: 'ics export please', input: {} },
  ],
  synonyms: { verbs: ['export', 'download', 'save'], nouns: ['calendar', 'ics', 'ical', 'calendar file'] },
  tell: ({ events }) => `Your calendar has ${events} ${events === 1 ? 'event' : 'events'}: [download it](/api/calendar/export.ics).`,
  run: write,
})
