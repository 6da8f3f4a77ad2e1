import type { CompiledGraph } from '../graph/plan.ts'
import type { Answer } from '../nodes/node-type.ts'
import type { RunTable, StepTable } from '../store.ts'
import type { OpenStep } from './open-step.ts'
import type { Runtime } from './runtime.ts'
import { RunTrace } from './tracing.ts'

interface Deps {
  runtime: Runtime
  run: RunTable
  graph: CompiledGraph
}

/** What is done once a commit is durable, and not before: who watches is told, the answer leaves, large outputs leave the memory. */
export class WhenDurable {
  readonly trace: RunTrace
  readonly #deps: Deps
  readonly #untold: StepTable[] = []
  readonly #large: OpenStep[] = []
  #answer: Answer | undefined

  constructor(deps: Deps) {
    this.#deps = deps
    this.trace = new RunTrace(deps.run)
  }

  /** A step that has begun, waits or has ended. */
  tell(row: StepTable): void {
    this.#untold.push(row)
  }

  answer(answer: Answer): void {
    this.#answer = answer
  }

  /** Its output can be read from its row then. */
  forget(step: OpenStep): void {
    this.#large.push(step)
  }

  /** All that was pending is durable now. */
  now(): void {
    const { runtime, run, graph } = this.#deps
    for (const { pass, row } of this.#large.splice(0)) {
      pass.outputs.delete(row.node)
      pass.seqs.set(row.node, row.seq)
    }
    for (const row of this.#untold.splice(0)) this.told(row)
    if (!this.#answer) return
    runtime.answered(run, graph, this.#answer)
    this.#answer = undefined
  }

  /** The step stands so in the database. */
  told(row: StepTable): void {
    const { runtime, run } = this.#deps
    const { node, iteration, status } = row
    runtime.changed({ type: 'step', workspaceId: run.workspace_id, workflowId: run.workflow_id, runId: run.id, node, iteration, status })
    if (status !== 'running') this.trace.step(row)
  }

  /** The run has that status in the database. */
  tellRun(status: RunTable['status']): void {
    const { runtime, run } = this.#deps
    runtime.changed({ type: 'run', workspaceId: run.workspace_id, workflowId: run.workflow_id, runId: run.id, status })
  }
}
