import type { Desk } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import { stem } from '../text/words.ts'
import { type Outcome, question } from './act.ts'

/** "stop reminding me to drink water": what was to tell somebody something is to go, once they say yes. */
export function stopped(desk: Desk, tokens: readonly Token[]): Outcome | undefined {
  const [stop, doing, whom, to] = tokens.map(token => token.text.toLowerCase())
  if (stop !== 'stop' || !/^(me|us)$/.test(whom ?? '') || !/ing$/.test(doing ?? '')) return undefined
  const verb = stem(doing as string)
  const told = (word: string | undefined) => word !== undefined && (word === verb || word === verb.replace(/ing$/, ''))
  const maker = desk.model.profiles.find(profile => !profile.reads && !profile.key && profile.verbs.some(each => told(each[0])))
  const remover = desk.model.profiles.find(profile => profile.family === maker?.family && profile.destructive && profile.key)
  if (!remover?.key) return undefined
  const rest = tokens.slice(/^(to|about|of|that)$/.test(to ?? '') ? 4 : 3).filter(token => !/^[.!?]$/.test(token.lower))
  const first = rest[0]
  if (!first) return { requests: [], ask: question(remover, remover.key) }
  const name = desk.text.slice(first.start, rest.at(-1)?.end)
  return { requests: [{ skill: remover.id, input: { [remover.key.name]: name }, confidence: 0.8, confirm: true }] }
}
