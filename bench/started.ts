import { type ChildProcess, spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

export interface Started {
  url: string
  /** Bytes resident in the whole process tree, npm included. */
  memory(): number
  stop(): Promise<void>
}

/** Runs `npm start` as a person would, in a process group of its own, and waits until /health says ready. */
export async function npmStart(env: Record<string, string>): Promise<Started> {
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  const url = await addressOf(child)
  while (
    (await fetch(`${url}/health`).then(
      answer => answer.status,
      () => 0,
    )) !== 200
  )
    await new Promise(resolve => setTimeout(resolve, 10))
  return {
    url,
    memory: () => [child.pid as number, ...descendants(child.pid as number)].reduce((sum, pid) => sum + resident(pid), 0),
    async stop() {
      process.kill(-(child.pid as number), 'SIGTERM')
      await ended
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  let text = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', chunk => {
      text += chunk
      const found = text.match(/ATOM is ready: (\S+)/)
      if (found) resolve(found[1] as string)
    })
    child.once('close', code => reject(new Error(`npm start ended with ${code}:\n${text}`)))
  })
}

function descendants(pid: number): number[] {
  const parents = globSync('/proc/[0-9]*/stat').flatMap(file => {
    const fields = read(file).match(/^(\d+) \(.*\) \S (\d+)/s)
    return fields ? [{ pid: Number(fields[1]), parent: Number(fields[2]) }] : []
  })
  const under = (id: number): number[] =>
    parents.filter(({ parent }) => parent === id).flatMap(({ pid: child }) => [child, ...under(child)])
  return under(pid)
}

const resident = (pid: number): number => Number(read(`/proc/${pid}/status`).match(/VmRSS:\s+(\d+) kB/)?.[1] ?? 0) * 1024

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
