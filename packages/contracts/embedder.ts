import { z } from 'zod'

/** A model that turns texts into vectors. `problem` says why a folder cannot be used. */
export const EmbedderEntry = z.object({
  id: z.string(),
  origin: z.enum(['carried', 'folder']),
  dimension: z.number().int().optional(),
  problem: z.string().optional(),
})
export type EmbedderEntry = z.infer<typeof EmbedderEntry>
