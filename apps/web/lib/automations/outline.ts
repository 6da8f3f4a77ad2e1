import { type GraphNode, portOf, type SubGraph, triggerId } from './graph.ts'

/** One line of an automation as a list. */
export interface OutlineLine {
  node: GraphNode
  /** How many ways apart it is from the trunk. */
  depth: number
  /** The ways that lead to it, where there are several or one with a name: the step and its port. */
  via: { from: string; port: string }[]
  /** Nothing leads to it. */
  loose: boolean
}

/** The steps of a level in an order in which one can read them: each after all that lead to it, each way to its end before the next. */
export function outlineOf({ nodes, edges }: SubGraph): OutlineLine[] {
  const byId = new Map(nodes.map(node => [node.id, node]))
  const real = edges.filter(edge => byId.has(edge.to) && (edge.from === triggerId || byId.has(edge.from)))
  const waiting = new Map(nodes.map(node => [node.id, real.filter(edge => edge.to === node.id && edge.from !== triggerId).length]))
  const lines: OutlineLine[] = []
  const depths = new Map<string, number>()
  const seen = new Set<string>()
  const visit = (node: GraphNode) => {
    if (seen.has(node.id)) return
    seen.add(node.id)
    const into = real.filter(edge => edge.to === node.id)
    const ways = into.map(edge => (depths.get(edge.from) ?? 0) + (portOf(edge) === 'out' ? 0 : 1))
    // Where ways meet again, it stands on the trunk again.
    const depth =
      into.length === 0
        ? 0
        : into.length === 1
          ? (ways[0] as number)
          : Math.min(...into.map(edge => depths.get(edge.from) ?? 0), ...ways.map(way => Math.max(0, way - 1)))
    depths.set(node.id, depth)
    const named = into.some(edge => portOf(edge) !== 'out') || into.length > 1
    const via = named ? into.map(edge => ({ from: edge.from, port: portOf(edge) })) : []
    lines.push({ node, depth, via, loose: into.length === 0 })
    for (const edge of real.filter(one => one.from === node.id)) {
      const left = (waiting.get(edge.to) ?? 0) - 1
      waiting.set(edge.to, left)
      if (left === 0) visit(byId.get(edge.to) as GraphNode)
    }
  }
  for (const edge of real) if (edge.from === triggerId && waiting.get(edge.to) === 0) visit(byId.get(edge.to) as GraphNode)
  for (const node of nodes) if (waiting.get(node.id) === 0) visit(node)
  // What stands in a circle comes last.
  for (const node of nodes) visit(node)
  return lines
}
