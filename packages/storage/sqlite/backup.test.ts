import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expireBackups } from './backup.ts'

test('copies of the database go after 30 days; what is no copy stays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'atom-backups-'))
  const [old, young] = ['atom-2026-10-25T12-00-00-000Z.sqlite', 'atom-2026-10-27T12-00-00-000Z.sqlite']
  for (const name of [old, young, 'atom-notes.txt', 'mine.sqlite']) writeFileSync(join(folder, name), 'x')
  expireBackups(folder, new Date('2026-11-25T12:00:00Z'))
  expect(readdirSync(folder).sort()).toEqual([young, 'atom-notes.txt', 'mine.sqlite'])
  expireBackups(join(folder, 'not-there'), new Date())
  rmSync(folder, { recursive: true })
})
