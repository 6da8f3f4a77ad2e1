import { z } from 'zod'

/** What a deletion took away: `id` and `title` when it was one record, and always how many and which. */
export const Deleted = z.object({
  id: z.string().optional(),
  title: z.string().optional(),
  date: z.string().optional().describe('The day of the one occurrence that was deleted.'),
  following: z.boolean().optional().describe('True when all later occurrences went with it.'),
  deleted: z.number().int(),
  ids: z.array(z.string()),
})
export type Deleted = z.infer<typeof Deleted>
