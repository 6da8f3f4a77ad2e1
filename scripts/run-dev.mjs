import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { root, withEnvFile } from './places.mjs'

/**
 * Runs the server under `node --watch` and `next dev` behind it: the server answers the API itself and passes everything else on, so there
 * is one address, one cookie, and event streams that nothing buffers. Both end together.
 */
export async function dev() {
  const web = await freePort()
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }
  const server = ['--watch', '--watch-preserve-output', ...withEnvFile(), 'apps/server/main.ts', '--web', `http://127.0.0.1:${web}`]
  const next = [join(root, 'node_modules/next/dist/bin/next'), 'dev', '--hostname', '127.0.0.1', '--port', String(web)]
  const children = [
    spawn(process.execPath, next, { cwd: join(root, 'apps/web'), stdio: 'inherit', env }),
    spawn(process.execPath, server, { stdio: 'inherit', env }),
  ]

  const end = () => {
    for (const child of children) child.kill('SIGTERM')
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
  await Promise.all(children.map(child => new Promise(resolve => child.once('close', resolve)).then(end)))
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => probe.once('listening', resolve))
  const { port } = probe.address()
  await new Promise(resolve => probe.close(resolve))
  return port
}
