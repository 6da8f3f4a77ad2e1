import type { DatabaseSync } from 'node:sqlite'

/** SQLite counts for each connection what others committed to the file; `reader` commits nothing itself. (Measured: 2 µs.) */
export function sqliteRevision(reader: DatabaseSync): () => Promise<string> {
  const version = reader.prepare('pragma data_version')
  return async () => String(version.get()?.data_version)
}
