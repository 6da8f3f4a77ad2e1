import { choice, isRule, isTimeZone, labels, recurrence } from '@atom/kernel'
import { z } from 'zod'

/** Page size, 1 to 200; 50 unless told. */
export const limit = z.number().int().min(1).max(200).describe('How many at most; 50 unless told.').optional()
export const cursor = z.string().min(1).max(2000).describe('The nextCursor of the page before.').optional()

/** A rule that can be read and repeats at most once an hour: anything faster is a machine's, not a person's. */
export const rrule = recurrence({ cues: ['every', 'each', 'daily', 'weekly', 'monthly', 'yearly'] })
  .refine(text => !/^FREQ=(SECONDLY|MINUTELY)/.test(text), 'It may repeat once an hour at most.')
  .refine(text => !/;COUNT=0+(;|$)/.test(text), 'This recurrence rule never comes true: its COUNT is 0.')
  .refine(isRule, 'This recurrence rule cannot be read.')

export const timeZone = z.string().max(100).refine(isTimeZone, 'Expected a zone such as Europe/Berlin.')

export const label = labels({ cues: ['tagged', 'labelled', 'labeled', 'with tag', 'with label', 'tag', 'label'] })

export const priority = choice(['low', 'normal', 'high', 'urgent'], {
  words: {
    low: ['low priority', 'low prio', 'whenever', 'someday', 'not urgent', 'no rush', 'minor'],
    normal: ['normal priority', 'medium', 'medium priority'],
    high: ['high priority', 'high prio', 'important', 'top priority'],
    urgent: ['asap', 'critical', 'as soon as possible', 'right away', 'top urgency'],
  },
  cues: ['priority'],
})

export const status = choice(['open', 'in_progress', 'done', 'cancelled'], {
  words: {
    open: ['todo', 'to do', 'not started', 'reopened'],
    in_progress: ['in progress', 'started', 'ongoing', 'under way', 'being worked on'],
    cancelled: ['canceled', 'dropped', 'called off'],
  },
  cues: ['status', 'as'],
})
