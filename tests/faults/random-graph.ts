import type { Graph, GraphNode, SubGraph } from '../../packages/workflows/graph/schema.ts'

/** Draws a graph: a few steps of every kind that needs nobody, joined at random, with loops in loops. Every third one may fail. */
export function randomGraph(random: () => number): Graph {
  let count = 0
  const below = (n: number) => Math.floor(random() * n)
  const chance = (p: number) => random() < p
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
  const mayFail = chance(0.3)

  function node(depth: number, known: readonly string[]): GraphNode {
    const id = `n${++count}`
    const named = known.length > 0 && chance(0.5) ? { from: `{{ steps.${pick(known)}.output.v? }}` } : {}
    const call = (step: string, more: object = {}) => ({
      id,
      type: 'skill',
      skill: pick(['vendor.keyed', 'vendor.read', 'note.add']),
      input: { step: depth > 0 ? `${step} {{ index }}` : step },
      ...more,
    })
    const kinds: (() => GraphNode)[] = [
      () => ({ id, type: 'set', input: { v: below(9), ...named } }),
      () => ({ id, type: 'set', input: { v: below(9), ...named }, disabled: chance(0.2) }),
      () => call(id),
      () => call(id),
      () => ({ id, type: 'if', condition: depth > 0 && chance(0.5) ? '{{ index > 0 }}' : chance(0.5) }),
      () => ({
        id,
        type: 'switch',
        cases: [
          { port: 'a', condition: chance(0.3) },
          { port: 'b', condition: chance(0.5) },
        ],
      }),
      () => ({ id, type: 'filter', items: [1, 2, 3, 4], condition: '{{ item > 2 }}' }),
      () => ({ id, type: 'parallel' }),
      () => ({ id, type: 'merge', wait: pick(['all', 'any']) }),
      () => ({ id, type: 'wait', duration: `${1 + below(20)}ms` }),
      () => ({
        ...call(`bad-${id}`),
        skill: 'vendor.keyed',
        onError: pick(['continue', 'route']),
        ...(chance(0.3) ? { retry: { attempts: 2, delay: '5ms' } } : {}),
      }),
    ]
    if (depth < 3) {
      const items = Array.from({ length: below(4) }, (_, at) => at)
      const onItemError = pick(['stop', 'continue'] as const)
      kinds.push(
        () => ({
          id,
          type: 'forEach',
          items,
          concurrency: 1 + below(3),
          onItemError: mayFail ? onItemError : 'continue',
          graph: level(depth + 1, known),
        }),
        () => ({ id, type: 'try', graph: level(depth, known, true) }),
      )
    }
    if (mayFail || depth > 0) kinds.push(() => ({ id, type: 'stop', message: 'No.', ...(mayFail ? {} : { onError: 'continue' }) }))
    return pick(kinds)()
  }

  function level(depth: number, around: readonly string[], inTry = false): SubGraph {
    const nodes: GraphNode[] = []
    const edges: SubGraph['edges'] = []
    const size = (depth === 0 && !inTry ? 4 : 1) + below(4)
    for (let at = 0; at < size; at++) {
      const sources = nodes.filter(source => portsOf(source).length > 0)
      const from = [...new Set(Array.from({ length: at === 0 ? 0 : 1 + below(2) }, () => sources[below(sources.length)]))].filter(
        one => one !== undefined,
      )
      // Only what surely comes before is named; not what is turned off, which may hand on anything.
      // Of lists and texts JSONata has its own ideas, which are tested where expressions are.
      const made = node(depth, [...around, ...from.filter(one => one.type === 'set' && !one.disabled).map(one => one.id)])
      nodes.push(made)
      for (const source of from) edges.push({ from: source.id, port: pick(portsOf(source)), to: made.id })
      if (depth === 0 && !inTry && from.length === 0) edges.push({ from: 'trigger', to: made.id })
    }
    return { nodes, edges }
  }
  return { trigger: { type: 'manual' }, ...level(0, []) }
}

/** Ways out of a node, as its type has them. */
function portsOf(node: GraphNode): string[] {
  const own: Record<string, string[]> = { if: ['true', 'false'], switch: ['a', 'b', 'default'], try: ['done', 'error'], stop: [] }
  return [...(own[node.type] ?? ['out']), ...(node.onError === 'route' ? ['error'] : [])]
}
