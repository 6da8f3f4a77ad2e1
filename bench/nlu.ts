import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { openProduct } from './nlu/product.ts'
import { type Score, scoreOf, type Utterance } from './nlu/score.ts'

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}
/** Every corpus of the repository, or the one named. */
const files = option('--file')
  ? [option('--file') as string]
  : globSync(join(import.meta.dirname, 'nlu/utterances*.jsonl')).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
const only = option('--kind')
const showFailures = process.argv.includes('--failures')

/** In percent; a wrong write counts ten times a question. */
const aims = { skill: 95, exact: 90, wrongWrite: 1 }
const columns = ['skill', 'exact', 'wrongWrite'] as const

const product = await openProduct()
const startUp = await product.startUp()
const times: number[] = []
const scored: { set: string; kind: string; score: Score }[] = []
for (const file of files) {
  const set = basename(file, '.jsonl')
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const meant = JSON.parse(line) as Utterance
    if (only && meant.kind !== only) continue
    const start = performance.now()
    const got = await product.understand(meant)
    times.push(performance.now() - start)
    const score = scoreOf(meant, got, product.writes)
    scored.push({ set, kind: meant.kind, score })
    if (showFailures && (!score.exact || score.wrongWrite)) {
      const mark = score.wrongWrite ? 'WRONG WRITE' : score.skill ? 'input' : 'skill'
      const show = (requests: Utterance['requests']) =>
        requests.map(each => `${each.skill} ${JSON.stringify(each.input)}${each.confirm ? ' confirm' : ''}`).join('; ') || 'nothing'
      console.log(
        `[${set} ${meant.kind}] ${mark}: ${meant.text}\n    meant ${show(meant.requests)}${meant.ask ? ' ask' : ''}\n    got   ${show(got.requests)}${got.ask ? ` ask “${got.ask}”` : ''}`,
      )
    }
  }
}
await product.close()

const percent = (scores: readonly Score[], which: keyof Score) =>
  (100 * scores.filter(score => score[which]).length) / Math.max(1, scores.length)
const row = (name: string, scores: readonly Score[]) =>
  `${name.padEnd(14)} ${String(scores.length).padStart(4)}   ${columns.map(which => `${percent(scores, which).toFixed(1).padStart(5)} %`).join('   ')}`
const head = (name: string) => `${name.padEnd(14)} ${'n'.padStart(4)}   ${'skill'.padStart(7)}   ${'exact'.padStart(7)}   wrong writes`
const grouped = (key: 'set' | 'kind') => Map.groupBy(scored, each => each[key])
const table = (key: 'set' | 'kind') =>
  [
    head(key),
    ...[...grouped(key)].map(([name, rows]) =>
      row(
        name,
        rows.map(({ score }) => score),
      ),
    ),
  ].join('\n')
const percentile = (p: number) =>
  ([...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * p))] ?? 0).toFixed(1)

const all = scored.map(({ score }) => score)
console.log(`${table('kind')}\n\n${table('set')}\n\n${row('all', all)}`)
console.log(`${'aim'.padEnd(14)} ${''.padStart(4)}      ${aims.skill} %      ${aims.exact} %      < ${aims.wrongWrite} %`)
const latency = Number(percentile(0.5)) < 50
console.log(
  `latency p50 ${percentile(0.5)} ms, p99 ${percentile(0.99)} ms (aim: under 50 ms); ready after ${startUp.toFixed(0)} ms (aim: under 300 ms); Node ${process.version}`,
)
const missed = [
  ...(percent(all, 'skill') < aims.skill ? ['skill'] : []),
  ...(percent(all, 'exact') < aims.exact ? ['exact'] : []),
  ...(percent(all, 'wrongWrite') >= aims.wrongWrite ? ['wrong writes'] : []),
  ...(latency ? [] : ['latency']),
]
console.log(missed.length > 0 ? `AIMS MISSED: ${missed.join(', ')}` : 'all aims met')
