import type { BuilderStore, Gap } from './builder-store.ts'
import {
  connect,
  type Edge,
  edgeId,
  edgeOf,
  freshId,
  type Graph,
  type GraphNode,
  idsOf,
  levelAt,
  type Point,
  portsOf,
  removeNodes,
  renamed,
  renamedEdge,
  type SubGraph,
  triggerId,
  withLevel,
} from './graph.ts'
import { layOut, placesOf, stepSize } from './layout.ts'
import { type Kinds, kindTitle } from './step-kinds.ts'

const below = stepSize.height + 72

/** Puts a new step into a gap and selects it. What stood there follows it. */
export function addStep(store: BuilderStore, kind: { type: string; skill?: string }, gap: Gap, at?: Point): string {
  const { graph, path } = store.get()
  const level = levelAt(graph, path)
  const id = freshId(kindTitle(kind, store.kinds), idsOf(graph))
  const type = store.kinds.types.get(kind.type)
  const before = level.nodes.find(one => one.id === stepBefore(gap))
  const first = beginning(kind.type, listOf(before, store.kinds))
  const node: GraphNode = { id, ...kind, ...first, ...(type?.holdsGraph ? { graph: { nodes: [], edges: [] } } : {}) }
  const [port] = portsOf(node, type)
  const places = placesOf(level, graph.layout, path.length === 0)
  const aside = before && 'after' in gap ? asideOf(portsOf(before, store.kinds.types.get(before.type)), gap.port) : 0
  store.change(
    old => {
      const changed = withLevel(old, path, ({ nodes, edges, ...rest }) => ({
        ...rest,
        nodes: [...nodes, node],
        edges: [...joined(edges, id, port, gap)],
      }))
      return { ...changed, layout: { ...old.layout, ...places, ...placed(places, changed, path, id, gap, aside, at) } }
    },
    { select: [id] },
  )
  return id
}

/** What a type cannot be without, so that a new one says something sensible at once. */
function beginning(type: string, list: string | undefined): Partial<GraphNode> {
  if (type === 'switch') return { cases: [{ port: 'first', condition: '' }] }
  if (type === 'set') return { input: {} }
  if (type === 'wait') return { duration: '1h' }
  if ((type === 'forEach' || type === 'filter') && list !== undefined) return { items: list }
  return type === 'skill' ? { input: {} } : {}
}

const stepBefore = (gap: Gap): string | undefined => ('after' in gap ? gap.after : 'edge' in gap ? gap.edge.from : undefined)

/** The list a step gives, as an expression, where it gives just one. */
function listOf(node: GraphNode | undefined, { skills }: Kinds): string | undefined {
  if (node?.type === 'filter' || node?.type === 'forEach') return `{{ steps.${node.id}.output }}`
  const fields = node?.type === 'skill' ? Object.entries(skills.get(node.skill ?? '')?.output.properties ?? {}) : []
  const lists = fields.filter(([, schema]) => schema.type === 'array')
  return lists.length === 1 ? `{{ steps.${node?.id}.output.${lists[0]?.[0]} }}` : undefined
}

/** How far beside a step stands what follows it by this port, so that ways that part do not cross. */
const asideOf = (ports: string[], port = 'out'): number =>
  Math.max(0, ports.indexOf(port)) * (stepSize.width + 40) - ((ports.length - 1) * (stepSize.width + 40)) / 2

function joined(edges: Edge[], id: string, port: string | undefined, gap: Gap): Edge[] {
  if ('free' in gap) return edges
  if ('edge' in gap) {
    const rest = edges.filter(edge => edgeId(edge) !== edgeId(gap.edge))
    return [...rest, edgeOf(gap.edge.from, gap.edge.port, id), ...(port === undefined ? [] : [edgeOf(id, port, gap.edge.to)])]
  }
  return [...edges, edgeOf(gap.after, gap.port, id)]
}

/** Where the new step stands; in an arrow what comes after it moves down. */
function placed(
  places: Record<string, Point>,
  graph: Graph,
  path: readonly string[],
  id: string,
  gap: Gap,
  aside: number,
  at?: Point,
): Record<string, Point> {
  const level = levelAt(graph, path)
  if ('free' in gap) return { [id]: at ?? besideAll(places) }
  if ('edge' in gap) {
    const to = places[gap.edge.to] ?? { x: 0, y: 0 }
    const from = places[gap.edge.from] ?? { x: to.x, y: to.y - below }
    const moved: Record<string, Point> = { [id]: { x: to.x, y: Math.min(to.y, from.y + below) } }
    const room = (moved[id] as Point).y + below - to.y
    if (room > 0)
      for (const after of following(level, gap.edge.to))
        if (places[after]) moved[after] = { ...(places[after] as Point), y: (places[after] as Point).y + room }
    return moved
  }
  const from = places[gap.after] ?? { x: 0, y: 0 }
  const y = from.y + below
  let x = from.x + aside
  const taken = (point: Point) =>
    Object.values(places).some(one => Math.abs(one.x - point.x) < stepSize.width && Math.abs(one.y - point.y) < stepSize.height + 8)
  while (taken({ x, y })) x += stepSize.width + 40
  return { [id]: { x, y } }
}

function following({ edges }: SubGraph, first: string): Set<string> {
  const found = new Set([first])
  for (const id of found) for (const edge of edges) if (edge.from === id) found.add(edge.to)
  return found
}

function besideAll(places: Record<string, Point>): Point {
  const all = Object.values(places)
  return all.length === 0
    ? { x: 0, y: 0 }
    : { x: Math.max(...all.map(({ x }) => x)) + stepSize.width + 40, y: Math.min(...all.map(({ y }) => y)) }
}

/** Takes away what is selected: steps, notes. The trigger stays. */
export function removeSelected(store: BuilderStore, edges: ReadonlySet<string> = new Set()): void {
  const { path, selected } = store.get()
  const ids = new Set(selected)
  store.change(
    graph => {
      const changed = withLevel(graph, path, level => {
        const without = removeNodes(level, ids)
        return edges.size === 0 ? without : { ...without, edges: without.edges.filter(edge => !edges.has(edgeId(edge))) }
      })
      const notes = graph.notes?.filter(note => !ids.has(note.id))
      const layout = Object.fromEntries(Object.entries(graph.layout ?? {}).filter(([id]) => !ids.has(id)))
      return { ...changed, ...(graph.layout ? { layout } : {}), ...(notes && notes.length !== graph.notes?.length ? { notes } : {}) }
    },
    { select: [] },
  )
}

export function connectSteps(store: BuilderStore, from: string, port: string | undefined, to: string): void {
  if (from !== to && to !== triggerId) store.changeLevel(level => connect(level, edgeOf(from, port, to)))
}

/** Everything of the level in its place, from top to bottom. */
export function tidyUp(store: BuilderStore): void {
  const { path } = store.get()
  store.change(graph => ({ ...graph, layout: { ...graph.layout, ...layOut(levelAt(graph, path), path.length === 0) } }))
}

/** Writes down where things were dragged to. */
export function moveTo(store: BuilderStore, given: Record<string, Point>): void {
  const { graph, path } = store.get()
  const places = placesOf(levelAt(graph, path), graph.layout, path.length === 0)
  const stood = { ...places, ...Object.fromEntries((graph.notes ?? []).map(note => [note.id, note])) }
  const moved: Record<string, Point> = {}
  for (const [id, { x, y }] of Object.entries(given)) {
    const point = { x: Math.round(x), y: Math.round(y) }
    if (stood[id] && (stood[id].x !== point.x || stood[id].y !== point.y)) moved[id] = point
  }
  if (Object.keys(moved).length === 0) return
  const notes = graph.notes?.map(note => (moved[note.id] ? { ...note, ...moved[note.id] } : note))
  const steps = Object.fromEntries(Object.entries(moved).filter(([id]) => places[id]))
  store.change(before => ({ ...before, layout: { ...before.layout, ...places, ...steps }, ...(notes ? { notes } : {}) }))
}

export function addNote(store: BuilderStore, at: Point): void {
  const { graph } = store.get()
  const taken = new Set((graph.notes ?? []).map(note => note.id))
  let n = 1
  while (taken.has(`note${n}`)) n++
  store.change(
    before => ({ ...before, notes: [...(before.notes ?? []), { id: `note${n}`, text: '', x: Math.round(at.x), y: Math.round(at.y) }] }),
    {
      select: [`note${n}`],
    },
  )
}

/** The gap behind a step: into the arrow that leaves it where there is just one, else at its first way out that leads nowhere yet. */
export function gapBehind(store: BuilderStore, id: string | undefined): Gap {
  const { graph, path } = store.get()
  const level = levelAt(graph, path)
  const node = level.nodes.find(one => one.id === id)
  if (id !== triggerId && !node) {
    const last = level.nodes.at(-1)
    if (level.nodes.length > 0)
      return last && portsOf(last, store.kinds.types.get(last.type)).length > 0 ? gapBehind(store, last.id) : { free: true }
    return path.length === 0 ? { after: triggerId } : { free: true }
  }
  const out = level.edges.filter(edge => edge.from === id)
  const ports = node ? portsOf(node, store.kinds.types.get(node.type)) : ['out']
  const open = ports.find(port => !out.some(edge => (edge.port ?? 'out') === port))
  if (open !== undefined) return { after: id as string, port: open }
  return out[0] ? { edge: out[0] } : { free: true }
}

const mark = 'atom-steps'

/** What is selected, as text for the clipboard: readable in a message, and put back by `paste`. */
export function copied(store: BuilderStore): string | undefined {
  const { graph, path, selected } = store.get()
  const level = levelAt(graph, path)
  const nodes = level.nodes.filter(node => selected.includes(node.id))
  if (nodes.length === 0) return undefined
  const ids = new Set(nodes.map(node => node.id))
  const edges = level.edges.filter(edge => ids.has(edge.from) && ids.has(edge.to))
  const places = placesOf(level, graph.layout, path.length === 0)
  return JSON.stringify({ [mark]: { nodes, edges, layout: Object.fromEntries(nodes.map(node => [node.id, places[node.id]])) } }, null, 2)
}

/** Adds copied steps, under new ids where theirs are taken, a little beside where they stood. */
export function paste(store: BuilderStore, text: string): boolean {
  let given: { nodes: GraphNode[]; edges: Edge[]; layout: Record<string, Point> } | undefined
  try {
    given = (JSON.parse(text) as Record<string, typeof given>)[mark]
  } catch {
    return false
  }
  if (!Array.isArray(given?.nodes) || !Array.isArray(given.edges)) return false
  const { graph, path } = store.get()
  const places = placesOf(levelAt(graph, path), graph.layout, path.length === 0)
  const taken = idsOf(graph)
  const names = new Map<string, string>()
  const name = (node: GraphNode) => {
    const id = taken.has(node.id) ? freshId(node.id, taken) : node.id
    taken.add(id)
    names.set(node.id, id)
    for (const inner of node.graph?.nodes ?? []) name(inner)
  }
  given.nodes.forEach(name)
  const { nodes, edges, layout } = given
  const lowest = Math.max(0, ...Object.values(places).map(({ y }) => y))
  const highest = Math.min(...Object.values(layout ?? {}).map(({ y }) => y))
  const down = Number.isFinite(highest) ? lowest + below - highest : below
  const at = Object.fromEntries(
    nodes.map((node, index) => {
      const point = layout?.[node.id] ?? { x: index * 40, y: 0 }
      return [names.get(node.id) as string, { x: point.x, y: point.y + down }]
    }),
  )
  store.change(
    before => ({
      ...withLevel(before, path, level => ({
        ...level,
        nodes: [...level.nodes, ...renamed(nodes, names)],
        edges: [...level.edges, ...edges.map(edge => renamedEdge(edge, names))],
      })),
      layout: { ...before.layout, ...places, ...at },
    }),
    { select: nodes.map(node => names.get(node.id) as string) },
  )
  return true
}
