interface Node {
  id: string
  type: string
  graph?: Level
  [field: string]: unknown
}
interface Level {
  nodes: Node[]
  edges: { from: string; port?: string; to: string }[]
}
export interface Drawn extends Level {
  trigger: Record<string, unknown>
}

/** How it is worded and where it stands: no part of what it does. */
const wording = new Set(['title', 'note', 'question', 'message', 'version'])

/**
 * A graph without what does not change what it does: layout, titles, the wording of questions and the names of its steps, which become
 * `s1`, `s2` … in the order in which they are reached.
 */
export function normalised({ trigger, nodes, edges }: Drawn): unknown {
  const names = new Map<string, string>()
  name({ nodes, edges }, 'trigger', names)
  return { trigger: renamed(trigger, names), ...level({ nodes, edges }, names) }
}

/** Breadth first, by port and then by type: the order in which they stand in the document does not matter. */
function name({ nodes, edges }: Level, from: string, names: Map<string, string>): void {
  const byId = new Map(nodes.map(node => [node.id, node]))
  const entries = nodes.filter(node => !edges.some(edge => edge.to === node.id)).map(node => node.id)
  const open = from === 'trigger' ? [from] : entries
  const visit = (id: string) => {
    const node = byId.get(id)
    if (!node || names.has(id)) return
    names.set(id, `s${names.size + 1}`)
    if (node.graph) name(node.graph, '', names)
  }
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    visit(id)
    const next = edges
      .filter(edge => edge.from === id && !names.has(edge.to))
      .map(edge => [`${edge.port ?? 'out'} ${JSON.stringify({ ...byId.get(edge.to), id: '', title: '' })}`, edge.to] as const)
      .sort()
    for (const [, to] of next) {
      visit(to)
      open.push(to)
    }
  }
}

const level = ({ nodes, edges }: Level, names: Map<string, string>): object => ({
  nodes: nodes
    .map(node => ({
      ...(renamed(own(node), names) as object),
      id: names.get(node.id) ?? node.id,
      ...(node.graph ? { graph: level(node.graph, names) } : {}),
    }))
    .sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1)),
  edges: edges.map(({ from, port, to }) => `${names.get(from) ?? from} ${port ?? 'out'} ${names.get(to) ?? to}`).sort(),
})

const own = ({ id: _, graph: __, ...fields }: Node) => Object.fromEntries(Object.entries(fields).filter(([field]) => !wording.has(field)))

/** Steps by their new names in every expression; keys in order; expressions with one space between their parts. */
function renamed(value: unknown, names: Map<string, string>): unknown {
  if (typeof value === 'string')
    return value.includes('{{')
      ? value
          .replace(/steps\.([A-Za-z_][A-Za-z0-9_]*)/g, (whole, id: string) => (names.has(id) ? `steps.${names.get(id)}` : whole))
          .replace(/\{\{\s*(.*?)\s*\}\}/gs, '{{ $1 }}')
      : value
  if (Array.isArray(value)) return value.map(item => renamed(item, names))
  if (value && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, field]) => field !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([field, inner]) => [field, renamed(inner, names)]),
    )
  return value
}

/** Do both do the same? */
export const graphsAlike = (a: Drawn, b: Drawn): boolean => JSON.stringify(normalised(a)) === JSON.stringify(normalised(b))
