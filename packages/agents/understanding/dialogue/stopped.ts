import type { Profile } from '../model/profile.ts'
import type { Desk } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import { determiners, stem } from '../text/words.ts'
import { type Outcome, question } from './act.ts'

const about = /^(to|about|of|that)$/
const ending = /\b(any ?more|any longer|again)$/

/** "stop reminding me to drink water", "I no longer need the draft about X": what was to tell somebody something, or is not needed, is to go, once they say yes. */
export const stopped = (desk: Desk, tokens: readonly Token[]): Outcome | undefined => untold(desk, tokens) ?? unneeded(desk, tokens)

/** "stop nagging me about X", "don't nag me about X any more", "never nag me about X". */
function untold(desk: Desk, all: readonly Token[]): Outcome | undefined {
  const tokens = withoutEnd(all)
  const ends = tokens.length < all.filter(token => !/^[.!?]$/.test(token.lower)).length
  const lead = /^(stop|never|don't|dont|do not) /.exec(tokens.map(token => token.text.toLowerCase().replaceAll('’', "'")).join(' '))?.[1]
  const at = lead === 'do not' ? 2 : 1
  const doing = tokens[at]?.text.toLowerCase() ?? ''
  if (!lead || !/^(me|us)$/.test(tokens[at + 1]?.lower ?? '') || (lead === 'stop') !== /ing$/.test(doing)) return undefined
  const rest = tokens.slice(about.test(tokens[at + 2]?.lower ?? '') ? at + 3 : at + 2)
  // "don't nag me about X" may only mean now, and "never … on a Sunday" only then.
  if (lead !== 'stop' && !ends && (lead !== 'never' || desk.clause(rest).times.length > 0)) return undefined
  const verb = stem(doing)
  const told = (word: string | undefined) => word !== undefined && (word === verb || word === verb.replace(/ing$/, ''))
  const maker = desk.model.profiles.find(profile => !profile.reads && !profile.key && profile.verbs.some(each => told(each[0])))
  return taken(desk, removerOf(desk, maker?.family), rest)
}

/** "I no longer need the draft about X", "we don't want the X draft any more". */
function unneeded(desk: Desk, all: readonly Token[]): Outcome | undefined {
  const tokens = withoutEnd(all)
  const ends = tokens.length < all.filter(token => !/^[.!?]$/.test(token.lower)).length
  const words = tokens.map(token => token.lower).join(' ')
  const lead = /^(i|we) (no longer|don't|dont|do not) (need|want) /.exec(words)
  if (!lead || (lead[2] !== 'no longer' && !ends)) return undefined
  const rest = tokens.slice((lead[0] as string).trim().split(' ').length)
  const noun = rest.find(token => desk.model.nounFamilies.has(stem(token.lower)))
  const families = noun ? [...(desk.model.nounFamilies.get(stem(noun.lower)) ?? [])] : []
  const remover = families.map(family => removerOf(desk, family)).find(Boolean)
  if (!remover?.key || !determiners.has(rest[0]?.lower ?? '') || rest.length < 3) return undefined
  const at = rest.indexOf(noun as Token)
  const last = at === rest.length - 1
  const behind = rest.slice(/^(to|about|of|for|that|called)$/.test(rest[at + 1]?.lower ?? '') ? at + 2 : at + 1)
  return taken(desk, remover, last ? rest.slice(1, at) : behind)
}

const removerOf = (desk: Desk, family: string | undefined): Profile | undefined =>
  desk.model.profiles.find(profile => profile.family === family && profile.destructive && profile.key)

/** Without what says that it was so until now. */
function withoutEnd(tokens: readonly Token[]): Token[] {
  let said = tokens.filter(token => !/^[.!?]$/.test(token.lower))
  const found = ending.exec(said.map(token => token.lower).join(' '))
  if (found) said = said.slice(0, said.length - found[0].split(' ').length)
  return said
}

function taken(desk: Desk, remover: Profile | undefined, all: readonly Token[]): Outcome | undefined {
  if (!remover?.key) return undefined
  const rest = all.length > 1 && determiners.has(all[0]?.lower ?? '') ? all.slice(1) : all
  const first = rest[0]
  if (!first) return { requests: [], ask: question(remover, remover.key) }
  const name = desk.text.slice(first.start, rest.at(-1)?.end)
  return { requests: [{ skill: remover.id, input: { [remover.key.name]: name }, confidence: 0.8, confirm: true }] }
}
