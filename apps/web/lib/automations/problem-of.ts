import type { GraphProblem } from '@atom/contracts'
import { everyNode, type GraphNode } from './graph.ts'

const inside = new WeakMap<NonNullable<GraphNode['graph']>, ReadonlyMap<string, GraphNode>>()

/** Steps within a step, at any depth, by id. */
function within(graph: NonNullable<GraphNode['graph']>): ReadonlyMap<string, GraphNode> {
  let known = inside.get(graph)
  if (!known) {
    known = new Map([...everyNode(graph)].map(({ node }) => [node.id, node]))
    inside.set(graph, known)
  }
  return known
}

/** What is wrong with a step, in a sentence: its own first, else that of a step inside it, named by `title`. */
export function problemOf(
  id: string,
  node: GraphNode | undefined,
  problems: readonly GraphProblem[],
  title: (node: GraphNode) => string,
): string | undefined {
  const own = problems.find(one => one.node === id)
  if (own || !node?.graph) return own?.message
  const inner = within(node.graph)
  const found = problems.find(one => one.node !== undefined && inner.has(one.node))
  const where = found?.node === undefined ? undefined : inner.get(found.node)
  return found && where ? `Inside, “${title(where)}”: ${found.message}` : undefined
}
