import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer as createProbe } from 'node:net'
import { join } from 'node:path'
import { devProxy } from './dev-proxy.mjs'
import { root } from './places.mjs'
import { giveUp, say } from './say.mjs'

/** Runs the server under `node --watch`, `next dev`, and a proxy that joins them on ATOM_PORT; ends all three together. */
export async function dev() {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const port = Number(process.env.ATOM_PORT ?? 5058)
  const [api, web] = [await freePort(), await freePort()]
  const address = `http://localhost:${port}`
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }

  const children = [
    spawn(process.execPath, ['--watch', '--watch-preserve-output', 'apps/server/main.ts'], {
      stdio: 'inherit',
      env: { ...env, ATOM_PORT: String(api), ATOM_PUBLIC_URL: env.ATOM_PUBLIC_URL ?? address },
    }),
    spawn(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'dev', '--hostname', '127.0.0.1', '--port', String(web)], {
      cwd: join(root, 'apps/web'),
      stdio: 'inherit',
      env,
    }),
  ]
  const proxy = devProxy({ api, web })
  proxy.once('error', error => {
    for (const child of children) child.kill('SIGTERM')
    giveUp(error.code === 'EADDRINUSE' ? `Port ${port} is in use. End the other program, or set ATOM_PORT.` : String(error))
  })
  proxy.listen(port, '127.0.0.1', () => say(`ATOM for developers: ${address}`))

  let ending = false
  const end = signal => {
    if (ending) return
    ending = true
    proxy.close()
    proxy.closeAllConnections()
    for (const child of children) child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end('SIGTERM'))
  await Promise.all(
    children.map(async child => {
      await new Promise(resolve => child.once('close', resolve))
      end('SIGTERM')
    }),
  )
}

async function freePort() {
  const probe = createProbe().listen(0, '127.0.0.1')
  await new Promise(resolve => probe.once('listening', resolve))
  const { port } = probe.address()
  await new Promise(resolve => probe.close(resolve))
  return port
}
