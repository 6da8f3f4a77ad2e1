import { z } from 'zod'

/** How every list answers. */
export const pageOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** What every list takes. */
export const pageRequest = {
  limit: z.number().int().min(1).max(200).optional(),
  cursor: z.string().min(1).max(2000).optional(),
}
