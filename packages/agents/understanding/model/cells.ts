import type { Extraction } from '../found/extraction.ts'
import type { Token } from '../text/token.ts'
import { articles, courtesyWords, functionWords, stem, verbStems } from '../text/words.ts'

/** One token of a clause that no value has claimed. */
export interface Cell {
  /** Its place among the clause's tokens. */
  at: number
  token: Token
  forms: readonly string[]
  /** Cost of leaving it unexplained. */
  skip: number
  soft?: { cells: number; field: string; value: unknown }
}

/** The unclaimed tokens of a clause, ready for laying frames over them. */
export function cellsOf(tokens: readonly Token[], extraction: Extraction, asked: boolean): Cell[] {
  const cells: Cell[] = []
  tokens.forEach((token, at) => {
    if (extraction.hidden[at]) return
    const word = token.lower
    const forms = token.kind === 'word' ? [...new Set([stem(word), word, ...verbStems(word)])] : token.kind === 'quote' ? ['"'] : [word]
    cells.push({ at, token, forms, skip: skipCost(token, asked) })
  })
  // What follows an early colon is the value itself: "write: buy a writing pad".
  const colon = cells.findIndex(cell => cell.token.lower === ':')
  if (colon > 0 && colon < 3) for (const cell of cells.slice(colon + 1)) if (cell.skip > 0.2) cell.skip = 1.6
  for (let i = 0; i < cells.length; i++) {
    const soft = extraction.soft.get((cells[i] as Cell).at)
    if (!soft) continue
    const size = cells.filter(cell => cell.at >= (cells[i] as Cell).at && cell.at < soft.to).length
    ;(cells[i] as Cell).soft = { cells: size, field: soft.field, value: soft.value }
  }
  return cells
}

function skipCost(token: Token, asked: boolean): number {
  // Brackets and the like belong to what they stand around.
  if (token.kind === 'sign') return /[<>()[\]{}*_$€£/\\]/.test(token.lower) ? 0.2 : 0.03
  if (/^(not|don't|dont|never)$/.test(token.lower)) return 0.9
  if (/^(it|them|this|those|these)$/.test(token.lower)) return 0.4
  if (articles.has(token.lower)) return 0.04
  if (courtesyWords.has(token.lower)) return 0.06
  if (functionWords.has(token.lower) || token.lower === "'s") return asked ? 0.06 : 0.12
  return token.kind === 'quote' ? 1 : 0.75
}
