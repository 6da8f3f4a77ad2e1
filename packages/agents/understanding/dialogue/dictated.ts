import { type Desk, isComplete } from '../model/ready.ts'
import { trimmed } from '../text/clause.ts'
import type { Token } from '../text/token.ts'
import { stem } from '../text/words.ts'

/**
 * "x: buy stamps; delete the old one": after the colon of a free text all belongs to it. Behind the colon of a title a second request may follow, but
 * none that would take something away.
 */
export function isDictated(desk: Desk, all: readonly Token[]): boolean {
  const { tokens } = trimmed(all, desk.around.now)
  const colon = tokens.findIndex(token => token.lower === ':')
  const end = tokens.findIndex(token => token.lower === ';')
  if (colon < 1 || colon > 4 || end < colon) return false
  const top = desk.rank(desk.clause(tokens.slice(0, end)))[0]
  if (!top || top.profile.reads || top.profile.key || !isComplete(top)) return false
  if (pieces(tokens.slice(end + 1)).some(piece => isHeaded(desk, piece))) return false
  if (top.profile.main?.meaning.kind === 'text') return true
  // "jobs: paint; sand" are several.
  if (top.profile.main?.meaning.kind !== 'title' || /[^s]s$/.test(tokens[colon - 1]?.lower ?? '')) return false
  return pieces(tokens.slice(end + 1)).some(piece =>
    desk.rank(desk.clause(piece)).some(reading => reading.profile.destructive && reading.alignment.matched > 0.5 && reading.score > 0.5),
  )
}

/** "…; gizmo: oil the hinges": the word for a record and a colon begin the next one. */
const isHeaded = (desk: Desk, piece: readonly Token[]): boolean => {
  const colon = piece.findIndex(token => token.lower === ':')
  return colon > 0 && colon < 3 && desk.model.nounFamilies.has(stem(piece[colon - 1]?.lower ?? ''))
}

function pieces(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [[]]
  for (const token of tokens) {
    if (token.lower === ';') found.push([])
    else found.at(-1)?.push(token)
  }
  return found.filter(piece => piece.some(token => token.kind !== 'sign'))
}
