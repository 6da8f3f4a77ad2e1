import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'atom-test-'

/** Makes an empty folder `atom-test-<kind>-<pid>-xxxxxx` in the system's temporary folder; `reapTemporary` finds it if this process dies. */
export function temporaryFolder(kind: string): string {
  mkdirSync(tmpdir(), { recursive: true })
  return mkdtempSync(join(tmpdir(), `${prefix}${kind}-${process.pid}-`))
}

/** Removes the folders of this kind whose process is gone. `before` runs first with each folder, to end what still lives in it. */
export function reapTemporary(kind: string, before: (folder: string) => void = () => {}): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(`${prefix}${kind}-`) ? Number(name.slice(prefix.length + kind.length + 1).split('-')[0]) : Number.NaN
    if (!Number.isInteger(owner) || isAlive(owner)) continue
    const folder = join(tmpdir(), name)
    before(folder)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** True while a process of this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
