import { defineSkill, type UnitOfWork } from '@atom/kernel'
import { z } from 'zod'
import { readCalendar } from './read-icalendar.ts'

/** Adds the events of an iCalendar text; an event whose UID is known is changed instead. Fires `event.created` or `event.updated` for each. */
export const importCalendar = (unitOfWork: UnitOfWork) =>
  defineSkill({
    id: 'calendar.import',
    title: 'Import a calendar',
    description: 'Adds the events of an iCalendar (.ics) text; events imported before are updated, not doubled.',
    effect: 'write',
    // Not one transaction but many: a large calendar would hold up everybody who writes.
    reach: 'outside',
    idempotency: 'key',
    internal: true,
    timeout: 120_000,
    input: z.object({ ics: z.string().min(1).max(10_000_000) }),
    output: z.object({
      created: z.number().int(),
      updated: z.number().int(),
      skipped: z.number().int(),
      left: z.array(z.object({ title: z.string(), reason: z.string() })).describe('Which were skipped, at most 50 of them, and why.'),
      ids: z.array(z.string()),
    }),
    examples: [],
    undo: ({ ids, updated }) => (updated === 0 && ids.length > 0 ? { skill: 'calendar.retract-many', input: { ids } } : undefined),
    run: (ctx, input) => readCalendar(unitOfWork, ctx, input),
  })
