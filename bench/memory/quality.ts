import { type AnswerPart, ask } from '../../packages/memory/answer/ask.ts'
import type { Weights } from '../../packages/memory/retrieve/rank.ts'
import { type Passage, recall } from '../../packages/memory/retrieve/search.ts'
import { type Question, readMaterial, readQuestions } from './material.ts'
import { worldOf } from './world.ts'

/** What one question came to. */
interface Outcome {
  question: Question
  /** For each answer wanted, the rank of the first passage with it, from 1; Infinity where none of the first ten has it. */
  ranks: number[]
}

const deepest = 10
const halves: Record<string, Weights | undefined> = {
  vector: { words: 0, vector: 1 },
  words: { words: 1, vector: 0 },
  hybrid: undefined,
}

const has = (passage: Passage, answer: { in: string; says: string }): boolean =>
  passage.uri === `file:${answer.in}` && passage.text.replace(/\s+/g, ' ').includes(answer.says)

const ranksIn = (passages: readonly Passage[], question: Question): number[] =>
  (question.answers ?? []).map(answer => {
    const at = passages.slice(0, deepest).findIndex(passage => has(passage, answer))
    return at < 0 ? Number.POSITIVE_INFINITY : at + 1
  })

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
const best = ({ ranks }: Outcome): number => Math.min(...ranks)
/** Any of the answers will do, so the first of them counts. */
const recallAt = (k: number, outcomes: readonly Outcome[]): number => mean(outcomes.map(outcome => (best(outcome) <= k ? 1 : 0)))
const reciprocal = (outcomes: readonly Outcome[]): number => mean(outcomes.map(outcome => 1 / best(outcome)))
const gain = (ranks: readonly number[]): number => ranks.reduce((sum, rank) => sum + 1 / Math.log2(rank + 1), 0)
const ndcg = (outcomes: readonly Outcome[]): number =>
  mean(outcomes.map(({ ranks }) => gain([...new Set(ranks)]) / gain(ranks.map((_, i) => i + 1))))

/** `tune` is what bounds and weights were found with, `report` what they were not; each has every second question of a kind. */
export type Half = 'tune' | 'report' | 'all'

function questionsOf(half: Half, file?: string): Question[] {
  const seen = new Map<string, number>()
  return readQuestions(file).filter(({ kind }) => {
    const number = seen.get(kind) ?? 0
    seen.set(kind, number + 1)
    return half === 'all' || (number % 2 === 0) === (half === 'tune')
  })
}

const percent = (share: number): string => `${(share * 100).toFixed(1).padStart(5)} %`

/** Prints how well questions find what answers them: by vectors alone, by words alone, by both; and how honest an answer without a model is. */
export async function quality(half: Half, showFailures: boolean, file?: string): Promise<void> {
  const questions = questionsOf(half, file)
  const files = readMaterial()
  const world = await worldOf(files)
  try {
    const { ctx, deps } = world
    console.log(`${files.length} files, ${await deps.index.count()} passages, ${questions.length} questions (${half}), all-MiniLM-L6-v2`)
    for (const [name, weights] of Object.entries(halves)) {
      const outcomes: Outcome[] = []
      for (const question of questions) {
        if (!question.answers) continue
        const { passages } = await recall({ ...deps, ...(weights ? { weights } : {}) }, ctx, question.question, {}, deepest)
        const ranks = ranksIn(passages, question)
        outcomes.push({ question, ranks })
        if (showFailures && !weights && Math.min(...ranks) > 5)
          console.log(`  not in five: [${question.kind}] ${question.question}\n    ${passages.slice(0, 5).map(shown).join('\n    ')}`)
      }
      console.log(`\n${name.padEnd(16)}    n   nDCG@10   recall@5  recall@10    MRR`)
      for (const [kind, some] of [...Map.groupBy(outcomes, outcome => outcome.question.kind), ['all', outcomes] as const])
        console.log(
          `${kind.padEnd(16)} ${String(some.length).padStart(4)}   ${ndcg(some).toFixed(3)}   ${percent(recallAt(5, some))}   ${percent(recallAt(10, some))}   ${reciprocal(some).toFixed(3)}`,
        )
    }
    console.log('\nanswers without a language model')
    const counts = { asked: 0, stale: 0, versions: 0, gaveUp: 0, right: 0, honest: 0, none: 0 }
    for (const question of questions) {
      const { found, citations } = await answerTo(question.question)
      const first = citations[0]
      if (!question.answers) {
        counts.none++
        if (!found) counts.honest++
        else if (showFailures && first) console.log(`  answered though nothing does: ${question.question}\n    ${shown(first)}`)
        continue
      }
      counts.asked++
      if (!found) {
        counts.gaveUp++
        if (showFailures) console.log(`  gave up: [${question.kind}] ${question.question}`)
      }
      if (citations.some(passage => question.answers?.some(answer => has(passage, answer)))) counts.right++
      if (question.stale && found) {
        counts.versions++
        if (first && question.stale.some(name => first.uri === `file:${name}`)) {
          counts.stale++
          if (showFailures) console.log(`  stale: ${question.question}\n    ${shown(first)}`)
        }
      }
    }
    console.log(`stale version first  ${percent(counts.stale / Math.max(1, counts.versions))} of ${counts.versions}   (aim: < 10 %)`)
    console.log(`honest “not found”   ${percent(counts.honest / Math.max(1, counts.none))} of ${counts.none}   (aim: 90 %)`)
    console.log(`gave up              ${percent(counts.gaveUp / Math.max(1, counts.asked))} of ${counts.asked}  (aim: < 10 %)`)
    console.log(`right passage quoted ${percent(counts.right / Math.max(1, counts.asked))} of ${counts.asked}`)

    async function answerTo(text: string): Promise<Extract<AnswerPart, { type: 'end' }>> {
      const models = { languageModel: async () => undefined }
      for await (const part of ask({ models, recall: (asked, words) => recall(deps, asked, words, {}, deepest) }, ctx, text))
        if (part.type === 'end') return part
      throw new Error('an answer has an end')
    }
  } finally {
    await world.close()
  }
}

const shown = ({ uri, score, text }: Passage): string => `${score.toFixed(2)} ${uri.slice(5)}: ${text.replace(/\s+/g, ' ').slice(0, 110)}`
