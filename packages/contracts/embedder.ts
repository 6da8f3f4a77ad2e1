import { z } from 'zod'

/** A model that turns texts into vectors. `problem` says why a folder cannot be used. */
export const EmbedderEntry = z.object({
  id: z.string(),
  origin: z
    .enum(['carried', 'folder', 'address', 'environment'])
    .describe('Carried by ATOM, in ATOM_MODELS_DIR, a server this workspace set up, or one the operator set.'),
  dimension: z.number().int().optional(),
  problem: z.string().optional(),
  chosen: z.boolean().optional().describe('What is read in this workspace is embedded with it.'),
  baseUrl: z.string().optional(),
  model: z.string().optional(),
  hasKey: z.boolean().optional(),
})
export type EmbedderEntry = z.infer<typeof EmbedderEntry>

/** How a server that embeds answered. */
export const EmbedderTrial = z.object({
  ok: z.boolean(),
  dimension: z.number().int().optional(),
  latencyMs: z.number().int().optional(),
  problem: z.string().optional(),
})
export type EmbedderTrial = z.infer<typeof EmbedderTrial>
