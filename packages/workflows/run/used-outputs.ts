import type { CompiledGraph, Plan } from '../graph/plan.ts'

const known = new WeakMap<CompiledGraph, ReadonlySet<string>>()

/** Ids of steps whose output something in the graph names, or is what a graph gives. Of all others it need not stay in memory. */
export function usedOutputs(graph: CompiledGraph): ReadonlySet<string> {
  let used = known.get(graph)
  if (!used) {
    used = new Set(named(graph))
    known.set(graph, used)
  }
  return used
}

function* named(plan: Plan): Iterable<string> {
  for (const end of plan.ends) yield (plan.nodes[end] as Plan['nodes'][number]).node.id
  for (const { needs, body } of plan.nodes) {
    yield* needs
    if (body) yield* named(body)
  }
}
