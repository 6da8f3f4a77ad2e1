import { z } from 'zod'

/**
 * One rule. What it does not name it covers all of. The most specific rule that fits a call wins; among equals deny goes before ask, and
 * ask before allow.
 */
export const PolicyRule = z
  .object({
    agent: z.string().min(1).max(200).optional(),
    /** A person's id, name or e-mail address; answered as the id. */
    person: z.string().min(1).max(200).optional(),
    /** A skill's id, or the beginning of one followed by `*`. */
    skill: z
      .string()
      .max(200)
      .regex(/^[a-z0-9][a-z0-9._-]*\*?$|^\*$/i, 'Expected a skill such as tasks.delete, or its beginning and a star: tasks.*')
      .optional(),
    effect: z.enum(['read', 'write', 'destructive']).optional(),
    decision: z.enum(['allow', 'ask', 'deny']),
  })
  .strict()
export type PolicyRule = z.infer<typeof PolicyRule>

export const Policies = z.object({ rules: z.array(PolicyRule).max(500) })
export type Policies = z.infer<typeof Policies>
