import type { RunStep } from '@atom/contracts'
import type { SkillSummary } from '../records.ts'
import { type ScopeData, shapeOf } from './expression-scope.ts'
import { type Graph, type GraphNode, levelAt } from './graph.ts'
import type { Kinds } from './step-kinds.ts'

interface Known {
  skills: ReadonlyMap<string, SkillSummary>
  events: Kinds['events']
  /** What started the last run, and its steps. */
  event?: unknown
  steps?: readonly RunStep[]
  /** The workspace’s variables; a secret one as it is shown. */
  vars?: Record<string, unknown>
}

/** What the expressions of a step may see: what ended before it, here and around, with real data where a run has left some. */
export function scopeOf(graph: Graph, path: readonly string[], id: string, known: Known): ScopeData {
  const steps: ScopeData['steps'] = {}
  const around = path.map((holder, depth) => ({ level: levelAt(graph, path.slice(0, depth)), id: holder }))
  for (const { level, id: target } of [...around, { level: levelAt(graph, path), id }])
    for (const node of before(level.edges, target)) {
      const found = level.nodes.find(one => one.id === node)
      if (found) steps[node] = { output: outputOf(found, known) }
    }
  const loop = around
    .map(({ level, id: holder }) => level.nodes.find(node => node.id === holder))
    .findLast(node => node?.type === 'forEach')
  const looked = levelAt(graph, path).nodes.find(node => node.id === id)
  const perItem = looked?.type === 'filter'
  return {
    event: known.event ?? eventOf(graph, known),
    steps,
    vars: known.vars ?? {},
    ...(perItem ? { item: itemOf(looked, steps), index: 0 } : loop ? { item: itemOf(loop, steps), index: 0 } : {}),
  }
}

function before(edges: readonly { from: string; to: string }[], id: string): string[] {
  const found = new Set<string>()
  const open = [id]
  while (open.length > 0) {
    const at = open.pop() as string
    for (const edge of edges)
      if (edge.to === at && !found.has(edge.from)) {
        found.add(edge.from)
        open.push(edge.from)
      }
  }
  return [...found]
}

function outputOf(node: GraphNode, { steps, skills }: Known): unknown {
  const ran = steps?.findLast(step => step.node === node.id && step.status === 'succeeded')
  if (ran) return ran.output
  if (node.type === 'skill') return shapeOf(skills.get(node.skill ?? '')?.output)
  if (node.type === 'set') return node.input
  if (node.type === 'if') return { result: undefined }
  if (node.type === 'switch') return { case: undefined }
  if (node.type === 'approval') return { approved: undefined, answers: {}, by: undefined }
  return undefined
}

/** The first item of the list a loop runs through, where its expression is a plain path; else one nothing is known of. */
function itemOf(node: GraphNode, steps: ScopeData['steps']): unknown {
  const path = /^\{\{\s*steps\.(\w+)\.output((?:\.\w+)*)\s*\}\}$/.exec(String(node.items ?? ''))
  if (!path) return {}
  let value = steps[path[1] as string]?.output
  for (const name of (path[2] ?? '').split('.').filter(Boolean)) value = (value as Record<string, unknown> | undefined)?.[name]
  const list = Array.isArray(value) ? value : (value as { items?: unknown[] } | undefined)?.items
  return (Array.isArray(list) ? list[0] : undefined) ?? {}
}

/** What a trigger gives, before there was a run. */
function eventOf({ trigger }: Graph, { events }: Known): unknown {
  if (trigger.type === 'webhook') return { method: 'POST', path: trigger.path, query: {}, headers: {}, body: {} }
  if (trigger.type === 'event') return events.get(String(trigger.name))?.example ?? { name: trigger.name, at: undefined, data: {} }
  if (trigger.type === 'manual') {
    const form = Array.isArray(trigger.form) ? (trigger.form as { name?: string }[]) : []
    const fields = Object.fromEntries(form.flatMap(field => (field.name ? [[field.name, undefined]] : [])))
    return { ...fields, input: fields }
  }
  return {}
}
