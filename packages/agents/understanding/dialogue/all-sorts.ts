import type { Profile } from '../model/profile.ts'
import type { Desk } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import { stem } from '../text/words.ts'
import type { Outcome } from './act.ts'
import type { State } from './state.ts'

/** “what do I have on Friday”, “what have I got tomorrow” */
const having = /\bwhat(?: else)? (?:(?:do|have) (?:i|we) (?:have|got)|(?:i|we) (?:have|got)|(?:i|we)'ve got)\b/

/**
 * Who asks what there is and names no sort of it is told all that a skill declares `alongside`; its own answer comes last, so that what follows
 * points into that. “and on Saturday?” behind such a question is another.
 */
export function allSorts(desk: Desk, tokens: readonly Token[], { last }: State, outcome: Outcome): Outcome {
  const [request, ...more] = outcome.requests
  const profile = request && desk.find(request.skill)
  if (!profile?.skill.alongside || more.length > 0 || !request || request.confirm) return outcome
  const others = profile.skill.alongside(request.input).filter(({ skill }) => desk.find(skill))
  const again = others.every(({ skill }) => last.some(each => each.skill === skill)) && last.some(each => each.skill === request.skill)
  const asked = having.test(tokens.map(token => token.lower).join(' '))
  if (namesSort(profile, tokens) || !(asked || again)) return outcome
  return { ...outcome, requests: [...others.map(call => ({ ...call, confidence: request.confidence })), request] }
}

const namesSort = ({ nouns }: Profile, tokens: readonly Token[]): boolean =>
  tokens.some(token => nouns.some(noun => noun.length === 1 && noun[0] === stem(token.lower)))
