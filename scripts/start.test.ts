import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../tests/harness/temporary.ts'
import { reasonOf } from './npm.mjs'

/** A project with these scripts whose packages, web build and server are a few lines each: what start.mjs does is the same, in a second. */
let clone: string

const write = (file: string, text: string) => {
  mkdirSync(dirname(join(clone, file)), { recursive: true })
  writeFileSync(join(clone, file), text)
}

beforeEach(() => {
  clone = temporaryFolder('clone')
  mkdirSync(join(clone, 'scripts'))
  for (const name of readdirSync(import.meta.dirname))
    if (name.endsWith('.mjs')) cpSync(join(import.meta.dirname, name), join(clone, 'scripts', name))
  write('package.json', '{ "name": "clone", "version": "1.0.0", "private": true, "type": "module" }')
  write(
    'package-lock.json',
    '{ "name": "clone", "version": "1.0.0", "lockfileVersion": 3, "requires": true, "packages": { "": { "name": "clone", "version": "1.0.0" } } }',
  )
  write(
    'node_modules/next/dist/bin/next',
    `import fs from 'node:fs'; fs.appendFileSync('../../built', 'x'); fs.mkdirSync('out', { recursive: true }); fs.writeFileSync('out/index.html', '')`,
  )
  write('apps/web/page.tsx', 'one')
  write('packages/client/index.ts', '')
  write('packages/contracts/index.ts', '')
  write(
    'apps/server/main.ts',
    `import { createServer } from 'node:http'
     const server = createServer().listen(0, '127.0.0.1', () => console.log('ready as', process.pid, 'with', process.env.ATOM_LOG_LEVEL, process.argv.slice(2)))
     for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.close(() => process.exit(7)))`,
  )
})
afterEach(() => {
  rmSync(clone, { recursive: true, force: true })
})

function start(args: string[] = [], script = 'start.mjs') {
  const env = { ...process.env, npm_execpath: '', NODE_OPTIONS: '' }
  const child = spawn(process.execPath, [join(clone, 'scripts', script), ...args], { cwd: clone, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk))
  const ended = new Promise<{ code: number | null; output: string }>(resolve => child.once('close', code => resolve({ code, output })))
  const ready = new Promise<void>(resolve => child.stdout.on('data', () => /ready as/.test(output) && resolve()))
  return { child, ended, ready: Promise.race([ready, ended]) }
}

async function startAndStop(args: string[] = []) {
  const { child, ended, ready } = start(args)
  await ready
  child.kill('SIGTERM')
  return ended
}

const builds = () => (existsSync(join(clone, 'built')) ? readFileSync(join(clone, 'built'), 'utf8').length : 0)

describe('npm start', () => {
  test('builds the web app and turns into the server: the same process, its signals, its exit code', async () => {
    const { child, ended, ready } = start(['--flag'])
    await ready
    const { pid } = child
    child.kill('SIGINT')
    const { code, output } = await ended
    expect(output).toContain(`ready as ${pid} with`)
    expect(output).toContain(`[ '--flag' ]`)
    expect(code).toBe(7)
    expect(builds()).toBe(1)
  })

  test('a second start with nothing changed builds and installs nothing', async () => {
    await startAndStop()
    const { output } = await startAndStop()
    expect(output).toMatch(/^ready as/)
    expect(builds()).toBe(1)
  })

  test('a touched file is not built again, a changed one is', async () => {
    await startAndStop()
    utimesSync(join(clone, 'apps/web/page.tsx'), 1, 1)
    await startAndStop()
    expect(builds()).toBe(1)
    write('packages/client/index.ts', 'export const changed = true')
    await startAndStop()
    expect(builds()).toBe(2)
  })

  test('a web app that was removed is built again', async () => {
    await startAndStop()
    rmSync(join(clone, 'apps/web/out'), { recursive: true })
    await startAndStop()
    expect(builds()).toBe(2)
  })

  test('settings are read from .env, and the environment goes before it', async () => {
    write('.env', 'ATOM_LOG_LEVEL=debug\n')
    expect((await startAndStop()).output).toContain('with debug')
  })

  test('a web app that does not build ends the start with the reason and a sentence', async () => {
    write('node_modules/next/dist/bin/next', `console.error('page.tsx: broken'); process.exit(1)`)
    const { code, output } = await start().ended
    expect(code).toBe(1)
    expect(output).toContain('page.tsx: broken')
    expect(output.trim().split('\n').at(-1)).toBe('The web app could not be built; the reason is above.')
  })

  test('without npm it says where npm comes from', async () => {
    write('package-lock.json', '{ "packages": { "node_modules/missing": { "version": "1.0.0" } } }')
    const { npm_execpath: _, ...env } = process.env
    const child = spawn(process.execPath, [join(clone, 'scripts/start.mjs')], {
      cwd: clone,
      env: { ...env, PATH: '/nowhere' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk))
    const code = await new Promise(resolve => child.once('close', resolve))
    expect(output.trim().split('\n').at(-1)).toBe(
      'npm was not found. Install Node.js from https://nodejs.org, which brings npm, then try again.',
    )
    expect(code).toBe(1)
  })

  test('a folder it may not write to is named', async () => {
    write('.atom', 'a file where its folder should be, which stops even root')
    const { code, output } = await start().ended
    expect(output).toContain(`ATOM may not write to ${clone}`)
    expect(code).toBe(1)
  })
})

describe('what npm says when it fails', () => {
  for (const [words, sentence] of [
    ['npm error code ENOSPC', 'The disk is full.'],
    ['npm error code EAI_AGAIN getaddrinfo EAI_AGAIN registry.npmjs.org', 'The npm registry could not be reached.'],
    ['npm error code EACCES permission denied, mkdir', 'npm may not write to'],
    ['npm error code EROFS: read-only file system', 'The disk with'],
    ['npm error code EINTEGRITY', 'A package arrived damaged.'],
    ['npm error something else', 'npm could not install the packages; its own words are above.'],
  ] as const)
    test(`“${words}” becomes “${sentence} …”`, () => {
      expect(reasonOf(words).startsWith(sentence)).toBe(true)
    })
})
