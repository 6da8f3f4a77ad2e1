import { z } from 'zod'

/** A person outside or inside the workspace, and how to reach them. */
export const Contact = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
  company: z.string().optional(),
  notes: z.string().optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Contact = z.infer<typeof Contact>
