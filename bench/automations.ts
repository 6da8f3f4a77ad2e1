import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Asked, openAuthors } from './automations/authors.ts'
import { type Drawn, graphsAlike, normalised } from './automations/score.ts'

interface Sentence {
  kind: 'plain' | 'branch' | 'wait' | 'approval'
  say: string
  graph: Drawn
}

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}
const showFailures = process.argv.includes('--failures')
const file = option('--file') ?? join(import.meta.dirname, 'automations/sentences.jsonl')
const sentences = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map(line => JSON.parse(line) as Sentence)

/** Of all sentences, in percent. */
const aims: Record<string, number> = { offline: 85, model: 90 }

const { authors, close } = await openAuthors(sentences)
const missed: string[] = []
for (const { name, write } of authors) {
  const right = new Map<string, boolean[]>()
  const times: number[] = []
  for (const { kind, say, graph } of sentences) {
    const before = performance.now()
    const got: Asked = await write(say)
    times.push(performance.now() - before)
    const good = got.graph !== undefined && graphsAlike(got.graph as Drawn, graph)
    right.set(kind, [...(right.get(kind) ?? []), good])
    if (good || !showFailures) continue
    console.log(`[${name}, ${kind}] ${say}`)
    console.log(got.graph === undefined ? `    asks “${got.ask ?? ''}”` : `    got   ${JSON.stringify(normalised(got.graph as Drawn))}`)
    console.log(`    meant ${JSON.stringify(normalised(graph))}`)
  }
  const share = (list: boolean[]) => (100 * list.filter(Boolean).length) / Math.max(1, list.length)
  const all = [...right.values()].flat()
  const kinds = [...right].map(([kind, list]) => `${kind} ${list.filter(Boolean).length}/${list.length}`).join(', ')
  const sorted = times.toSorted((a, b) => a - b)
  const aim = aims[name.split(' ')[0] as string] ?? 0
  if (share(all) < aim) missed.push(name)
  console.log(
    `${name.padEnd(22)} ${share(all).toFixed(1).padStart(5)} % of ${all.length} graphs equal (aim ${aim} %): ${kinds}; p50 ${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(0)} ms, longest ${(sorted.at(-1) ?? 0).toFixed(0)} ms`,
  )
}
console.log(`Node ${process.version}. ${missed.length > 0 ? `AIMS MISSED: ${missed.join(', ')}` : 'all aims met'}`)
await close()
