import { z } from 'zod'

/** A value automations read as `vars.name`. Of a secret only that it is set is ever told. */
export const Variable = z.object({
  name: z.string(),
  kind: z.enum(['plain', 'secret']),
  value: z.unknown().optional().describe('Any JSON; left out of a secret.'),
  updatedBy: z.string(),
  updatedAt: z.string(),
})
export type Variable = z.infer<typeof Variable>
