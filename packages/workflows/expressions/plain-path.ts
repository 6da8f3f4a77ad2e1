import type { Node } from './ast.ts'

const path = /^\s*[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*\s*$/
/** Words JSONata takes for something else than names where one may stand. */
const words = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function'])

/**
 * The tree JSONata's parser makes of names and dots, without asking it: it takes a tenth of a millisecond and much memory, and most
 * expressions of a graph with thousands are no more than this. Nothing for any other text.
 */
export function plainPath(text: string): Node | undefined {
  if (!path.test(text)) return undefined
  const names = text.split('.').map(name => name.trim())
  if (names.some(name => words.has(name))) return undefined
  return { type: 'path', steps: names.map(value => ({ type: 'name', value })) }
}
