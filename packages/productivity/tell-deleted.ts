import type { Deleted } from '@atom/contracts'
import type { Context } from '@atom/kernel'
import { sayNone } from './saying.ts'

/** “Deleted **call Dana**.”, “Deleted 4 tasks.”, “No events tomorrow. Nothing was deleted.” */
export const tellDeleted =
  (noun: string) =>
  (
    { title, deleted, date, following }: Deleted,
    asked: { id?: string | undefined; filter?: string | undefined; date?: string | undefined },
    ctx: Context,
  ): string => {
    if (title !== undefined && following) return `Deleted **${title}** from ${date} on.`
    if (title !== undefined) return date ? `Left out **${title}** on ${date}.` : `Deleted **${title}**.`
    if (deleted === 0) return `${sayNone(ctx, noun, { filter: asked.filter, from: asked.date, to: asked.date })} Nothing was deleted.`
    return `Deleted ${deleted} ${noun}${deleted === 1 ? '' : 's'}.`
  }
