import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig, type Skill } from '@atom/kernel'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Atom } from './atom.ts'
import { compose } from './compose.ts'

let dataDir: string
let atom: Atom
let skills: Skill[]
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'atom-test-'))
  atom = await compose(readConfig({ ATOM_DATA_DIR: dataDir, ATOM_MEMORY: 'off' }), { log: pino({ level: 'silent' }) })
  skills = atom.registry.all()
})
afterAll(async () => {
  await atom?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Whoever adds one writes down here why it must send an unsafe method. */
test('a read that may send an unsafe method is one of these, each for its reason', () => {
  expect(Object.fromEntries(skills.flatMap(({ id, unsafeRead }) => (unsafeRead === undefined ? [] : [[id, unsafeRead]])))).toEqual({
    'models.test': 'A model is asked by POST; it changes nothing there or here.',
    'embedders.test': 'A server is asked by POST; it changes nothing there or here.',
    'memory.ask': 'It asks a language model, which is a POST.',
    'memory.summarise': 'It asks a language model, which is a POST.',
  })
})

test('what is no read needs no leave to send', () => {
  expect(skills.filter(({ effect, unsafeRead }) => effect !== 'read' && unsafeRead !== undefined).map(({ id }) => id)).toEqual([])
})

/** Automations alone begin something by a read, and they are of workspaces, not of the registry. */
test('no read of every workspace begins what goes on after it, which opens a write transaction', () => {
  expect(skills.filter(({ effect, follow }) => effect !== 'write' && follow !== undefined).map(({ id }) => id)).toEqual([])
})
