import { z } from 'zod'

/** One line of the audit log: ids and names of fields, never values. */
export const AuditItem = z.object({
  id: z.string(),
  at: z.string(),
  /** `person:<id>`, `key:<id>` or `system`. */
  actor: z.string(),
  /** The actor as people call it: “Ana Reyes”, “Ana Reyes, key “backup””. */
  who: z.string().optional(),
  via: z.enum(['api', 'chat', 'workflow', 'agent', 'mcp']),
  skill: z.string(),
  effect: z.enum(['read', 'write', 'destructive']),
  target: z.string().optional(),
  fields: z.array(z.string()),
  outcome: z.enum(['done', 'failed', 'denied', 'asked']),
  /** Code of the error, where it failed. */
  error: z.string().optional(),
})
export type AuditItem = z.infer<typeof AuditItem>
