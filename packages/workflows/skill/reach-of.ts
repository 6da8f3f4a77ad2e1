import { type Context, type Effect, effectOf, type Skill } from '@atom/kernel'
import { automationPrefix, type Graph, type GraphNode } from '../graph/schema.ts'
import { store } from '../store.ts'
import { liveGraph, stepsOf } from './live-graph.ts'

const strengths: readonly Effect[] = ['read', 'write', 'destructive']
const stronger = (a: Effect, b: Effect): Effect => (strengths.indexOf(a) >= strengths.indexOf(b) ? a : b)

/** Types whose steps change nothing anybody can see; a question to people is seen. */
const harmless = new Set(['set', 'if', 'switch', 'filter', 'forEach', 'try', 'parallel', 'merge', 'wait', 'stop', 'respond', 'code'])

/** What one look at the automations of a workspace has found: each is read once. */
export class Reach {
  readonly #ctx: Context
  readonly #skill: (id: string) => Skill | undefined
  readonly #graphs = new Map<string, Promise<Graph | undefined>>()
  #owners: Promise<Map<string, string>> | undefined

  /** @param skill those every workspace has */
  constructor(ctx: Context, skill: (id: string) => Skill | undefined) {
    this.#ctx = ctx
    this.#skill = skill
  }

  /** The strongest effect of its steps and of what they run. */
  async effectOf(graph: Graph, seen = new Set<string>()): Promise<Effect> {
    let effect: Effect = 'read'
    for (const node of stepsOf(graph)) {
      const runs = await this.#runs(node)
      if (runs === undefined) effect = stronger(effect, this.#effectOfStep(node))
      else if (!seen.has(runs)) {
        seen.add(runs)
        const inner = await this.#graph(runs)
        effect = stronger(effect, inner ? await this.effectOf(inner, seen) : 'write')
      }
      if (effect === 'destructive') break
    }
    return effect
  }

  /** The step through which a graph comes back to its own automation by way of a skill, with what it calls. */
  async circleOf(graph: Graph, own: string): Promise<GraphNode | undefined> {
    for (const node of stepsOf(graph)) {
      const runs = await this.#runs(node)
      if (runs !== undefined && (await this.#leadsTo(runs, own, node.type === 'skill', new Set()))) return node
    }
    return undefined
  }

  async #leadsTo(from: string, own: string, bySkill: boolean, seen: Set<string>): Promise<boolean> {
    if (from === own) return bySkill
    const key = `${from} ${bySkill}`
    if (seen.has(key)) return false
    seen.add(key)
    for (const node of stepsOf((await this.#graph(from)) ?? { nodes: [], edges: [] })) {
      const runs = await this.#runs(node)
      if (runs !== undefined && (await this.#leadsTo(runs, own, bySkill || node.type === 'skill', seen))) return true
    }
    return false
  }

  /** The automation a step runs, where it is known before. */
  async #runs(node: GraphNode): Promise<string | undefined> {
    if (node.type === 'workflow') return String(node.workflow).includes('{{') ? undefined : String(node.workflow)
    const skill = node.type === 'skill' ? String(node.skill) : ''
    if (!skill.startsWith(automationPrefix)) return undefined
    this.#owners ??= store
      .from(this.#ctx, 'workflow_skill')
      .select(['skill_id', 'workflow_id'])
      .execute()
      .then(rows => new Map(rows.map(row => [row.skill_id, row.workflow_id])))
    return (await this.#owners).get(skill)
  }

  #effectOfStep(node: GraphNode): Effect {
    if (node.type !== 'skill') return harmless.has(node.type) ? 'read' : 'write'
    const skill = this.#skill(String(node.skill))
    if (!skill) return 'write'
    try {
      return effectOf(skill, node.input ?? {})
    } catch {
      // It depends on what only a run knows.
      return 'destructive'
    }
  }

  #graph(id: string): Promise<Graph | undefined> {
    const known = this.#graphs.get(id) ?? liveGraph(this.#ctx, id)
    this.#graphs.set(id, known)
    return known
  }
}
