import type { Node } from './ast.ts'
import type { Compiled } from './compile.ts'
import { limits } from './limits.ts'

const plainKeys = new Set(['id', 'value', 'type', 'position', 'lbp', 'nud', 'led', 'stages'])

/** Places taken of what a step finds, as in `items[0]`. */
type Places = number[] | undefined

/** @returns undefined unless each step is a name, perhaps with a number in brackets */
export function readPath(node: Node): Compiled | undefined {
  if (node.keepSingletonArray) return undefined
  const names: string[] = []
  const places: Places[] = []
  for (const step of node.steps as Node[]) {
    if (step.type !== 'name' || Object.keys(step).some(key => !plainKeys.has(key))) return undefined
    if (step.stages?.some(stage => stage.type !== 'filter' || stage.expr?.type !== 'number' || stage.expr.predicate)) return undefined
    names.push(String(step.value))
    places.push(step.stages?.map(stage => Math.floor(stage.expr?.value as number)))
  }
  if (places.some(Boolean)) return scope => overLists([scope], names, places, 0)
  const last = names.length - 1
  return scope => {
    let value: unknown = scope
    for (let i = 0; i <= last; i++) {
      if (typeof value !== 'object' || value === null) return undefined
      if (Array.isArray(value)) return overLists(value, names, places, i)
      const name = names[i] as string
      if (!Object.hasOwn(value, name)) return undefined
      value = (value as Record<string, unknown>)[name]
    }
    return value
  }
}

/** Stands for a place that is not there: a list, so that it does not count as one, and nothing comes of it. */
const nothing: unknown[] = []

/**
 * Goes on with each of `items` from step `from`. As JSONata: what each finds is poured into one list; one item is that item, none is missing;
 * but a list that is found alone at the end stays as it is.
 */
function overLists(items: unknown[], names: string[], places: Places[], from: number): unknown {
  let sequence = items
  for (let i = from; i < names.length; i++) {
    const found: unknown[] = []
    for (const item of sequence) {
      let value = single(lookUp(item, names[i] as string), item)
      for (const place of places[i] ?? []) value = at(value, place)
      if (value !== undefined) found.push(value)
    }
    if (found.length > limits.sequence) throw { code: 'D2015' }
    if (i === names.length - 1 && found.length === 1 && Array.isArray(found[0]) && found[0] !== nothing) return found[0]
    sequence = []
    for (const value of found) {
      if (Array.isArray(value)) for (const item of value) sequence.push(item)
      else sequence.push(value)
    }
    if (sequence.length > limits.sequence) throw { code: 'D2015' }
    if (sequence.length === 0) return undefined
  }
  return sequence.length === 1 ? sequence[0] : sequence
}

function lookUp(item: unknown, name: string): unknown {
  if (Array.isArray(item)) {
    const found: unknown[] = []
    for (const each of item) {
      const value = lookUp(each, name)
      if (Array.isArray(value)) for (const one of value) found.push(one)
      else if (value !== undefined) found.push(value)
    }
    return found
  }
  if (typeof item !== 'object' || item === null || !Object.hasOwn(item, name)) return undefined
  return (item as Record<string, unknown>)[name]
}

/** What was gathered from a list is one value when there is one, and missing when there is none. */
const single = (value: unknown, from: unknown): unknown =>
  Array.isArray(from) && Array.isArray(value) && value.length < 2 ? value[0] : value

function at(value: unknown, place: number): unknown {
  const list = Array.isArray(value) ? value : [value]
  const item = list[place < 0 ? list.length + place : place]
  return item === undefined ? nothing : item
}
