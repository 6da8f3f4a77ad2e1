import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { reapTemporary, temporaryFolder } from './temporary.ts'

const root = join(import.meta.dirname, '../..')

export interface ServerOptions {
  /** Settings beside those the harness needs; nothing of the tester's own ATOM_… environment gets through. */
  env?: Record<string, string>
  /** A folder that outlives this server; without it a temporary one, removed by `stop`. */
  dataDir?: string
  /** False for a start that is meant to fail or to be watched from outside: then nothing is awaited. */
  awaitReady?: boolean
}

export interface Answer<Body = unknown> {
  status: number
  headers: Headers
  /** JSON as a value, anything else as text. */
  body: Body
}

export interface RequestOptions {
  method?: string
  headers?: Record<string, string>
  /** An object is sent as JSON, a string as it is. */
  body?: unknown
}

export interface Server {
  /** `http://localhost:PORT`; after `restart` another port. */
  readonly url: string
  readonly dataDir: string
  readonly pid: number
  /** Everything the process wrote, both streams. */
  readonly log: string
  /** Resolves with the exit code, or the signal's name, of the process running now. */
  readonly ended: Promise<number | string>
  request<Body = Anything>(path: string, options?: RequestOptions): Promise<Answer<Body>>
  /** SIGKILL: no drain, no goodbye. */
  kill9(): Promise<void>
  /** Starts again on the same data, after `kill9`, a crash or (draining first) while running. */
  restart(env?: Record<string, string>): Promise<void>
  /** Drains as Ctrl-C does, removes a temporary data folder, and gives the exit code. */
  stop(): Promise<number | string>
}

/** Starts the real server as a child process on a free port and waits until /health says ready. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  reapTemporary('data')
  const dataDir = options.dataDir ?? temporaryFolder('data')
  const env = { ATOM_RATE_LIMIT: '0', ATOM_LOG_LEVEL: 'warn', ATOM_SIGN_UP: 'open', ATOM_MEMORY: 'off', ...options.env }
  let running = launch(dataDir, env)
  if (options.awaitReady !== false) await running.ready()

  return {
    get url() {
      return running.url()
    },
    dataDir,
    get pid() {
      return running.child.pid as number
    },
    get log() {
      return running.log()
    },
    get ended() {
      return running.ended
    },
    request: (path, request) => send(running.url() + path, request),
    async kill9() {
      running.child.kill('SIGKILL')
      await running.ended
    },
    async restart(changed = {}) {
      running.child.kill('SIGTERM')
      await running.ended
      running = launch(dataDir, { ...env, ...changed })
      await running.ready()
    },
    async stop() {
      running.child.kill('SIGTERM')
      const code = await running.ended
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
      return code
    },
  }
}

function launch(dataDir: string, env: Record<string, string>) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(ATOM_|VITEST|NODE_OPTIONS|NODE_ENV)/.test(name)))
  const child = spawn(process.execPath, [join(root, 'apps/server/main.ts')], {
    cwd: root,
    env: { ...inherited, ATOM_HOST: '127.0.0.1', ATOM_PORT: '0', ATOM_DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  endWithThisProcess(child)
  let log = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (log += chunk))
  const ended = new Promise<number | string>(resolve => child.once('close', (code, signal) => resolve(code ?? (signal as string))))
  const address = () => log.match(/ATOM is ready: (http:\/\/\S+)/)?.[1]

  return {
    child,
    ended,
    log: () => log,
    url() {
      const found = address()
      if (!found) throw new Error(`The server has not told its address:\n${log}`)
      return found
    },
    async ready() {
      let code: number | string | undefined
      void ended.then(value => (code = value))
      for (const deadline = Date.now() + 45_000; Date.now() < deadline; await new Promise(resolve => setTimeout(resolve, 25))) {
        if (code !== undefined) throw new Error(`The server ended with ${code} instead of starting:\n${log}`)
        const found = address()
        if (
          found &&
          (await fetch(`${found}/health`).then(
            answer => answer.status,
            () => 0,
          )) === 200
        )
          return
      }
      child.kill('SIGKILL')
      throw new Error(`The server was not ready within 45 s:\n${log}`)
    },
  }
}

const children = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})

function endWithThisProcess(child: ChildProcess): void {
  children.add(child)
  child.once('close', () => children.delete(child))
}

// biome-ignore lint/suspicious/noExplicitAny: tests assert on what came, so a body is whatever they say it is
export type Anything = any

/** One request as a program would make it: no redirect followed, no cookie kept. */
export async function send<Body = Anything>(url: string, { method, headers = {}, body }: RequestOptions = {}): Promise<Answer<Body>> {
  const json = body !== undefined && typeof body !== 'string' && !(body instanceof FormData) && !(body instanceof Uint8Array)
  const answer = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
    body: json ? JSON.stringify(body) : (body as NonNullable<RequestInit['body']> | undefined),
    redirect: 'manual',
  })
  const text = await answer.text()
  const parsed = /json/.test(answer.headers.get('content-type') ?? '') && text ? JSON.parse(text) : text
  return { status: answer.status, headers: answer.headers, body: parsed }
}
