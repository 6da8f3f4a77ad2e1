import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { memory } from '../../../scripts/places.mjs'

/** Another program that answers the same webhooks, at the versions and settings it comes with. */
export interface Peer {
  /** `Node-RED 5.0.7`. */
  name: string
  /** What it keeps of a run, for whoever reads the ratio. */
  keeps: string
  urls: Record<'w1' | 'chain', string>
  stop(): Promise<void>
}

interface Package {
  name: string
  version: string
  /** Packages whose install scripts are needed; those of all others stay unrun. */
  build?: string[]
}

/** Seconds an installation may take. */
const patience = 15 * 60

/** Installs a package from npm into `.atom/peers`, where it is kept for the next time. @returns its folder @throws with npm's last words */
export async function installPeer({ name, version, build = [] }: Package): Promise<string> {
  const folder = join(memory, 'peers', `${name}-${version}`)
  const done = join(folder, 'installed')
  if (existsSync(done)) return folder
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  process.stdout.write(`Installing ${name} ${version} into ${folder} …\n`)
  await npm(folder, ['install', `${name}@${version}`, '--ignore-scripts'])
  if (build.length > 0) await npm(folder, ['rebuild', ...build])
  writeFileSync(done, '')
  return folder
}

async function npm(folder: string, args: string[]): Promise<void> {
  const headers = dirname(dirname(process.execPath))
  const child = spawn('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    env: {
      ...process.env,
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      // What is compiled takes Node's own headers where they lie beside it, instead of fetching them.
      ...(existsSync(join(headers, 'include/node/node.h')) ? { npm_config_nodedir: headers } : {}),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: patience * 1000,
  })
  let words = ''
  child.stderr.on('data', part => (words = (words + part).slice(-500)))
  const code = await new Promise(resolve => {
    child.once('error', resolve)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`npm ${args[0]} ended with ${code}: ${words.trim().split('\n').at(-1)}`)
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) endGroup(child, 'SIGKILL')
})

function endGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(-(child.pid as number), signal)
  } catch {
    // It has ended by itself.
  }
}

/** Runs a script of an installed package with this Node, in a process group of its own. `stop` waits ten seconds for its end. */
export function run(script: string, args: string[], { env, cwd }: { env: Record<string, string>; cwd: string }) {
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}`, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let words = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', part => (words = (words + part).slice(-1000)))
  const ended = new Promise<number | null>(resolve => child.once('close', resolve))
  void ended.then(() => running.delete(child))
  return {
    ended,
    words: () => words.trim(),
    async stop() {
      endGroup(child, 'SIGTERM')
      const patient = setTimeout(() => endGroup(child, 'SIGKILL'), 10_000)
      await ended
      clearTimeout(patient)
    },
  }
}

/** Calls the webhook until it answers 200 with what it should. @throws where it ends before, or does not within two minutes */
export async function untilAnswered(url: string, body: string, process: ReturnType<typeof run>): Promise<void> {
  let over = false
  void process.ended.then(() => (over = true))
  let last = 'nothing'
  for (const deadline = Date.now() + 120_000; Date.now() < deadline && !over; await new Promise(resolve => setTimeout(resolve, 100))) {
    try {
      const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      last = `${answer.status} ${(await answer.text()).slice(0, 200)}`
      if (answer.status === 200) return
    } catch {
      // It does not listen yet.
    }
  }
  throw new Error(`it answered ${last}; its last words: ${process.words().split('\n').at(-1)}`)
}

export const versionIn = (folder: string, name: string): string =>
  JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version
