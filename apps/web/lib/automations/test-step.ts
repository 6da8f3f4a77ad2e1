import type { RunStep } from '@atom/contracts'
import { api } from '../api.ts'
import type { Paged } from '../records.ts'
import type { BuilderState } from './builder-store.ts'
import type { ScopeData } from './expression-scope.ts'
import { levelAt, triggerId } from './graph.ts'

/** What one step did alone. */
export interface Tested {
  input: unknown
  output: unknown
  port: string | null
  waits?: string
  error?: { code: string; message: string }
}

interface Order {
  workflow: string
  id: string
  state: BuilderState
  scope: ScopeData
  lastRun: { id: string; steps: readonly RunStep[]; event: unknown } | undefined
  /** Do what it does; without it what would change something gives a placeholder. */
  confirm: boolean
}

/** Runs one step of the draft alone: with what is pinned, else with what the last run left. */
export async function testStep({ workflow, id, state, scope, lastRun, confirm }: Order): Promise<Tested> {
  const { graph, path, pins } = state
  const node = levelAt(graph, path).nodes.find(one => one.id === id)
  const named = namesIn(node)
  const steps: Record<string, unknown> = {}
  for (const name of named.has('*') ? Object.keys(scope.steps) : named) {
    if (pins.has(name)) steps[name] = pins.get(name)
    else if (scope.steps[name] !== undefined) steps[name] = await wholeOutput(name, scope, lastRun)
  }
  return api.post<Tested>(`/api/workflows/${workflow}/test-node`, {
    node: id,
    graph,
    event: pins.has(triggerId) ? pins.get(triggerId) : (lastRun?.event ?? scope.event),
    steps,
    ...(scope.item === undefined ? {} : { item: scope.item, index: scope.index ?? 0 }),
    ...(confirm ? { confirm } : {}),
  })
}

/** Steps the expressions of a node name; `*` where one takes all of them. */
function namesIn(node: unknown): Set<string> {
  const text = JSON.stringify(node ?? {})
  const found = new Set([...text.matchAll(/\bsteps\.(?:`([^`]+)`|([A-Za-z_]\w*))/g)].map(match => (match[1] ?? match[2]) as string))
  if (/\bsteps\b(?!\s*\.)/.test(text)) found.add('*')
  return found
}

/** A long output is cut in the list of steps: then it is fetched. */
async function wholeOutput(name: string, scope: ScopeData, lastRun: Order['lastRun']): Promise<unknown> {
  const row = lastRun?.steps.findLast(step => step.node === name && step.status === 'succeeded')
  if (!row?.cut || !lastRun) return scope.steps[name]?.output
  const { items } = await api.get<Paged<RunStep>>(`/api/runs/${lastRun.id}/steps`, { node: name, whole: true, limit: 50 })
  return (items.find(one => one.seq === row.seq) ?? row).output
}
