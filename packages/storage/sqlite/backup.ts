import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'

const kept = 5

/** A consistent copy of the whole database beside it; the oldest beyond five go. */
export function backUp(db: DatabaseSync, folder: string, now: Date): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `atom-${now.toISOString().replace(/[:.]/g, '-')}.sqlite`)
  db.prepare('vacuum into ?').run(file)
  const old = readdirSync(folder)
    .filter(name => name.startsWith('atom-') && name.endsWith('.sqlite'))
    .sort()
    .slice(0, -kept)
  for (const name of old) rmSync(join(folder, name))
}
