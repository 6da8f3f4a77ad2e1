import type { Context } from '@atom/kernel'
import { afterCommit } from '@atom/storage'
import { store } from '../store.ts'
import { versionGraph } from '../versions/version-graph.ts'
import { type CompileDeps, compileGraph } from './compile.ts'
import type { CompiledGraph } from './plan.ts'

const most = 200

/** Versions made ready to run. A version never changes, so one is compiled once; those used last are kept. */
export class Plans {
  readonly #compile: (ctx: Context) => Promise<CompileDeps>
  readonly #plans = new Map<string, CompiledGraph>()
  /** Those a transaction under way has read: a version only just written may be taken back, and its number given to another. */
  readonly #uncommitted = new WeakMap<object, Map<string, CompiledGraph>>()

  /** @param compile what a workspace's graphs are checked with */
  constructor(compile: (ctx: Context) => Promise<CompileDeps>) {
    this.#compile = compile
  }

  /** @throws workflow.version_not_found, workflow.invalid_graph where a skill it uses is gone */
  async get(ctx: Context, workflowId: string, version: number): Promise<CompiledGraph> {
    const key = `${workflowId}\n${version}`
    const transaction = store.db(ctx)
    const known = this.#plans.get(key)
    if (known) return this.#keep(key, known)
    const own = this.#uncommitted.get(transaction)?.get(key)
    if (own) return own
    const plan = compileGraph(JSON.parse(await versionGraph(ctx, workflowId, version)), await this.#compile(ctx))
    afterCommit(ctx, () => this.#keep(key, plan))
    if (!this.#plans.has(key)) {
      const read = this.#uncommitted.get(transaction) ?? new Map<string, CompiledGraph>()
      this.#uncommitted.set(transaction, read.set(key, plan))
    }
    return plan
  }

  #keep(key: string, plan: CompiledGraph): CompiledGraph {
    this.#plans.delete(key)
    this.#plans.set(key, plan)
    if (this.#plans.size > most) this.#plans.delete(this.#plans.keys().next().value as string)
    return plan
  }
}
