import type { Token } from '../text/token.ts'
import { functionWords } from '../text/words.ts'
import type { Outcome } from './act.ts'
import { pointedAt } from './ordinals.ts'
import type { Spoken, State } from './state.ts'

const exception = /^(except|excluding|without|but|bar)$/

/** "mark them all done except the bike": what is to be done to all that was shown, and which of it is left out; or which is meant is asked. */
export function allBut(tokens: Token[], state: State): { tokens: Token[]; state: State } | Outcome | undefined {
  const at = tokens.findIndex((token, place) => place > 1 && token.kind !== 'quote' && exception.test(token.lower))
  const front = tokens.slice(0, Math.max(0, at))
  if (at < 0 || state.listed.length < 2 || !front.some(({ lower }) => /^(them|those|these|all|both|everything)$/.test(lower)))
    return undefined
  const left = leftOut(tokens.slice(at + 1), state.listed)
  if (!left) return { requests: [], ask: 'Which one should I leave out? Please say what it is called.' }
  const listed = state.listed.filter(record => !left.includes(record))
  const { pending: _, ...rest } = state
  return { tokens: front, state: { ...rest, listed, spoken: [...listed, ...state.spoken.filter(record => !left.includes(record))] } }
}

/** The one that is named or pointed at by the words behind “except”. */
function leftOut(tokens: readonly Token[], listed: Spoken[]): Spoken[] | undefined {
  const said = tokens.filter(({ kind }) => kind !== 'sign').map(({ lower }) => lower)
  while (/^(for|not)$/.test(said[0] ?? '')) said.shift()
  const places = pointedAt(said.join(' '), listed.length)
  if (places) return places.map(place => listed[place] as Spoken)
  const words = said.filter(word => !functionWords.has(word) && word !== 'one')
  const hits =
    words.length === 0
      ? []
      : listed.filter(({ name }) =>
          words.every(word =>
            name
              .toLowerCase()
              .split(/[^\p{L}\p{N}]+/u)
              .includes(word),
          ),
        )
  return hits.length === 1 ? hits : undefined
}
