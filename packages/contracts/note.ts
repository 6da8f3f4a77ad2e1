import { z } from 'zod'

/** A piece of text to keep. */
export const Note = z.object({
  id: z.string(),
  title: z.string().optional(),
  body: z.string().describe('Markdown.'),
  labels: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Note = z.infer<typeof Note>
