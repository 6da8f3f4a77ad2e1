import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { makeMemory, memory } from './places.mjs'
import { progress } from './say.mjs'

const version = '24.21.0'

/** Goes on only in Node 24 or newer: in an older one the same command runs again, to its end, in a Node 24 from the npm registry. */
export async function inNode24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return
  await become(await bringNode24(), process.argv.slice(1))
}

/**
 * The path of Node 24, installed into `.atom/node` the first time. The npm package `node` is a script that fetches the package of the
 * machine's kind; that one is taken directly, so that it also works where install scripts are switched off.
 */
async function bringNode24() {
  const kind = [
    process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node',
    process.platform === 'win32' ? 'win' : process.platform,
    process.arch,
  ].join('-')
  const folder = join(memory, 'node', version)
  const binary = join(folder, 'node_modules', kind, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(binary)) return binary
  makeMemory()
  const done = progress(`Node.js here is ${process.versions.node}; fetching ${version} for ATOM alone …`)
  await npm(['install', '--prefix', folder, '--no-save', '--no-package-lock', `${kind}@${version}`])
  done()
  return binary
}

/**
 * Hands over to another program and never returns. Where the system can, this process turns into it: nothing stays behind in memory and
 * signals go straight to it. Elsewhere (Node 20, Windows) it runs as a child in the same process group; signals are forwarded, its exit code is ours.
 */
export function become(program, args, env = process.env) {
  if (process.execve) process.execve(program, [program, ...args], env)
  import('./end-with-parent.mjs')
  const child = spawn(program, args, { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise(() => {
    child.once('error', error => {
      process.stderr.write(`${program} could not be started: ${error.message}\n`)
      process.exit(1)
    })
    child.once('close', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
  })
}
