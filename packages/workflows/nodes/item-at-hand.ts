import type { Step } from './node-type.ts'

/** What a type names in `perItem` to be told by `itemAtHand` which item it works on. */
export const itemTemplates = { item: '{{ item? }}', index: '{{ index? }}' }

/** Fields by which people know a thing, the most telling first. */
const telling = ['title', 'name', 'subject', 'label', 'summary', 'email', 'key', 'id']
const longest = 100

/** The item of the loop around a step, in words: what it is called, else its place. Nothing outside loops. */
export async function itemAtHand({ templates, evaluate }: Step): Promise<string | undefined> {
  const { item, index } = templates
  const place = index && (await evaluate(index, {}))
  if (typeof place !== 'number') return undefined
  return nameOf(item && (await evaluate(item, {}))) ?? `item ${place + 1}`
}

function nameOf(item: unknown): string | undefined {
  if (typeof item === 'string' || typeof item === 'number') return short(String(item))
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return undefined
  const fields = item as Record<string, unknown>
  const names = telling.map(name => fields[name]).filter(value => typeof value === 'string' || typeof value === 'number')
  return names.map(value => short(String(value))).find(text => text !== undefined)
}

/** One line of it; nothing where it is blank. */
function short(text: string): string | undefined {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line === '') return undefined
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}

/** A question about an item says which, unless it does already. */
export const about = (question: string, item: string | undefined): string =>
  item === undefined || question.includes(item) ? question : `${question} (${item})`
