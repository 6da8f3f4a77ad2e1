import type { Graph, GraphNode, SubGraph } from '../../packages/workflows/graph/schema.ts'

/** What a run must have come to: how it ended, and what each step gave, by `id iteration`, of those whose end does not hang on the order. */
export interface Expected {
  status: 'succeeded' | 'failed'
  steps: Map<string, { port: string; output: unknown }>
}

type Outputs = ReadonlyMap<string, unknown>
interface Walked {
  failed: string | undefined
  output: unknown
}

/** Walks a graph the plainest way there is: one step after another, in memory, at once. */
export function interpret(graph: Graph): Expected {
  const steps: Expected['steps'] = new Map()
  const { failed } = walk(graph, { iteration: '', index: 0, entry: { input: {} } }, new Map(), steps)
  return { status: failed === undefined ? 'succeeded' : 'failed', steps: failed === undefined ? steps : new Map() }
}

interface Place {
  iteration: string
  index: number
  /** What comes to a step that nothing leads to: the event, or the item of its loop. */
  entry: unknown
}

function walk(graph: SubGraph, place: Place, around: Outputs, into: Expected['steps']): Walked {
  const { iteration } = place
  const outputs = new Map(around)
  const own = new Map<string, unknown>()
  const ports = new Map<string, string>()
  let failed: string | undefined
  // Arrows lead from earlier nodes to later ones.
  for (const node of graph.nodes) {
    const incoming = graph.edges.filter(edge => edge.to === node.id)
    const begins = incoming.length === 0 || incoming.some(edge => edge.from === 'trigger' || ports.get(edge.from) === (edge.port ?? 'out'))
    if (!begins) continue
    const inner: Expected['steps'] = new Map()
    const led = incoming.filter(edge => ports.get(edge.from) === (edge.port ?? 'out')).map(({ from }) => from)
    const did = node.disabled ? { port: 'out', output: handedOn(led, own, place.entry) } : step(node, place, outputs, inner)
    if ('error' in did) {
      const port = node.onError === 'route' ? 'error' : node.onError === 'continue' ? (first(node) ?? 'out') : undefined
      if (port === undefined) {
        failed ??= did.error
        continue
      }
      ports.set(node.id, port)
      outputs.set(node.id, { error: did.error })
      own.set(node.id, { error: did.error })
      continue
    }
    for (const [key, value] of inner) into.set(key, value)
    ports.set(node.id, did.port)
    outputs.set(node.id, did.output)
    own.set(node.id, did.output)
    into.set(`${node.id} ${iteration}`, did)
  }
  const ends = graph.nodes.filter(node => !graph.edges.some(edge => edge.from === node.id) && own.has(node.id))
  const output = ends.length === 1 ? own.get((ends[0] as GraphNode).id) : Object.fromEntries(ends.map(node => [node.id, own.get(node.id)]))
  return { failed, output }
}

/** A step that is turned off gives what led to it; of several by their names. */
function handedOn(led: string[], own: ReadonlyMap<string, unknown>, entry: unknown): unknown {
  if (led.length === 0) return entry
  return led.length === 1 ? own.get(led[0] as string) : Object.fromEntries(led.map(id => [id, own.get(id)]))
}

const first = (node: GraphNode) => ({ stop: undefined, skill: 'out' })[node.type as 'skill']

function step(
  node: GraphNode,
  { iteration, index, entry }: Place,
  outputs: Outputs,
  into: Expected['steps'],
): { port: string; output: unknown } | { error: string } {
  const own = (at: number) => (iteration === '' ? String(at) : `${iteration}.${at}`)
  switch (node.type) {
    case 'set': {
      const { v, from } = node.input as { v: number; from?: string }
      const named = from && (outputs.get(/steps\.(\w+)\./.exec(from)?.[1] ?? '') as { v?: number } | null | undefined)?.v
      return { port: 'out', output: { v, ...(named === undefined ? {} : { from: named }) } }
    }
    case 'skill': {
      const { step: name } = node.input as { step: string }
      if (name.startsWith('bad')) return { error: 'kernel.unreachable' }
      const said = name.replace('{{ index }}', String(index))
      return { port: 'out', output: node.skill === 'note.add' ? { step: said } : { step: said, n: 0 } }
    }
    case 'if': {
      const result = node.condition === '{{ index > 0 }}' ? index > 0 : (node.condition as boolean)
      return { port: String(result), output: { result } }
    }
    case 'switch': {
      const port = (node.cases as { port: string; condition: boolean }[]).find(one => one.condition)?.port ?? 'default'
      return { port, output: { case: port } }
    }
    case 'filter':
      return { port: 'out', output: [3, 4] }
    case 'wait':
      return { port: 'out', output: {} }
    case 'stop':
      return { error: 'workflow.stopped' }
    case 'try': {
      const inner: Expected['steps'] = new Map()
      const { failed, output } = walk(node.graph as SubGraph, { iteration: own(0), index, entry }, outputs, inner)
      if (failed !== undefined) return { port: 'error', output: { error: failed } }
      for (const [key, value] of inner) into.set(key, value)
      return { port: 'done', output: output ?? null }
    }
    case 'forEach': {
      const given: unknown[] = []
      let error: string | undefined
      for (const [at, item] of (node.items as number[]).entries()) {
        const inner: Expected['steps'] = new Map()
        const { failed, output } = walk(node.graph as SubGraph, { iteration: own(at), index: at, entry: item }, outputs, inner)
        if (failed === undefined) for (const [key, value] of inner) into.set(key, value)
        else error ??= failed
        given.push(failed === undefined ? (output ?? null) : { error: failed })
      }
      if (error !== undefined && node.onItemError === 'stop') return { error }
      return { port: 'out', output: given }
    }
    default:
      return { port: 'out', output: {} }
  }
}
