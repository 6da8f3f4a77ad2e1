import { z } from 'zod'

const missing = 'Say which list, such as {{ steps.find.output.items }}.'

/** A list: written down, or an expression that gives one. */
export const list = (description: string, most = 100_000) =>
  z
    .union([z.string().min(1, missing).max(10_000), z.array(z.unknown()).max(most)], {
      error: ({ input }) => (input === undefined ? missing : undefined),
    })
    .describe(description)
