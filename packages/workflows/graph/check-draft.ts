import type { EventKind } from '@atom/kernel'
import { syntaxProblem } from '../code/index.ts'
import { misplacedSecrets } from '../run/secrets.ts'
import { endedProblem } from '../triggers/timing.ts'
import { checkEventFields, checkEventName } from './check-events.ts'
import { type CompileDeps, checkGraph } from './compile.ts'
import type { NodePlan, Problem } from './plan.ts'
import { type Graph, triggerId } from './schema.ts'

/** What a draft is checked with beyond what its runs need: the workspace as it is now. */
export interface DraftDeps extends CompileDeps {
  /** What happens here, by name. */
  events: ReadonlyMap<string, EventKind>
  /** Names of the workspace's variables, and of those that are secret. */
  variables: { names: ReadonlySet<string>; secrets: ReadonlySet<string> }
  now: Date
  /** Of whoever looks at it. */
  timeZone: string
}

/**
 * Everything wrong with a draft, and what is likely to go wrong. A published version is never looked at like this: what it names may have
 * gone since, and then its runs say so.
 */
export function checkDraft(value: unknown, deps: DraftDeps): { graph?: Graph; problems: Problem[]; warnings: Problem[] } {
  const { graph, steps, problems } = checkGraph(value, deps)
  if (!graph) return { problems, warnings: [] }
  const found = [...problems]
  const warnings: Problem[] = []
  const { trigger } = graph
  if (trigger.type === 'event') found.push(...checkEventName(trigger.name, deps.events, { node: triggerId, field: 'name' }))
  // One that is wrong by itself is said already.
  if (trigger.type === 'schedule' && !problems.some(({ node }) => node === triggerId)) {
    const ended = endedProblem(trigger, deps)
    if (ended) found.push({ node: triggerId, ...ended })
  }
  for (const step of steps) {
    const { node } = step
    if (node.type === 'wait' && node.event)
      found.push(...checkEventName((node.event as { name: string }).name, deps.events, { node: node.id, field: 'event.name' }))
    if (node.type === 'code') {
      const message = syntaxProblem(node.code as string)
      if (message !== undefined) found.push({ node: node.id, field: 'code', message })
    }
    for (const { field, name } of misplacedSecrets(step, deps.variables.secrets))
      found.push({
        node: node.id,
        field,
        message: `This would write the secret “vars.${name}” where people can read it. Use it in the step that sends it.`,
      })
    warnings.push(...unknownVariables(step, deps.variables.names))
  }
  const fields = checkEventFields(graph, steps, deps)
  return { graph, problems: [...found, ...fields.problems], warnings: [...warnings, ...fields.warnings] }
}

/** Each variable once a field; one marked as optional may be missing. */
function unknownVariables({ node, templates, perItem, concurrencyKey }: NodePlan, known: ReadonlySet<string>): Problem[] {
  const all = { ...templates, ...perItem, ...(concurrencyKey ? { 'concurrencyKey.key': concurrencyKey } : {}) }
  const found = new Map<string, Problem>()
  for (const [name, { references }] of Object.entries(all))
    for (const { root, path, optional, field: inner } of references.paths) {
      const variable = path[0] as string
      if (root !== 'vars' || optional || known.has(variable)) continue
      const field = inner ? `${name}.${inner}` : name
      const message = `There is no variable “${variable}” yet. Add it in the settings before this runs.`
      found.set(`${field} ${variable}`, { node: node.id, field, message })
    }
  return [...found.values()]
}
