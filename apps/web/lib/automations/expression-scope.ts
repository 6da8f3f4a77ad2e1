import type { JsonSchema } from '../records.ts'

/** What an expression may see, with values to show: those of the last run, else made from schemas. */
export interface ScopeData {
  event: unknown
  steps: Record<string, { output: unknown }>
  vars: Record<string, unknown>
  /** Inside a loop. */
  item?: unknown
  index?: number
}

/** One way to go on writing. */
export interface Completion {
  /** What stands in the list. */
  label: string
  /** What is put in the place of the last word. */
  insert: string
  /** A value of the last run, or what a function does. */
  hint: string
}

/** The functions people ask for; the language has more. */
const functions: Record<string, string> = {
  $now: "the time now; $now('[Y0001]-[M01]-[D01]') is the day",
  $count: 'how many items a list has',
  $sum: 'the sum of a list of numbers',
  $join: 'texts joined: $join(list, ", ")',
  $string: 'a value as text',
  $number: 'a text as a number',
  $uppercase: 'in capitals',
  $lowercase: 'in small letters',
  $trim: 'without blanks around',
  $contains: 'whether a text holds another',
  $replace: 'one text for another',
  $split: 'a text cut into a list',
  $substring: 'a part of a text',
  $round: 'a rounded number',
  $exists: 'whether there is such a value',
  $filter: 'the items for which a function is true',
  $map: 'each item by a function',
  $sort: 'in order',
  $distinct: 'each item once',
  $toMillis: 'a time as milliseconds',
  $fromMillis: 'milliseconds as a time',
}

/** A value in a few characters. */
function brief(value: unknown): string {
  if (value === undefined) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (Array.isArray(value)) return value.length === 1 ? '1 item' : `${value.length} items`
  if (value && typeof value === 'object') return Object.keys(value).slice(0, 4).join(', ')
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

/**
 * The expression the caret stands in: where it begins, and what of it is before the caret. Nothing outside `{{ }}`, but in a field that is
 * an expression as a whole (`bare`), where they may be left out; there nothing before the first sign, so that Tab leads through the form.
 */
export function expressionAt(text: string, caret: number, bare = false): { start: number; before: string } | undefined {
  if (bare && !text.includes('{{')) return caret > 0 ? { start: 0, before: text.slice(0, caret) } : undefined
  const open = text.lastIndexOf('{{', caret - 1)
  if (open === -1 || open + 2 > caret) return undefined
  const close = text.indexOf('}}', open)
  return close !== -1 && close < caret ? undefined : { start: open + 2, before: text.slice(open + 2, caret) }
}

/** What can be written at the caret; `from` is where the word begins that it replaces. */
export function completionsAt(text: string, caret: number, scope: ScopeData, bare = false): { from: number; items: Completion[] } {
  const at = expressionAt(text, caret, bare)
  if (!at || insideText(at.before)) return { from: caret, items: [] }
  const path = pathBefore.exec(at.before)
  const word = path?.groups?.word ?? ''
  const names = [...(path?.groups?.names ?? '').matchAll(segment)].map(([name]) => name)
  const from = caret - word.length
  // Behind a whole value comes no other.
  if (word === '' && names.length === 0 && /[\w)\]`"'}]\s*$/.test(at.before)) return { from, items: [] }
  if (word.startsWith('$') && names.length === 0) {
    const found = Object.entries(functions).filter(([name]) => name.startsWith(word))
    return { from, items: found.map(([label, hint]) => ({ label, insert: `${label}(`, hint })) }
  }
  const holder = names.length === 0 ? roots(scope) : walk(scope, names)
  const begun = word.replace(/^`/, '').toLowerCase()
  const fields = fieldsOf(holder).filter(([name]) => name.toLowerCase().startsWith(begun))
  return {
    from,
    items: fields
      .map(([name, value]) => ({ label: name, insert: /^[A-Za-z_]\w*$/.test(name) ? name : `\`${name}\``, hint: brief(value) }))
      .filter(item => item.insert !== word)
      .slice(0, 50),
  }
}

/** A name in a path, perhaps with places of a list; one with blanks or signs in it stands in backticks. */
const segment = /(?:[$A-Za-z_][\w$]*|`[^`]*`)(?:\[-?\d+\])*/g
/** The names before the last dot, and the one that is being written. */
const pathBefore = new RegExp(`(?<names>(?:${segment.source}\\.)*)(?<word>[$A-Za-z_][\\w$]*|\`[^\`]*)?$`)

/** Within quotes nothing is completed. */
const insideText = (before: string) => (before.match(/"/g)?.length ?? 0) % 2 === 1 || (before.match(/'/g)?.length ?? 0) % 2 === 1

const roots = (scope: ScopeData): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(scope).filter(([name, value]) => value !== undefined && (name !== 'vars' || Object.keys(scope.vars).length > 0)),
  )

function walk(scope: ScopeData, names: string[]): unknown {
  let value: unknown = scope
  for (const name of names) {
    const places = /(?:\[-?\d+\])*$/.exec(name)?.[0] ?? ''
    value = fieldOf(value, name.slice(0, name.length - places.length).replaceAll('`', ''))
    for (const [, place] of places.matchAll(/\[(-?\d+)\]/g)) if (Array.isArray(value)) value = value.at(Number(place))
  }
  return value
}

/** As in JSONata: a field of a list is that field of its items. */
const fieldOf = (value: unknown, name: string): unknown =>
  Array.isArray(value) ? fieldOf(value[0], name) : ((value ?? {}) as Record<string, unknown>)[name]

/** Of a list, those of its first item; of a list of lists, those of the first in the first. */
const fieldsOf = (value: unknown): [string, unknown][] => {
  if (Array.isArray(value)) return fieldsOf(value[0])
  return value && typeof value === 'object' ? Object.entries(value) : []
}

/** Something of the schema’s shape, with nothing in it, so that its fields can be offered before there was a run. */
export function shapeOf(schema: JsonSchema | undefined, depth = 0): unknown {
  if (!schema || depth > 6) return undefined
  const real = schema.anyOf?.find(one => one.type !== 'null')
  if (real) return shapeOf(real, depth)
  if (schema.properties) return Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, shapeOf(one, depth + 1)]))
  if (schema.type === 'array') return [shapeOf(schema.items, depth + 1)]
  return undefined
}
