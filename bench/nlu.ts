import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createUnderstanding } from '@atom/agents'
import { effectOf, SkillRegistry } from '@atom/kernel'
import { productivitySkills } from '@atom/productivity'
import { ActiveTurns } from '../packages/agents/chat/active-turns.ts'
import { agentSkills } from '../packages/agents/skills/index.ts'
import { type Score, scoreOf, type Utterance } from './nlu/score.ts'

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]
}
/** Every corpus of the repository, or the one named. */
const files = option('--file') ? [option('--file') as string] : globSync(join(import.meta.dirname, 'nlu/utterances*.jsonl')).sort()
const only = option('--kind')
const showFailures = process.argv.includes('--failures')

const corpus = files
  .flatMap(file => readFileSync(file, 'utf8').split('\n'))
  .filter(Boolean)
  .map(line => JSON.parse(line) as Utterance)
  .filter(each => !only || each.kind === only)

const registry = new SkillRegistry().add(...productivitySkills)
registry.add(...agentSkills({ registry, permission: { decide: async () => 'allow' }, turns: new ActiveTurns() }))
const writes = (id: string, input: Record<string, unknown>) => {
  const skill = registry.find(id)
  return skill !== undefined && effectOf(skill, input) !== 'read'
}

const before = performance.now()
const understanding = createUnderstanding({ registry })
await understanding.understand({ text: 'hello', now: new Date(), timeZone: 'UTC' })
const startUp = performance.now() - before

const times: number[] = []
const byKind = new Map<string, Score[]>()
for (const meant of corpus) {
  const { text, now, timeZone, history } = meant
  const start = performance.now()
  const got = await understanding.understand({ text, now, timeZone, ...(history ? { history } : {}) })
  times.push(performance.now() - start)
  const score = scoreOf(meant, got, writes)
  byKind.set(meant.kind, [...(byKind.get(meant.kind) ?? []), score])
  if (showFailures && (!score.exact || score.wrongWrite)) {
    const mark = score.wrongWrite ? 'WRONG WRITE' : score.skill ? 'input' : 'skill'
    const show = (requests: Utterance['requests']) =>
      requests.map(each => `${each.skill} ${JSON.stringify(each.input)}${each.confirm ? ' confirm' : ''}`).join('; ') || 'nothing'
    console.log(
      `[${meant.kind}] ${mark}: ${text}\n    meant ${show(meant.requests)}${meant.ask ? ' ask' : ''}\n    got   ${show(got.requests)}${got.ask ? ` ask “${got.ask}”` : ''}`,
    )
  }
}

const share = (scores: readonly Score[], which: keyof Score) =>
  `${((100 * scores.filter(score => score[which]).length) / Math.max(1, scores.length)).toFixed(1).padStart(5)} %`
const all = [...byKind.values()].flat()
/** The aims, in percent; a wrong write counts ten times a question. */
const aims = { skill: 95, exact: 90, wrongWrite: 1 }
const percent = (which: keyof Score) => (100 * all.filter(score => score[which]).length) / Math.max(1, all.length)
const missed = [
  ...(percent('skill') < aims.skill ? ['skill'] : []),
  ...(percent('exact') < aims.exact ? ['exact'] : []),
  ...(percent('wrongWrite') >= aims.wrongWrite ? ['wrong writes'] : []),
]
const row = (name: string, scores: readonly Score[]) =>
  `${name.padEnd(12)} ${String(scores.length).padStart(4)}   ${share(scores, 'skill')}   ${share(scores, 'exact')}   ${share(scores, 'wrongWrite')}`
const percentile = (p: number) =>
  ([...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * p))] ?? 0).toFixed(1)

console.log(`${'kind'.padEnd(12)} ${'n'.padStart(4)}   ${'skill'.padStart(7)}   ${'exact'.padStart(7)}   ${'wrong writes'}`)
for (const [kind, scores] of [...byKind].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(row(kind, scores))
console.log(row('all', all))
console.log(`${'aim'.padEnd(12)} ${''.padStart(4)}      ${aims.skill} %      ${aims.exact} %      < ${aims.wrongWrite} %`)
const latency = Number(percentile(0.5)) < 50
console.log(
  `latency p50 ${percentile(0.5)} ms, p99 ${percentile(0.99)} ms (aim: under 50 ms); ready after ${startUp.toFixed(0)} ms (aim: under 300 ms); Node ${process.version}`,
)
console.log(missed.length > 0 || !latency ? `AIMS MISSED: ${[...missed, ...(latency ? [] : ['latency'])].join(', ')}` : 'all aims met')
