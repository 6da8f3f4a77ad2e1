import { z } from 'zod'

const missing = 'Write what must be true, such as event.amount > 100.'

/** What must be true: an expression, with or without braces. */
export const condition = (description: string) =>
  z
    .union([z.string().min(1, missing).max(10_000), z.boolean()], { error: ({ input }) => (input === undefined ? missing : undefined) })
    .describe(description)
