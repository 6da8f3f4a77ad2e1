import { type Edge, type GraphNode, portOf, type SubGraph } from './graph.ts'

const nodesById = new WeakMap<GraphNode[], ReadonlyMap<string, GraphNode>>()
const portsUsed = new WeakMap<Edge[], ReadonlySet<string>>()

/** The step of that id in this level. A level’s lists never change, so they are gone through once, not once for each step drawn. */
export function nodeIn({ nodes }: SubGraph, id: string): GraphNode | undefined {
  let known = nodesById.get(nodes)
  if (!known) {
    known = new Map(nodes.map(node => [node.id, node]))
    nodesById.set(nodes, known)
  }
  return known.get(id)
}

/** Does any arrow leave this step by this port? */
export function leadsOn({ edges }: SubGraph, id: string, port: string): boolean {
  let known = portsUsed.get(edges)
  if (!known) {
    known = new Set(edges.map(edge => `${edge.from}/${portOf(edge)}`))
    portsUsed.set(edges, known)
  }
  return known.has(`${id}/${port}`)
}
