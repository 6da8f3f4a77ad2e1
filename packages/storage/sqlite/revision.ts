import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'

/**
 * SQLite counts for each connection what others committed to the file; `reader` commits nothing itself. Those who ask in one turn of the loop
 * share one question at its end: nobody gets an answer from before they asked.
 */
export function sqliteRevision(reader: DatabaseSync): () => Promise<string> {
  const version = reader.prepare('pragma data_version')
  let next: Promise<string> | undefined
  const ask = (): string => {
    next = undefined
    return String(version.get()?.data_version)
  }
  return () => {
    next ??= setImmediate().then(ask)
    return next
  }
}
