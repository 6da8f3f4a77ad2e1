import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'

const kept = 5
/** Milliseconds after which a copy goes: until then it may hold what was deleted meanwhile. */
export const backupsKeptFor = 30 * 86_400_000

/** Names of the copies in a folder, the oldest first. */
export const backupsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter(name => name.startsWith('atom-') && name.endsWith('.sqlite'))
    .sort()

/** Copies that are too old go. Their names say when they were made. */
export function expireBackups(folder: string, now: Date): void {
  if (!existsSync(folder)) return
  const oldest = `atom-${new Date(now.getTime() - backupsKeptFor).toISOString().replace(/[:.]/g, '-')}.sqlite`
  for (const name of backupsIn(folder)) if (name < oldest) rmSync(join(folder, name))
}

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
