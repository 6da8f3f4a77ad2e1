// npm run bench:engine: what the engine does on its production path, beside a bare loop on the same machine, in turns. Run it while nothing else works.
import { spawn } from 'node:child_process'
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Server, startServer } from '../../tests/harness/server.ts'
import { temporaryFolder } from '../../tests/harness/temporary.ts'
import { load } from '../child.ts'
import { type Figure, median, print } from '../figure.ts'
import type { LoadResult } from '../load.ts'
import { busy, machine } from '../machine.ts'
import { body, chainOfTen, w1 } from './graphs.ts'
import { publish } from './publish.ts'
import { runFigures } from './runs.ts'

const seconds = Number(process.env.BENCH_SECONDS ?? 4)
const repeats = Number(process.env.BENCH_REPEATS ?? 5)
/** Measured on another machine of two cores, by peers of their time, at 50 connections: ratios to them are rough. */
const nodeRed = 6356
const n8n = 27

process.stdout.write(`${[...machine(), ...busy()].join('\n')}\n`)
const folder = temporaryFolder('bench-engine')
const bare = await startBareLoop(join(folder, 'bare.sqlite'))
const server = await startServer({ env: { ATOM_LOG_LEVEL: 'error' } })
try {
  const { urls: paths } = await publish(server, { w1, chain: chainOfTen })
  for (const [name, graph] of [
    ['W1: webhook, set, if, set, respond', 'w1'],
    ['Ten sets and respond', 'chain'],
  ] as const) {
    const figures: Figure[] = []
    for (const connections of [1, 10, 50]) figures.push(...(await measure(paths[graph], `${bare.url}/hooks/${graph}`, connections)))
    print(name, figures)
  }
  print('Disk', [await bytesPerRun(server, paths.w1)])
} finally {
  await server.stop()
  bare.stop()
  rmSync(folder, { recursive: true, force: true })
}
print('Runs', await runFigures())

async function measure(ours: string, reference: string, connections: number): Promise<Figure[]> {
  const call = { method: 'POST', headers: { 'content-type': 'application/json' }, body, connections, seconds } as const
  const turns: { ours: LoadResult; bare: LoadResult }[] = []
  for (let turn = 0; turn < repeats; turn++)
    turns.push({ ours: await load({ ...call, url: ours }), bare: await load({ ...call, url: reference }) })
  const failures = turns.reduce((sum, turn) => sum + turn.ours.failures, 0)
  if (failures > 0) throw new Error(`${failures} calls were not answered with 2xx.`)
  const perSecond = median(turns.map(turn => turn.ours.perSecond))
  const ratio = median(turns.map(turn => turn.ours.perSecond / turn.bare.perSecond))
  const middle = (of: (result: LoadResult) => number, who: 'ours' | 'bare' = 'ours') => median(turns.map(turn => of(turn[who])))
  return [
    {
      what: `${connections} connections`,
      value: `${Math.round(perSecond).toLocaleString('en')}/s, p50 ${middle(r => r.p50)} ms, p99 ${middle(r => r.p99)} ms`,
      ...(connections === 50 && { aim: `more than ${nodeRed}, ${200 * n8n}`, met: perSecond > nodeRed }),
    },
    { what: '  bare loop', value: `${Math.round(middle(r => r.perSecond, 'bare')).toLocaleString('en')}/s` },
    { what: '  ratio', value: ratio.toFixed(2), ...(connections > 1 && { aim: 'at least 0.40', met: ratio >= 0.4 }) },
  ]
}

async function bytesPerRun(on: Server, url: string): Promise<Figure> {
  const runs = 5000
  const size = () => statSync(join(on.dataDir, 'atom.sqlite')).size
  const before = size()
  let left = runs
  const caller = async () => {
    while (left-- > 0) await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  }
  await Promise.all(Array.from({ length: 25 }, caller))
  return {
    what: `bytes a run of W1, over ${runs.toLocaleString('en')} runs`,
    value: Math.round((size() - before) / runs).toLocaleString('en'),
  }
}

async function startBareLoop(file: string): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-loop.ts'), file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<string>(resolve => child.stdout.once('data', data => resolve(String(data).trim())))
  return { url, stop: () => child.kill('SIGTERM') }
}
