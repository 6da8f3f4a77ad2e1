import type { Clause } from '../found/extraction.ts'
import { type Desk, isComplete } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import type { Pointed } from './pointers.ts'

/** "add the padlock to it": where the verb is everybody's, the sort of what "it" means is said with it, so that its own skill hears it. */
export function withSort(desk: Desk, { tokens, targets, sure }: Pointed, plain: Clause): Clause {
  const [target] = targets
  const at = tokens.findIndex(token => token.kind === 'quote' && token.inner === target?.name)
  if (!target || sure || at < 2 || !/^(to|onto|in|into|from)$/.test(tokens[at - 1]?.lower ?? '')) return plain
  const noun = desk.model.profiles.find(({ family, key }) => family === target.family && key)?.key?.meaning.to
  if (!noun) return plain
  const place = tokens[at] as Token
  const said = (text: string): Token => ({ text, lower: text, start: place.start, end: place.start, kind: 'word' })
  const clause = desk.clause([...tokens.slice(0, at), said('the'), said(noun), ...tokens.slice(at)], plain.question)
  const top = desk.rank(clause)[0]
  return top?.profile.key && top.profile.family === target.family && isComplete(top) && top.alignment.unexplained < 0.4 ? clause : plain
}
