import { checkDraft, type DraftDeps } from './check-draft.ts'
import { invalidGraph } from './compile.ts'
import type { Problem } from './plan.ts'
import { GraphDocument } from './schema.ts'

/**
 * A draft as it is kept, with what was found in it. Its outline must be right: a trigger, nodes with an id and a type, arrows.
 * @throws workflow.invalid_graph for what is no graph at all
 */
export function readDraft(graph: unknown, deps: DraftDeps): { text: string; problems: Problem[]; warnings: Problem[] } {
  const { problems, warnings } = checkDraft(graph, deps)
  if (!GraphDocument.safeParse(graph).success) throw invalidGraph(problems)
  return { text: JSON.stringify(graph), problems, warnings }
}
