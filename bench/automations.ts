import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Asked, openAuthors } from './automations/authors.ts'
import { type Drawn, graphsAlike, normalised } from './automations/score.ts'

interface Sentence {
  kind: 'plain' | 'branch' | 'wait' | 'approval' | 'none'
  say: string
  graph?: Drawn
  /** A skill repeats it by itself, as good as a graph where both are given; or nothing here can do it, so it must be asked about. */
  instead?: 'skill' | 'question'
}

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}
const showFailures = process.argv.includes('--failures')
const own = ['sentences', 'sentences-2', 'sentences-3'].map(name => join(import.meta.dirname, `automations/${name}.jsonl`))
const file = option('--file')
const sets = (file ? [file] : own).map(path => ({
  name: basename(path, '.jsonl'),
  sentences: readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Sentence),
}))

/** Of all sentences, in percent. */
const aims: Record<string, number> = { offline: 85, model: 90 }

const { authors, close } = await openAuthors(sets.flatMap(set => set.sentences))
const missed: string[] = []
const share = (list: boolean[]) => (100 * list.filter(Boolean).length) / Math.max(1, list.length)
/** What is done is not what was meant; a question is no wrong. */
const wrongly = ({ graph, ask, skills = [] }: Asked): boolean => graph !== undefined || (ask === undefined && skills.length > 0)

for (const { name, write } of authors) {
  const aim = aims[name.split(' ')[0] as string] ?? 0
  const right: boolean[] = []
  for (const set of sets) {
    const kinds = new Map<string, boolean[]>()
    const times: number[] = []
    let wrong = 0
    for (const { kind, say, graph, instead } of set.sentences) {
      // A model is asked for a graph only where the chat heard an automation.
      if (!graph && name !== 'offline') continue
      const before = performance.now()
      const got: Asked = await write(say)
      times.push(performance.now() - before)
      const good =
        (graph !== undefined && got.graph !== undefined && graphsAlike(got.graph as Drawn, graph)) ||
        (instead === 'skill' && got.graph === undefined && got.ask === undefined && got.skills?.length === 1) ||
        (instead === 'question' && got.graph === undefined && got.ask !== undefined)
      kinds.set(kind, [...(kinds.get(kind) ?? []), good])
      if (!good && wrongly(got)) wrong++
      if (good || !showFailures) continue
      console.log(`[${name}, ${set.name}, ${kind}] ${say}`)
      console.log(
        got.graph !== undefined
          ? `    got   ${JSON.stringify(normalised(got.graph as Drawn))}`
          : got.skills?.length
            ? `    does  ${got.skills.join(', ')}`
            : `    asks “${got.ask ?? ''}”`,
      )
      console.log(`    meant ${graph ? JSON.stringify(normalised(graph)) : instead}`)
    }
    const all = [...kinds.values()].flat()
    right.push(...all)
    const each = [...kinds].map(([kind, list]) => `${kind} ${list.filter(Boolean).length}/${list.length}`).join(', ')
    const sorted = times.toSorted((a, b) => a - b)
    console.log(
      `${name.padEnd(17)} ${set.name.padEnd(12)} ${share(all).toFixed(1).padStart(5)} % of ${all.length} right, ${wrong} wrong: ${each}; p50 ${(sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(0)} ms, longest ${(sorted.at(-1) ?? 0).toFixed(0)} ms`,
    )
  }
  if (share(right) < aim) missed.push(name)
  console.log(`${name.padEnd(17)} all          ${share(right).toFixed(1).padStart(5)} % of ${right.length} (aim ${aim} %)`)
}
console.log(`Node ${process.version}. ${missed.length > 0 ? `AIMS MISSED: ${missed.join(', ')}` : 'all aims met'}`)
await close()
