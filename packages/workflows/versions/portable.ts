import { randomBytes } from 'node:crypto'
import { type Context, isSecretHeader, meaningOf } from '@atom/kernel'
import type { z } from 'zod'
import type { CompileDeps } from '../graph/compile.ts'
import type { Graph, GraphNode, SubGraph } from '../graph/schema.ts'
import { mask } from '../run/hidden.ts'
import { store } from '../store.ts'

/** Stands for a webhook's secret; see triggers/secret.ts. */
const sealed = '••••••••'

/** Names of the workspace's automations, by id. */
export async function namesOf(ctx: Context): Promise<Map<string, string>> {
  const rows = await store.from(ctx, 'workflow').select(['id', 'name']).where('deleted_at', 'is', null).execute()
  return new Map(rows.map(row => [row.id, row.name]))
}

/** E-mail addresses of the workspace's people, by id. */
export async function addressesOf(ctx: Context): Promise<Map<string, string>> {
  const { items } = (await ctx.invoke('members.list', { limit: 200 })) as { items: { id: string; email: string }[] }
  return new Map(items.map(({ id, email }) => [id, email]))
}

/** A graph that means the same elsewhere: names for automations, addresses for people, and no secret. */
export function portable(
  graph: Graph,
  names: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, string>,
  compile: CompileDeps,
): Graph {
  const named = (value: string) => people.get(value) ?? value
  const auth = 'auth' in graph.trigger ? graph.trigger.auth : undefined
  const trigger = auth ? { ...graph.trigger, auth: { ...auth, secret: sealed } } : graph.trigger
  return {
    ...(mapTexts(graph, named) as Graph),
    trigger: trigger as Graph['trigger'],
    ...(graph.settings ? { settings: withErrorWorkflow(graph.settings, id => names.get(id) ?? id) } : {}),
    ...mapNodes(graph, node => {
      const own = mapTexts(node, named) as GraphNode
      if (node.type === 'workflow') return { ...own, workflow: names.get(String(node.workflow)) ?? node.workflow }
      return mapSecrets(own, compile, () => mask)
    }),
  }
}

export interface Settled {
  graph: Graph
  /** What is still to be set by hand, as `step.path`. */
  secrets: string[]
  /** Names of automations that are not here, or here more than once. */
  unknown: string[]
}

/** The same in this workspace. Secrets are those of the draft there was. */
export function settle(graph: Graph, before: Graph | undefined, names: ReadonlyMap<string, string>, compile: CompileDeps): Settled {
  const secrets: string[] = []
  const unknown: string[] = []
  const idOf = (name: string) => {
    if (name.includes('{{') || names.has(name)) return name
    const found = [...names].filter(([, known]) => known === name)
    if (found.length !== 1) unknown.push(name)
    return found.length === 1 ? (found[0] as [string, string])[0] : name
  }
  const old = new Map<string, GraphNode>()
  if (before)
    mapNodes(before, node => {
      old.set(node.id, node)
      return node
    })
  const nodes = mapNodes(graph, node => {
    if (node.type === 'workflow' && typeof node.workflow === 'string') return { ...node, workflow: idOf(node.workflow) }
    return mapSecrets(node, compile, (text, field, name) => {
      if (text !== mask) return text
      const kept = (((old.get(node.id)?.input as Record<string, unknown> | undefined)?.[field] ?? {}) as Record<string, unknown>)[name]
      if (typeof kept === 'string') return kept
      secrets.push(`${node.id}.input.${field}.${name}`)
      return undefined
    })
  })
  const trigger = graph.trigger as Graph['trigger'] & { auth?: { secret?: string } }
  const hidden = trigger?.auth?.secret === sealed
  const had = before !== undefined && 'auth' in before.trigger && before.trigger.auth !== undefined
  if (hidden && !had) secrets.push('trigger.auth.secret')
  const own = hidden && !had ? { ...trigger, auth: { ...trigger.auth, secret: randomBytes(24).toString('base64url') } } : trigger
  const settings = graph.settings ? { settings: withErrorWorkflow(graph.settings, idOf) } : {}
  return { graph: { ...graph, ...settings, trigger: own as Graph['trigger'], ...nodes }, secrets, unknown }
}

const withErrorWorkflow = (settings: NonNullable<Graph['settings']>, change: (name: string) => string) =>
  settings.errorWorkflow === undefined ? settings : { ...settings, errorWorkflow: change(settings.errorWorkflow) }

function mapNodes({ nodes, edges }: SubGraph, change: (node: GraphNode) => GraphNode): SubGraph {
  return {
    edges,
    nodes: nodes.map(node => {
      const changed = change(node)
      const inner = changed.graph as SubGraph | undefined
      return inner && Array.isArray(inner.nodes) ? { ...changed, graph: mapNodes(inner, change) } : changed
    }),
  }
}

/** Written values of a skill's fields that let somebody in; nothing leaves the entry out. */
function mapSecrets(
  node: GraphNode,
  compile: CompileDeps,
  change: (text: string, field: string, name: string) => string | undefined,
): GraphNode {
  if (node.type !== 'skill' || typeof node.input !== 'object' || node.input === null) return node
  const shape = (compile.skill(String(node.skill))?.input.shape ?? {}) as Record<string, z.ZodType>
  const input = { ...(node.input as Record<string, unknown>) }
  for (const [field, value] of Object.entries(input)) {
    const schema = shape[field]
    if (!schema || meaningOf(schema)?.kind !== 'secret' || typeof value !== 'object' || value === null) continue
    const entries = Object.entries(value).map(([name, text]) => {
      const secret = typeof text === 'string' && !text.includes('{{') && isSecretHeader(name)
      return [name, secret ? change(text, field, name) : text] as const
    })
    input[field] = Object.fromEntries(entries.filter(([, text]) => text !== undefined))
  }
  return { ...node, input }
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map(item => mapTexts(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)]))
}
