import type { Edge } from '../graph/schema.ts'

/** An arrow as text: `big:true -> tell`; `trigger -> net` where the way out has no name. */
export const arrowText = ({ from, port, to }: Edge): string => `${from}${port === undefined || port === 'out' ? '' : `:${port}`} -> ${to}`

const shape = /^([A-Za-z0-9_-]+)(?::([A-Za-z0-9_-]+))?\s*->\s*([A-Za-z0-9_-]+)$/

/** @returns nothing for text that is no arrow */
export function readArrow(text: string): Edge | undefined {
  const [, from, port, to] = shape.exec(text.trim()) ?? []
  if (from === undefined || to === undefined) return undefined
  return { from, ...(port === undefined ? {} : { port }), to }
}
