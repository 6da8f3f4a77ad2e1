import type { Context } from '@atom/kernel'
import { workflowErrors } from '../errors.ts'
import { store } from '../store.ts'
import { type CompileDeps, compileGraph } from './compile.ts'
import type { CompiledGraph, Plan } from './plan.ts'

const most = 200

/** Versions made ready to run. A version never changes, so one is compiled once; those used last are kept. */
export class Plans {
  readonly #deps: CompileDeps
  readonly #plans = new Map<string, CompiledGraph>()

  constructor(deps: CompileDeps) {
    this.#deps = deps
  }

  /** @throws workflow.not_found, workflow.invalid_graph where a skill it uses is gone */
  async get(ctx: Context, workflowId: string, version: number): Promise<CompiledGraph> {
    const key = `${workflowId}\n${version}`
    let plan = this.#plans.get(key)
    if (plan) {
      this.#plans.delete(key)
    } else {
      const row = await store
        .from(ctx, 'workflow_version')
        .select('graph')
        .where('workflow_id', '=', workflowId)
        .where('version', '=', version)
        .executeTakeFirst()
      if (!row) throw workflowErrors.not_found()
      plan = compileGraph(JSON.parse(row.graph), this.#deps)
    }
    this.#plans.set(key, plan)
    if (this.#plans.size > most) this.#plans.delete(this.#plans.keys().next().value as string)
    return plan
  }
}

/** Ids of nodes that hold a graph of their own, at any depth. */
export function loopsOf(plan: Plan, into = new Set<string>()): Set<string> {
  for (const node of plan.nodes)
    if (node.body) {
      into.add(node.node.id)
      loopsOf(node.body, into)
    }
  return into
}
