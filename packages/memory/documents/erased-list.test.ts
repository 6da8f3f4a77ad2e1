import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Erased, ErasedList } from './erased-list.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atom-erased-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const day = 86_400_000
const erased = (at: string, source: string): Erased => ({ at, workspace: 'acme', source })

test('what was added is read, also behind a line that a crash cut short, and goes when no copy can bring it back', async () => {
  const list = new ErasedList(folder, 30 * day)
  const [old, young] = [erased('2026-10-01T00:00:00.000Z', 'a'), erased('2026-11-20T00:00:00.000Z', 'b')]
  await list.add(old)
  appendFileSync(join(folder, 'erased.jsonl'), '{"at":"2026-11')
  await list.add(young)
  expect(await list.read(new Date('2026-10-02T00:00:00Z'))).toEqual([old, young])
  expect(await list.read(new Date('2026-11-25T00:00:00Z'))).toEqual([young])
  expect(readFileSync(join(folder, 'erased.jsonl'), 'utf8')).toBe(`${JSON.stringify(young)}\n`)
  expect(await new ErasedList(join(folder, 'none'), day).read(new Date())).toEqual([])
})
