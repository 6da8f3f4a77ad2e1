// npm run bench:engine: what the engine does on its production path, in turns beside a bare loop and the peers that can be installed from npm (the first
// time that takes minutes and 3 GB in .atom/peers; BENCH_PEERS=node-red leaves n8n out, BENCH_PEERS=none both). Run it while nothing else works.
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
import { startN8n } from './peers/n8n.ts'
import { startNodeRed } from './peers/node-red.ts'
import type { Peer } from './peers/peer.ts'
import { publish } from './publish.ts'
import { runFigures } from './runs.ts'
import { twoWorkers } from './two-workers.ts'

const seconds = Number(process.env.BENCH_SECONDS ?? 4)
const repeats = Number(process.env.BENCH_REPEATS ?? 5)
/** How many times the runs of each peer ATOM should do at 50 connections. */
const peersWanted = [
  { name: 'Node-RED', key: 'node-red', start: startNodeRed, times: 1 },
  { name: 'n8n', key: 'n8n', start: startN8n, times: 200 },
]
const chosen = process.env.BENCH_PEERS?.split(',') ?? peersWanted.map(({ key }) => key)

process.stdout.write(`${[...machine(), ...busy()].join('\n')}\n`)
const folder = temporaryFolder('bench-engine')
const bare = await startBareLoop(join(folder, 'bare.sqlite'))
const peers = await startPeers()
const server = await startServer({ env: { ATOM_LOG_LEVEL: 'error' } })
try {
  const { urls: paths } = await publish(server, { w1, chain: chainOfTen })
  for (const [name, graph] of [
    ['W1: webhook, set, if, set, respond', 'w1'],
    ['Ten sets and respond', 'chain'],
  ] as const) {
    const figures: Figure[] = []
    for (const connections of [1, 10, 50]) figures.push(...(await measure(graph, paths[graph], connections)))
    print(name, figures)
  }
  print('Disk', [await bytesPerRun(server, paths.w1)])
} finally {
  await server.stop()
  bare.stop()
  for (const { peer } of peers) await peer.stop()
  rmSync(folder, { recursive: true, force: true })
}
print('Runs', await runFigures())
print('Workers on PostgreSQL', await twoWorkers())

interface Running {
  peer: Peer
  times: number
}

/** Those that can be installed and started; why another could not be is said. */
async function startPeers(): Promise<Running[]> {
  const started: Running[] = []
  for (const { name, key, start, times } of peersWanted) {
    if (!chosen.includes(key)) continue
    try {
      started.push({ peer: await start(), times })
    } catch (error) {
      process.stdout.write(`${name} is left out: ${(error as Error).message}\n`)
    }
  }
  return started
}

/** ATOM, the bare loop and each peer in turns, so that what else the machine does meets all of them. */
async function measure(graph: 'w1' | 'chain', ours: string, connections: number): Promise<Figure[]> {
  const call = { method: 'POST', headers: { 'content-type': 'application/json' }, body, connections, seconds } as const
  const others = [
    { name: 'bare loop', url: `${bare.url}/hooks/${graph}`, aim: connections > 1 ? { least: 0.4 } : undefined },
    ...peers.map(({ peer, times }) => ({
      name: `${peer.name}, which keeps ${peer.keeps}`,
      url: peer.urls[graph],
      aim: connections === 50 && graph === 'w1' ? { least: times } : undefined,
    })),
  ]
  const turns: { ours: LoadResult; others: LoadResult[] }[] = []
  for (let turn = 0; turn < repeats; turn++) {
    const own = await load({ ...call, url: ours })
    const theirs: LoadResult[] = []
    for (const { url } of others) theirs.push(await load({ ...call, url }))
    turns.push({ ours: own, others: theirs })
  }
  const failures = turns.reduce((sum, turn) => sum + turn.ours.failures, 0)
  if (failures > 0) throw new Error(`${failures} calls were not answered with 2xx.`)
  const middle = (of: (result: LoadResult) => number) => median(turns.map(turn => of(turn.ours)))
  return [
    {
      what: `${connections} connections`,
      value: `${Math.round(middle(r => r.perSecond)).toLocaleString('en')}/s, p50 ${middle(r => r.p50)} ms, p99 ${middle(r => r.p99)} ms`,
    },
    ...others.map(({ name, aim }, at): Figure => {
      const theirs = (turn: (typeof turns)[number]) => turn.others[at] as LoadResult
      const ratio = median(turns.map(turn => turn.ours.perSecond / theirs(turn).perSecond))
      const failed = turns.reduce((sum, turn) => sum + theirs(turn).failures, 0)
      return {
        what: `  beside ${name}`,
        value: `${Math.round(median(turns.map(turn => theirs(turn).perSecond))).toLocaleString('en')}/s, ratio ${ratio.toFixed(2)}${failed > 0 ? `, ${failed} of its calls failed` : ''}`,
        ...(aim && { aim: `at least ${aim.least}`, met: ratio >= aim.least }),
      }
    }),
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
  // What fails on the way to the measuring leaves nothing running.
  process.once('exit', () => child.kill())
  const url = await new Promise<string>(resolve => child.stdout.once('data', data => resolve(String(data).trim())))
  return { url, stop: () => child.kill('SIGTERM') }
}
