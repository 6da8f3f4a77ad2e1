import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'

const kept = 5

/** Names of the copies in a folder, the oldest first. */
export const backupsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter(name => name.startsWith('atom-') && name.endsWith('.sqlite'))
    .sort()

/** A consistent copy of the whole database beside it; the oldest beyond five go. One that a full disk cut short is removed. @returns its path */
export function backUp(db: DatabaseSync, folder: string, now: Date): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `atom-${now.toISOString().replace(/[:.]/g, '-')}.sqlite`)
  const unfinished = `${file}.unfinished`
  try {
    db.prepare('vacuum into ?').run(unfinished)
    renameSync(unfinished, file)
  } finally {
    rmSync(unfinished, { force: true })
  }
  for (const name of backupsIn(folder).slice(0, -kept)) rmSync(join(folder, name))
  return file
}
