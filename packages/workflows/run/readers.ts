import type { Plan } from '../graph/plan.ts'

/** Who reads what the nodes of a graph give, by their places. */
export interface Readers {
  /** Of each node those whose output it, or something inside it, names. */
  reads: readonly (readonly number[])[]
  /** Of each node how many read its output; whoever takes what the graph gives reads its last steps, and never ends. */
  counts: Int32Array
}

const known = new WeakMap<Plan, Readers>()

/** Worked out once for each graph. */
export function readersOf(plan: Plan): Readers {
  let readers = known.get(plan)
  if (!readers) {
    const counts = new Int32Array(plan.nodes.length)
    for (const end of plan.ends) counts[end] = 1
    const reads = plan.nodes.map(node => {
      const named = new Set<number>()
      for (const id of namedBy(node)) {
        const at = plan.at.get(id)
        if (at !== undefined) named.add(at)
      }
      for (const at of named) counts[at] = (counts[at] as number) + 1
      return [...named]
    })
    readers = { reads, counts }
    known.set(plan, readers)
  }
  return readers
}

function* namedBy({ needs, body }: Plan['nodes'][number]): Iterable<string> {
  yield* needs
  for (const inner of body?.nodes ?? []) yield* namedBy(inner)
}
