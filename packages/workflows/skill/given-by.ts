import type { Graph, GraphNode } from '../graph/schema.ts'
import { automationPrefix } from '../graph/schema.ts'
import { stepsOf } from './live-graph.ts'

/** Types that let every run through and end it nowhere else. */
const straight = new Set(['set', 'skill', 'code', 'workflow', 'respond', 'wait'])
const whole = /^\s*\{\{\s*steps\.([A-Za-z_][A-Za-z0-9_-]*)\.output\s*\}\}\s*$/

/**
 * The skill whose answer every run of this graph gives, where that is certain: each step follows the other, none goes on after an error, and the
 * last one, or the answer it gives, is that skill's.
 */
export function givenBy(graph: Graph): string | undefined {
  const steps = [...stepsOf(graph)]
  const certain = graph.nodes.every(
    node => straight.has(node.type) && (node.onError ?? 'stop') === 'stop' && !node.disabled && leaving(graph, node) <= 1,
  )
  const ends = graph.nodes.filter(node => leaving(graph, node) === 0)
  const starts = graph.edges.filter(({ from }) => from === 'trigger')
  if (!certain || steps.length !== graph.nodes.length || ends.length !== 1 || starts.length !== 1) return undefined
  const answers = graph.nodes.filter(({ type }) => type === 'respond')
  if (answers.length > 1) return undefined
  const [answer] = answers
  const source = answer ? named(graph, answer.body) : ends[0]
  const skill = source?.type === 'skill' ? String(source.skill) : undefined
  return skill?.startsWith(automationPrefix) ? undefined : skill
}

const leaving = ({ edges }: Graph, { id }: GraphNode) => edges.filter(({ from }) => from === id).length

function named({ nodes }: Graph, body: unknown): GraphNode | undefined {
  const id = typeof body === 'string' ? whole.exec(body)?.[1] : undefined
  return nodes.find(node => node.id === id)
}
