import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Load, LoadResult } from './load.ts'

/** Loads an address from another process: up to a second to warm up, then as long as told. */
export async function load(options: Load): Promise<LoadResult> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'load.ts'), JSON.stringify(options)])
  return JSON.parse(stdout)
}

export interface BareFastify {
  url: string
  stop(): Promise<void>
}

/** Starts the reference server, which answers these two files. */
export async function startBareFastify(getFile: string, postFile: string): Promise<BareFastify> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-fastify.ts'), getFile, postFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await firstLine(child)
  return {
    url,
    stop: async () => {
      const ended = new Promise(resolve => child.once('close', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  let text = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', chunk => {
      text += chunk
      if (text.includes('\n')) resolve(text.split('\n')[0] as string)
    })
    child.once('close', code => reject(new Error(`The reference server ended with ${code}.`)))
  })
}
