import type { Deleted } from '@atom/contracts'

/** The call that brings back what a `….delete` deleted: records, or with `date` one date of a recurring one. None where nothing was deleted. */
export const undoDeleted = (domain: string) => (deleted: Deleted, input: { id?: string | undefined; date?: string | undefined }) =>
  deleted.deleted === 0
    ? undefined
    : { skill: `${domain}.restore`, input: { ids: deleted.ids, ...(input.date ? { date: input.date } : {}) } }
