import { choice, query, ref, title, when } from '@atom/kernel'
import { rrule } from '../fields.ts'

/** The fields of a reminder that a person sets, each with what to look for in a sentence. */
export const reminderFields = {
  title: title({ cues: ['to', 'about', 'that', 'of'], ask: 'What should I remind you of?' }),
  due: when({ cues: ['at', 'on', 'in', 'by', 'for'], ask: 'When should I remind you?' }),
  rrule,
  person: ref('person', { unknown: 'text', cues: ['remind', 'for'] }),
  task: ref('task', { cues: ['about the task', 'of the task'] }),
}
export const reminderFilter = choice(['upcoming', 'past', 'all'], {
  words: {
    upcoming: ['coming', 'future', 'next', 'active', 'pending'],
    past: ['old', 'fired', 'done', 'previous', 'finished'],
    all: ['every', 'everything', 'any'],
  },
})
export const reminderQuery = query({ cues: ['about', 'for', 'mentioning', 'with'], ask: 'What should I look for?' })
