import { createHash } from 'node:crypto'
import { parse, stringify } from 'yaml'
import { workflowErrors } from '../errors.ts'
import type { Edge, Graph, GraphNode, SubGraph } from '../graph/schema.ts'
import { arrowText, readArrow } from './arrow.ts'

const format = 'atom/1'

/** An automation as a file for git: YAML whose keys are in order, a step a block, and where things stand on the canvas at its end. */
export function fileOf(name: string, graph: Graph): string {
  const { trigger, settings, layout, notes } = graph
  const places = Object.entries(layout ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  return stringify(
    {
      format,
      name,
      trigger: first(trigger, 'type'),
      ...(settings && Object.keys(settings).length > 0 ? { settings: sorted(settings) } : {}),
      ...stepsOf(graph),
      ...(notes && notes.length > 0 ? { notes: notes.map(note => first(note, 'id', 'text')) } : {}),
      ...(places.length > 0 ? { layout: Object.fromEntries(places.map(([id, { x, y }]) => [id, `${x}, ${y}`])) } : {}),
    },
    { lineWidth: 0 },
  )
}

/** @throws workflow.bad_file in words that say where */
export function readFile(text: string): { name: string; graph: Record<string, unknown> } {
  const bad = (problem: string) => workflowErrors.bad_file({ problem })
  let value: unknown
  try {
    // An alias that names itself again and again would fill the memory.
    value = parse(text, { maxAliasCount: 0 })
  } catch (error) {
    throw bad((error as Error).message.split('\n')[0] ?? 'it is no YAML')
  }
  if (!isObject(value)) throw bad('it holds no automation')
  const { format: given, name, layout, ...graph } = value
  if (given !== format) throw bad(`its first line must be “format: ${format}”`)
  if (typeof name !== 'string' || name.trim() === '') throw bad('it has no name')
  const places = isObject(layout)
    ? Object.entries(layout).map(([id, place]) => [id, placeOf(place, () => bad(`layout.${id} is no place`))])
    : []
  return {
    name: name.trim(),
    graph: { ...graph, ...readSteps(graph, bad), ...(places.length > 0 ? { layout: Object.fromEntries(places) } : {}) },
  }
}

/** Two files with the same text have the same. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A name as part of a file's name. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80) || 'automation'

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const stepsOf = ({ nodes, edges }: SubGraph) => ({ nodes: nodes.map(blockOf), edges: edges.map(arrowText).sort() })

function blockOf(node: GraphNode): unknown {
  const inner = node.graph
  const block = first(node, 'id', 'type', 'title')
  return isObject(inner) && Array.isArray(inner.nodes) && Array.isArray(inner.edges) ? { ...block, graph: stepsOf(inner as never) } : block
}

function readSteps(graph: Record<string, unknown>, bad: (problem: string) => Error): SubGraph {
  if (!Array.isArray(graph.nodes)) throw bad('“nodes” is no list')
  const arrows = graph.edges ?? []
  if (!Array.isArray(arrows)) throw bad('“edges” is no list')
  const edges = arrows.map((arrow): Edge => {
    const edge = typeof arrow === 'string' ? readArrow(arrow) : undefined
    if (!edge) throw bad(`“${String(arrow)}” is no arrow such as “a -> b” or “a:true -> b”`)
    return edge
  })
  const nodes = graph.nodes.map(node => {
    if (!isObject(node)) throw bad('a step is no block of fields')
    return isObject(node.graph) ? { ...node, graph: readSteps(node.graph, bad) } : node
  })
  return { nodes: nodes as GraphNode[], edges }
}

function placeOf(place: unknown, bad: () => Error): { x: number; y: number } {
  const [x, y] = String(place).split(',').map(Number)
  if (x === undefined || y === undefined || !Number.isFinite(x) || !Number.isFinite(y)) throw bad()
  return { x, y }
}

/** These fields in front, the others by name. */
function first(value: object, ...names: string[]): Record<string, unknown> {
  const from = value as Record<string, unknown>
  const head = names.filter(name => from[name] !== undefined).map(name => [name, from[name]])
  const rest = Object.entries(from).filter(([name]) => !names.includes(name))
  return { ...Object.fromEntries(head), ...(sorted(Object.fromEntries(rest)) as object) }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  )
}
