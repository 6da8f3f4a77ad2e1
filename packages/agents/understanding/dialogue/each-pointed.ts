import type { Token } from '../text/token.ts'
import { pointedAt } from './ordinals.ts'
import type { State } from './state.ts'

/** "move the first one to Friday and the second to Monday": one verb for two places of a list, each with a value of its own. Gives both as they would be said alone. */
export function eachPointed(tokens: Token[], { listed }: State): Token[][] | undefined {
  const first = placeAt(tokens, 1, listed.length)
  if (!first || first.from > 3) return undefined
  for (let at = first.to + 1; at < tokens.length - 2; at++) {
    if (!/^(and|,|but)$/.test(tokens[at]?.lower ?? '')) continue
    const next = tokens[at + 1]?.lower === 'and' ? at + 2 : at + 1
    const second = placeAt(tokens, next, listed.length)
    // Each has to say what of it: "delete the first and the second" is said of both at once.
    if (second?.from !== next || second.to >= tokens.length || at <= first.to) continue
    return [tokens.slice(0, at), [...tokens.slice(0, first.from), ...tokens.slice(next)]]
  }
  return undefined
}

/** The first words from here on that point at one place of the list. */
function placeAt(tokens: readonly Token[], start: number, length: number): { from: number; to: number } | undefined {
  for (let from = start; from < tokens.length - 1; from++) {
    if (tokens[from]?.lower !== 'the' || tokens[from]?.kind === 'quote') continue
    const to = tokens[from + 2]?.lower === 'one' ? from + 3 : from + 2
    const said = tokens
      .slice(from, to)
      .map(token => token.lower)
      .join(' ')
    return pointedAt(said, length)?.length === 1 ? { from, to } : undefined
  }
  return undefined
}
