import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { storageErrors } from '../errors.ts'

/** Milliseconds until it is given up. */
const patience = 10_000

/**
 * Brings the write-ahead log into the file and empties it, so that what was overwritten in the file is not read in the log. By a connection of
 * its own that waits for nobody: SQLite would wait on the thread everybody else needs. @throws storage.busy
 */
export async function truncateLog(file: string): Promise<void> {
  const db = new DatabaseSync(file)
  try {
    db.exec('pragma busy_timeout = 0')
    const checkpoint = db.prepare('pragma wal_checkpoint(truncate)')
    for (let wait = 1, waited = 0; ; wait = Math.min(wait * 2, 200), waited += wait) {
      if (Object.values(checkpoint.get() ?? {})[0] === 0) return
      if (waited > patience) throw storageErrors.busy()
      await sleep(wait)
    }
  } finally {
    db.close()
  }
}
