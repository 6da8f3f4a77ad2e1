import { z } from 'zod'

/** An API key as it can be seen after it was made: never the key itself. */
export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** The last four characters, to tell keys apart. */
  hint: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().optional(),
  expiresAt: z.string().optional(),
})
export type ApiKey = z.infer<typeof ApiKey>

/** Answered once, when the key is made. */
export const NewApiKey = ApiKey.extend({ key: z.string() })
export type NewApiKey = z.infer<typeof NewApiKey>
