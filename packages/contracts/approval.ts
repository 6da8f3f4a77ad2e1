import { z } from 'zod'

/** A call that waits for a person's yes. */
export const Approval = z.object({
  id: z.string(),
  skill: z.string(),
  input: z.unknown(),
  status: z.enum(['pending', 'approved', 'denied', 'expired']),
  /** Id of the person on whose behalf it was asked. */
  requestedBy: z.string(),
  runId: z.string().optional(),
  sessionId: z.string().optional(),
  question: z.string().optional().describe('What is asked, in words: “Delete the task “Pay rent”?”.'),
  named: z
    .record(z.string(), z.string())
    .optional()
    .describe('What the things were called that the input names by id, by field, when it was asked.'),
  form: z.unknown().optional().describe('Fields to fill in.'),
  answers: z.unknown().optional().describe('What was filled in.'),
  assignees: z.array(z.string()).optional(),
  decidedBy: z.string().optional().describe('Id of the person who answered.'),
  createdAt: z.string(),
  expiresAt: z.string(),
})
export type Approval = z.infer<typeof Approval>

/** Body of `POST /api/approvals/{id}`. */
export const ApprovalDecision = z
  .object({
    decision: z.enum(['approve', 'deny']),
    /** Another input than the one asked for. */
    input: z.record(z.string(), z.unknown()).optional(),
    form: z.record(z.string(), z.unknown()).optional(),
    /** Do not ask this person for this skill again. */
    always: z.boolean().optional(),
  })
  .strict()
export type ApprovalDecision = z.infer<typeof ApprovalDecision>
