import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { claimDataDir } from './index.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atom-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

test('a folder that is made is for its owner alone; one that was there keeps its mode, and it is said', () => {
  const made = claimDataDir(join(folder, 'a/b'), { sqlite: true })
  expect([modeOf(join(folder, 'a/b')), made.readableByOthers]).toEqual(['700', false])
  made.release()
  chmodSync(folder, 0o755)
  const named = claimDataDir(folder, { sqlite: true })
  expect([modeOf(folder), named.readableByOthers]).toEqual(['755', true])
  named.release()
})

test('a second claim is refused with the process that holds it, until that one gives it back', () => {
  const first = claimDataDir(folder, { sqlite: true })
  expect(() => claimDataDir(folder, { sqlite: true })).toThrow(`Another ATOM (process ${process.pid}) uses the data folder ${folder}.`)
  first.release()
  expect(existsSync(join(folder, 'atom.pid'))).toBe(false)
  claimDataDir(folder, { sqlite: true }).release()
})

/** Another process that claims the folder, says so, and waits. */
function claimant(): ChildProcess {
  const asked = `
    import { claimDataDir } from ${JSON.stringify(join(import.meta.dirname, 'data-dir.ts'))}
    try { claimDataDir(${JSON.stringify(folder)}, { sqlite: true }); console.log('mine'); setInterval(() => {}, 1000) }
    catch (error) { console.log(error.code) }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', asked], { stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

const said = async (child: ChildProcess): Promise<string> =>
  String((await once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data'))[0]).trim()

test('of two starts that find what a killed one left, one gets the folder', async () => {
  const killed = claimant()
  expect(await said(killed)).toBe('mine')
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  expect(existsSync(join(folder, 'atom.pid'))).toBe(true)
  const two = [claimant(), claimant()]
  expect((await Promise.all(two.map(said))).sort()).toEqual(['mine', 'storage.in_use'])
})

test('a number left behind that another program has now does not hold the folder', () => {
  writeFileSync(join(folder, 'atom.pid'), String(process.ppid))
  claimDataDir(folder, { sqlite: true }).release()
})
