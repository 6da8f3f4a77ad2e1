import dagre from '@dagrejs/dagre'
import { type Edge, type GraphNode, type Point, portOf, portsOf, type SubGraph, triggerId } from './graph.ts'

/** How large a step is drawn, in pixels: Chakra's sizes 60 and 16. */
export const stepSize = { width: 240, height: 64 }
const gap = { beside: 40, below: 72 }

type Drawn = InstanceType<typeof dagre.graphlib.Graph>

/** How often an arrow that leaves further left by its port goes further right than one beside it; less than half of it is right as drawn. */
function isMirrored({ nodes, edges }: SubGraph, drawn: Drawn): boolean {
  let right = 0
  for (const node of nodes) {
    const out = edges.filter(edge => edge.from === node.id && drawn.hasEdge(edge.from, edge.to))
    const ways = out.map(edge => (drawn.edge(edge.from, edge.to) as { points: Point[] }).points[1]?.x ?? 0)
    for (let a = 0; a < ways.length; a++)
      for (let b = a + 1; b < ways.length; b++) right += Math.sign((ways[b] as number) - (ways[a] as number)) * order(node, out, a, b)
  }
  return right < 0
}

/** 1 where the first of two arrows leaves by the earlier port. */
function order(node: GraphNode, out: Edge[], a: number, b: number): number {
  const ports = portsOf(node, undefined).length > 1 ? portsOf(node, undefined) : knownOrder
  const place = (edge: Edge) => ports.indexOf(portOf(edge))
  return Math.sign(place(out[b] as Edge) - place(out[a] as Edge))
}

/** In the order in which the types name them. */
const knownOrder = ['out', 'true', 'done', 'approved', 'false', 'denied', 'timeout', 'error']

/** Where each step of a level stands, from top to bottom; the trigger too at the top level. Even numbers. */
export function layOut(level: SubGraph, withTrigger: boolean): Record<string, Point> {
  const drawn = new dagre.graphlib.Graph()
  drawn.setGraph({ rankdir: 'TB', nodesep: gap.beside, ranksep: gap.below, ranker: 'network-simplex' })
  drawn.setDefaultEdgeLabel(() => ({}))
  const ids = [...(withTrigger ? [triggerId] : []), ...level.nodes.map(node => node.id)]
  for (const id of ids) drawn.setNode(id, { ...stepSize })
  for (const { from, to } of level.edges) if (drawn.hasNode(from) && drawn.hasNode(to)) drawn.setEdge(from, to)
  dagre.layout(drawn)
  const mirrored = isMirrored(level, drawn)
  const at = (id: string): Point => {
    const { x = 0, y = 0 } = drawn.node(id) as Partial<Point>
    return { x: Math.round((mirrored ? -x : x) - stepSize.width / 2), y: Math.round(y - stepSize.height / 2) }
  }
  return Object.fromEntries(ids.map(id => [id, at(id)]))
}

/** Where steps stand: as somebody placed them, else where the layout puts them. */
export function placesOf(level: SubGraph, layout: Record<string, Point> = {}, withTrigger: boolean): Record<string, Point> {
  const ids = [...(withTrigger ? [triggerId] : []), ...level.nodes.map(node => node.id)]
  if (ids.every(id => layout[id])) return Object.fromEntries(ids.map(id => [id, layout[id] as Point]))
  const free = layOut(level, withTrigger)
  return Object.fromEntries(ids.map(id => [id, layout[id] ?? (free[id] as Point)]))
}
