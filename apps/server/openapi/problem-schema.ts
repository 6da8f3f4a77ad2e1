import { z } from 'zod'

/** RFC 9457, as every error answers. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string().describe('Stable; programs may rely on it.'),
  detail: z.string().describe('A sentence for a person.'),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  candidates: z.array(z.object({ id: z.string(), title: z.string() })).optional(),
})
