import type { NodeTypeSummary } from '@atom/contracts'

/** An arrow; without a port it leaves by `out`. */
export interface Edge {
  from: string
  port?: string
  to: string
}

export interface GraphNode {
  id: string
  type: string
  title?: string
  note?: string
  disabled?: boolean
  onError?: string
  skill?: string
  input?: Record<string, unknown>
  graph?: SubGraph
  [field: string]: unknown
}

export interface SubGraph {
  nodes: GraphNode[]
  edges: Edge[]
}

export interface CanvasNote {
  id: string
  text: string
  x: number
  y: number
  width?: number
  height?: number
}

export interface Point {
  x: number
  y: number
}

/** The document of an automation, as `/api/workflows` gives it. Nothing in it is ever changed in place. */
export interface Graph extends SubGraph {
  trigger: { type: string; [field: string]: unknown }
  layout?: Record<string, Point>
  notes?: CanvasNote[]
  [field: string]: unknown
}

export const triggerId = 'trigger'

/** The graph that is looked at: the whole, or the one inside the node at the end of the path. */
export function levelAt(graph: Graph, path: readonly string[]): SubGraph {
  let level: SubGraph = graph
  for (const id of path) level = level.nodes.find(node => node.id === id)?.graph ?? { nodes: [], edges: [] }
  return level
}

/** The document with the level at the path replaced. */
export function withLevel(graph: Graph, path: readonly string[], change: (level: SubGraph) => SubGraph): Graph {
  return replace(graph, path, change) as Graph
}

function replace(level: SubGraph, [first, ...rest]: readonly string[], change: (level: SubGraph) => SubGraph): SubGraph {
  if (first === undefined) return { ...level, ...change(level) }
  const nodes = level.nodes.map(node => (node.id === first && node.graph ? { ...node, graph: replace(node.graph, rest, change) } : node))
  return { ...level, nodes }
}

/** Every step, those inside others too, with the path that leads to its level. */
export function* everyNode(level: SubGraph, path: string[] = []): Generator<{ node: GraphNode; path: string[] }> {
  for (const node of level.nodes) {
    yield { node, path }
    if (node.graph) yield* everyNode(node.graph, [...path, node.id])
  }
}

/** The step of that id, wherever it is. */
export function findNode(graph: Graph, id: string): { node: GraphNode; path: string[] } | undefined {
  for (const found of everyNode(graph)) if (found.node.id === id) return found
  return undefined
}

export const changeNode = (level: SubGraph, id: string, change: (node: GraphNode) => GraphNode): SubGraph => ({
  ...level,
  nodes: level.nodes.map(node => (node.id === id ? change(node) : node)),
})

/** Ways out of a step, in order. */
export function portsOf(node: GraphNode, type: NodeTypeSummary | undefined): string[] {
  const own = ownPorts(node, type)
  return node.onError === 'route' && !own.includes('error') ? [...own, 'error'] : own
}

function ownPorts(node: GraphNode, type: NodeTypeSummary | undefined): string[] {
  if (node.type === 'switch') {
    const cases = Array.isArray(node.cases) ? (node.cases as { port?: string }[]) : []
    return [...new Set(cases.map(one => one.port).filter(port => typeof port === 'string' && port !== '')), 'default'] as string[]
  }
  if (node.type === 'wait') return node.event ? ['out', 'timeout'] : ['out']
  return type?.ports ?? ['out']
}

export const portOf = (edge: Edge): string => edge.port ?? 'out'
export const edgeId = (edge: Edge): string => `${edge.from}/${portOf(edge)}/${edge.to}`
export const edgeOf = (from: string, port: string | undefined, to: string): Edge =>
  port === undefined || port === 'out' ? { from, to } : { from, port, to }

/** Would this arrow close a circle? */
function closesCircle({ edges }: SubGraph, from: string, to: string): boolean {
  const open = [to]
  const seen = new Set<string>()
  while (open.length > 0) {
    const at = open.pop() as string
    if (at === from) return true
    if (seen.has(at)) continue
    seen.add(at)
    for (const edge of edges) if (edge.from === at) open.push(edge.to)
  }
  return false
}

/** Adds an arrow, once. Nothing where it would lead back. */
export function connect(level: SubGraph, edge: Edge): SubGraph {
  if (level.edges.some(one => edgeId(one) === edgeId(edge)) || closesCircle(level, edge.from, edge.to)) return level
  return { ...level, edges: [...level.edges, edge] }
}

/** Takes steps away; what came before one leads on to what came after it, where that is plain. */
export function removeNodes(level: SubGraph, ids: ReadonlySet<string>): SubGraph {
  let edges = level.edges
  for (const id of ids) {
    const into = edges.filter(edge => edge.to === id)
    const out = edges.filter(edge => edge.from === id)
    edges = edges.filter(edge => edge.to !== id && edge.from !== id)
    // A step with several ways out leaves a hole: nobody can say which way was meant.
    if (out.length !== 1) continue
    for (const edge of into) {
      const healed = { ...edge, to: (out[0] as Edge).to }
      if (!edges.some(one => edgeId(one) === edgeId(healed))) edges = [...edges, healed]
    }
  }
  return { ...level, nodes: level.nodes.filter(node => !ids.has(node.id)), edges }
}

/** An id that no step has: of the words, as in `createATask`, with a number where it is taken. */
export function freshId(words: string, taken: ReadonlySet<string>): string {
  const [first = 'step', ...rest] = words
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .split(/\s+/)
    .filter(word => word !== '')
    .slice(0, 4)
  const joined = first.toLowerCase() + rest.map(word => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()).join('')
  const base = /^[A-Za-z]/.test(joined) ? joined.slice(0, 40) : `step${joined.slice(0, 36)}`
  if (!taken.has(base) && base !== triggerId) return base
  for (let n = 2; ; n++) if (!taken.has(`${base}${n}`)) return `${base}${n}`
}

export const idsOf = (graph: Graph): Set<string> => new Set([...everyNode(graph)].map(({ node }) => node.id))

/** Steps with new ids, and every mention of the old ones among them with the new. */
export function renamed(nodes: GraphNode[], names: ReadonlyMap<string, string>): GraphNode[] {
  const text = (value: string) =>
    value.replace(/\{\{[\s\S]*?\}\}/g, expression =>
      expression.replace(/\bsteps\.([A-Za-z_]\w*)/g, (whole, id: string) => {
        const name = names.get(id)
        return name === undefined ? whole : `steps.${name}`
      }),
    )
  const value = (one: unknown): unknown => {
    if (typeof one === 'string') return text(one)
    if (Array.isArray(one)) return one.map(value)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [name, value(inner)]))
  }
  return nodes.map(node => {
    const { id, graph, ...fields } = node
    const inner = graph && { nodes: renamed(graph.nodes, names), edges: graph.edges.map(edge => renamedEdge(edge, names)) }
    return { id: names.get(id) ?? id, ...(value(fields) as Omit<GraphNode, 'id'>), ...(inner ? { graph: inner } : {}) } as GraphNode
  })
}

export const renamedEdge = (edge: Edge, names: ReadonlyMap<string, string>): Edge => ({
  ...edge,
  from: names.get(edge.from) ?? edge.from,
  to: names.get(edge.to) ?? edge.to,
})

/** The whole document with one step called otherwise. */
export function renameNode(graph: Graph, id: string, name: string): Graph {
  const names = new Map([[id, name]])
  const { [id]: place, ...layout } = graph.layout ?? {}
  return {
    ...graph,
    nodes: renamed(graph.nodes, names),
    edges: graph.edges.map(edge => renamedEdge(edge, names)),
    ...(place ? { layout: { ...layout, [name]: place } } : {}),
  }
}
