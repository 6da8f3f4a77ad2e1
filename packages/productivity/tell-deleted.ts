import type { Deleted } from '@atom/contracts'

/** “Deleted **call Dana**.”, “Deleted 4 tasks.” */
export const tellDeleted =
  (noun: string) =>
  ({ title, deleted, date, following }: Deleted): string => {
    if (title !== undefined && following) return `Deleted **${title}** from ${date} on.`
    if (title !== undefined) return date ? `Left out **${title}** on ${date}.` : `Deleted **${title}**.`
    if (deleted === 0) return `There was no ${noun} to delete.`
    return `Deleted ${deleted} ${noun}${deleted === 1 ? '' : 's'}.`
  }
