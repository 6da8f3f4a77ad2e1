import { CalendarImport, pageOf } from '@atom/contracts'
import { defineSkill } from '@atom/kernel'
import { z } from 'zod'
import { cursor, limit } from '../fields.ts'
import { cancelImport, findImport, pageOfImports, startImport } from './import-job.ts'
import { retractImport } from './retract-import.ts'

/** Begins to import a calendar file, however large; see how far it is with `calendar.import-status`. */
export const startCalendarImport = defineSkill({
  id: 'calendar.start-import',
  title: 'Import a calendar file',
  description:
    'Begins to import an iCalendar (.ics) file as a job that can be watched and cancelled. Events imported before are updated, not doubled.',
  effect: 'write',
  internal: true,
  input: z.object({ ics: z.string().min(1).max(10_000_000), name: z.string().trim().min(1).max(200).optional() }),
  output: CalendarImport,
  examples: [],
  status: 201,
  undo: ({ id }) => ({ skill: 'calendar.retract-import', input: { id } }),
  run: startImport,
})

export const listCalendarImports = defineSkill({
  id: 'calendar.imports',
  title: 'List calendar imports',
  description: 'Imports of calendar files, the latest first, with what became of them.',
  effect: 'read',
  internal: true,
  input: z.object({ limit, cursor }),
  output: pageOf(CalendarImport),
  examples: [],
  route: 'GET /api/calendar/imports',
  run: pageOfImports,
})

export const calendarImportStatus = defineSkill({
  id: 'calendar.import-status',
  title: 'See how far a calendar import is',
  description: 'One import of a calendar file: how far it is, what it made, what it skipped and why.',
  effect: 'read',
  internal: true,
  input: z.object({ id: z.string() }),
  output: CalendarImport,
  examples: [],
  route: 'GET /api/calendar/imports/{id}',
  run: (ctx, { id }) => findImport(ctx, id),
})

export const cancelCalendarImport = defineSkill({
  id: 'calendar.cancel-import',
  title: 'Cancel a calendar import',
  description: 'Ends an import that is under way. What it has brought stays.',
  effect: 'write',
  internal: true,
  input: z.object({ id: z.string() }),
  output: CalendarImport,
  examples: [],
  route: 'POST /api/calendar/imports/{id}/cancel',
  run: (ctx, { id }) => cancelImport(ctx, id),
})

/** Takes back what an import did, also one that is under way: the undo of calendar.import and calendar.start-import. */
export const retractCalendarImport = defineSkill({
  id: 'calendar.retract-import',
  title: 'Take back a calendar import',
  description: 'Takes away the events an import made and puts back those it changed, save for what was changed since.',
  effect: 'write',
  internal: true,
  input: z.object({ id: z.string() }),
  output: z.object({
    id: z.string(),
    removed: z.number().int().describe('Events the import had made.'),
    restored: z.number().int().describe('Events it had changed or taken away.'),
    kept: z.number().int().describe('Events that stay as they are, because somebody changed them since.'),
  }),
  examples: [],
  run: (ctx, { id }) => retractImport(ctx, id),
})
