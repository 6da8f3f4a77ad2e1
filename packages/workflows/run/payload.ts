import { newId } from '@atom/kernel'
import type { Statement } from '@atom/storage'

/** Larger values stand in a table of their own, so that reading a run's steps stays cheap. */
const inline = 64 * 1024
/** What one step may give or take. */
const most = 50 * 1024 * 1024

/** A value as a step's row keeps it: JSON, or `@id` of a blob that is written with it. */
export interface Packed {
  text: string | null
  blob?: Statement
}

export function pack(runId: string, value: unknown, tooLarge: () => Error): Packed {
  if (value === undefined) return { text: null }
  const text = JSON.stringify(value) as string | undefined
  if (text === undefined) return { text: null }
  if (text.length <= inline) return { text }
  if (text.length > most) throw tooLarge()
  const id = newId()
  return {
    text: `@${id}`,
    blob: { sql: 'insert into run_blob (run_id, id, data) values (?, ?, ?) on conflict do nothing', parameters: [runId, id, text] },
  }
}

export const blobOf = (text: string | null): string | undefined => (text?.startsWith('@') ? text.slice(1) : undefined)
