import { fingerprint } from '@atom/kernel'

/** A moment however it is written, so that who has moved to another zone meanwhile sees the same. */
const moment = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/
const plain = (value: unknown): unknown =>
  typeof value === 'string' && moment.test(value) ? new Date(value).toISOString() : (value ?? null)

/** 16 hexadecimal digits of what a field holds; nothing and null are the same. */
const markOf = (field: string, value: unknown): string => fingerprint(field, plain(value)).slice(0, 16)

/** A mark for each field, by which a change is seen without keeping what was in it. */
export const marksOf = (fields: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, markOf(field, value)]))

/** The fields that hold something else than was marked, by the names people know them by: `projectId` is the project. */
export const changedFields = (marks: Record<string, string>, now: Record<string, unknown>): string[] =>
  Object.keys(marks)
    .filter(field => markOf(field, now[field]) !== marks[field])
    .map(field => field.replace(/Id$/, ''))
