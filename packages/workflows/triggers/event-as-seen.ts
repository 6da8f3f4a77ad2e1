import type { AtomEvent } from '@atom/events'

/** An event as expressions see it: its own fields, and `name`, `at` and `data`. */
export const eventAsSeen = ({ name, at, data }: Pick<AtomEvent, 'name' | 'at' | 'data'>): Record<string, unknown> => ({
  ...data,
  name,
  at,
  data,
})
