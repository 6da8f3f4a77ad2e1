import { z } from 'zod'

/** An import of a calendar file as it goes on: a job that outlives its request and the server. */
export const CalendarImport = z.object({
  id: z.string(),
  /** Of the file. */
  name: z.string(),
  status: z.enum(['queued', 'running', 'done', 'cancelled', 'failed']),
  /** Events looked at. */
  done: z.number().int(),
  total: z.number().int().optional().describe('Events in the file, once it is read.'),
  created: z.number().int(),
  updated: z.number().int(),
  skipped: z.number().int(),
  left: z.array(z.object({ title: z.string(), reason: z.string() })).describe('Which were skipped, at most 50 of them, and why.'),
  error: z.string().optional().describe('Why nothing, or no more, was imported.'),
  createdAt: z.string(),
  finishedAt: z.string().optional(),
})
export type CalendarImport = z.infer<typeof CalendarImport>
