import { z } from 'zod'

/** What one answer of a language model used. `cost` in US dollars, absent where the price is not known. */
export const UsageRecord = z.object({
  id: z.string(),
  at: z.string(),
  personId: z.string(),
  sessionId: z.string().optional(),
  messageId: z.string().optional(),
  provider: z.string(),
  model: z.string(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  cost: z.number().optional(),
})
export type UsageRecord = z.infer<typeof UsageRecord>

/** Sums over a span of time. `cost` counts the answers whose price is known; `unpriced` is how many were not. */
export const UsageTotal = z.object({
  answers: z.number().int(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  cost: z.number(),
  unpriced: z.number().int(),
})
export type UsageTotal = z.infer<typeof UsageTotal>
