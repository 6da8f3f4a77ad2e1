import { type Desk, isComplete } from '../model/ready.ts'
import type { Token } from '../text/token.ts'

/** "x: buy stamps; delete the old one": after the colon of a free text all belongs to it. */
export function isDictated(desk: Desk, tokens: readonly Token[]): boolean {
  const colon = tokens.findIndex(token => token.lower === ':')
  const end = tokens.findIndex(token => token.lower === ';')
  if (colon < 1 || colon > 2 || end < colon) return false
  const top = desk.rank(desk.clause(tokens.slice(0, end)))[0]
  return top !== undefined && !top.profile.reads && !top.profile.key && top.profile.main?.meaning.kind === 'text' && isComplete(top)
}
