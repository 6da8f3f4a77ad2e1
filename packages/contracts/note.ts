import { z } from 'zod'

/** A piece of text to keep. */
export const Note = z.object({
  id: z.string(),
  title: z.string().optional(),
  body: z.string().describe('Markdown.'),
  labels: z.array(z.string()),
  revision: z.string().describe('Names what the note says: as long as it is the same, nobody has changed the note.'),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Note = z.infer<typeof Note>
