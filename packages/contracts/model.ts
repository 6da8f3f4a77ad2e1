import { z } from 'zod'

export const modelKinds = ['openai', 'anthropic', 'google', 'openai-compatible'] as const
export type ModelKind = (typeof modelKinds)[number]

/** A language model a workspace may use; never its key. The first enabled one answers, the next ones when it cannot. */
export const LanguageModelEntry = z.object({
  id: z.string(),
  kind: z.enum(modelKinds),
  name: z.string(),
  model: z.string(),
  /** Absent where the vendor's own address is used. */
  baseUrl: z.string().optional(),
  /** Its address is on this machine or in its network, and the owner of the installation allowed calls of this model to it. */
  privateAddress: z.boolean().optional(),
  hasKey: z.boolean(),
  enabled: z.boolean(),
  /** From 0, in the order in which they are tried. */
  position: z.number().int(),
  /** `environment`: set by the operator, so it cannot be changed here. */
  origin: z.enum(['workspace', 'environment']),
})
export type LanguageModelEntry = z.infer<typeof LanguageModelEntry>

/** What a trial of a model found: how long to its first word, or what is wrong and what to do. */
export const ModelTrial = z.object({ ok: z.boolean(), latencyMs: z.number().int().optional(), problem: z.string().optional() })
export type ModelTrial = z.infer<typeof ModelTrial>
