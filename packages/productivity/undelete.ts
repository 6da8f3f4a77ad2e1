import { type Context, defineSkill } from '@atom/kernel'
import { z } from 'zod'

interface Undelete {
  /** First part of the skill ids, such as `notes`. */
  domain: string
  /** What one record is called in a title. */
  noun: string
  /** Brings records back; @returns the ids that came back. */
  restore: (ctx: Context, ids: string[]) => Promise<string[]>
  /** Deletes a record that was just made. */
  retract: (ctx: Context, id: string) => Promise<void>
}

/** The two inner skills behind undo: `….restore` brings deleted records back, `….retract` takes back one that was just made. */
export function undelete({ domain, noun, restore, retract }: Undelete) {
  return [
    defineSkill({
      id: `${domain}.restore`,
      title: `Restore ${noun}s`,
      description: `Brings deleted ${noun}s back.`,
      effect: 'write',
      internal: true,
      input: z.object({ ids: z.array(z.string()).min(1).max(100_000) }),
      output: z.object({ ids: z.array(z.string()), restored: z.number().int() }),
      examples: [],
      run: async (ctx, input) => {
        const ids = await restore(ctx, input.ids)
        return { ids, restored: ids.length }
      },
    }),
    defineSkill({
      id: `${domain}.retract`,
      title: `Take back a ${noun}`,
      description: `Takes back a ${noun} that was just created.`,
      effect: 'write',
      internal: true,
      input: z.object({ id: z.string() }),
      output: z.object({ id: z.string() }),
      examples: [],
      undo: ({ id }) => ({ skill: `${domain}.restore`, input: { ids: [id] } }),
      run: async (ctx, { id }) => {
        await retract(ctx, id)
        return { id }
      },
    }),
  ]
}
