import { isDeepStrictEqual } from 'node:util'
import type { WorkflowDiff } from '@atom/contracts'
import type { Graph, GraphNode, SubGraph } from '../graph/schema.ts'
import { arrowText } from './arrow.ts'

type Change = WorkflowDiff['changed'][number]

/** What differs between two graphs. Where a step stands on the canvas is no difference. */
export function diffGraphs(before: Graph, after: Graph): Omit<WorkflowDiff, 'from' | 'to'> {
  const [old, now] = [nodesOf(before), nodesOf(after)]
  const changed: Change[] = []
  const compare = (node: string, a: object, b: object) => {
    const fields = fieldsThatDiffer(a, b)
    if (fields.length > 0) changed.push({ node, fields })
  }
  compare('trigger', before.trigger, after.trigger)
  for (const [id, node] of old) if (now.has(id)) compare(id, ownFields(node), ownFields(now.get(id) as Placed))
  compare('settings', before.settings ?? {}, after.settings ?? {})
  const [oldArrows, newArrows] = [arrowsOf(before), arrowsOf(after)]
  return {
    added: [...now.keys()].filter(id => !old.has(id)),
    removed: [...old.keys()].filter(id => !now.has(id)),
    changed,
    edges: {
      added: [...newArrows].filter(arrow => !oldArrows.has(arrow)).sort(),
      removed: [...oldArrows].filter(arrow => !newArrows.has(arrow)).sort(),
    },
  }
}

/** A step and the loop it stands in. */
type Placed = GraphNode & { within?: string }

function nodesOf(graph: SubGraph, within?: string, into = new Map<string, Placed>()): Map<string, Placed> {
  for (const node of graph.nodes) {
    into.set(node.id, within === undefined ? node : { ...node, within })
    if (isGraph(node.graph)) nodesOf(node.graph, node.id, into)
  }
  return into
}

function arrowsOf(graph: SubGraph, into = new Set<string>()): Set<string> {
  for (const edge of graph.edges) into.add(arrowText(edge))
  for (const { graph: inner } of graph.nodes) if (isGraph(inner)) arrowsOf(inner, into)
  return into
}

const isGraph = (value: unknown): value is SubGraph =>
  typeof value === 'object' && value !== null && Array.isArray((value as SubGraph).nodes) && Array.isArray((value as SubGraph).edges)

/** Its own fields, without the steps inside it, which are compared by themselves. */
const ownFields = ({ id: _, graph, ...rest }: Placed): object => (isGraph(graph) ? rest : { ...rest, graph })

function fieldsThatDiffer(before: object, after: object): Change['fields'] {
  const [a, b] = [before, after] as Record<string, unknown>[] as [Record<string, unknown>, Record<string, unknown>]
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap(name => {
    if (isDeepStrictEqual(a[name], b[name])) return []
    // Of a skill's input, the fields of that.
    if (name === 'input' && isPlain(a[name]) && isPlain(b[name]))
      return fieldsThatDiffer(a[name], b[name]).map(change => ({ ...change, field: `input.${change.field}` }))
    return [{ field: name, ...(a[name] === undefined ? {} : { before: a[name] }), ...(b[name] === undefined ? {} : { after: b[name] }) }]
  })
}

const isPlain = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)
