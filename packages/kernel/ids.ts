import { v7 } from 'uuid'

/** A new id: unique, sortable by the time it was made, safe in a URL. */
export const newId = (): string => v7()
