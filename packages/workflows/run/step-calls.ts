import { atLeast } from '@atom/identity'
import type { Context } from '@atom/kernel'
import { workflowErrors } from '../errors.ts'
import type { Scope, Template } from '../expressions/index.ts'
import { milliseconds } from '../graph/duration.ts'
import type { Step, StepResult, SubStep } from '../nodes/node-type.ts'
import { callType } from './call-type.ts'
import type { GateRequest } from './gate.ts'
import { mask } from './hidden.ts'
import type { OpenStep } from './open-step.ts'
import type { Parts } from './parts.ts'
import { passedOn } from './passed-on.ts'
import type { Actor } from './runtime.ts'
import { evaluateAll, scopeOf } from './scope.ts'
import { hideSecrets } from './secrets.ts'
import { orAborted } from './step-signal.ts'

type Needs = Pick<Parts, 'runtime' | 'run' | 'base' | 'subs'>

/** What steps work on, as whom, and the calls of their types. Nothing here changes the run. */
export class StepCalls {
  readonly #parts: Needs
  #actor: Actor | undefined

  constructor(parts: Needs) {
    this.#parts = parts
  }

  /** As whom the run acts, with the role of this moment. @throws workflow.publisher_gone */
  async actor(): Promise<Context> {
    const { runtime, run } = this.#parts
    if (!this.#actor?.stands()) this.#actor = await runtime.actor(run)
    return this.#actor.ctx
  }

  /** The step's fields worked out, with marks where secrets belong; at once where nothing must be read. @throws what an expression says */
  values(step: OpenStep): Record<string, unknown> | Promise<Record<string, unknown>> {
    const { plan } = step
    const scope = this.#scope(step)
    const hide = hideSecrets(plan, this.#parts.base.secrets, () => this.#mark(step))
    return scope instanceof Promise
      ? scope.then(known => evaluateAll(plan.templates, known, hide))
      : evaluateAll(plan.templates, scope, hide)
  }

  /** What a step that is turned off hands on; at once where nothing must be read. */
  passedOn(step: OpenStep): unknown | Promise<unknown> {
    const scope = this.#scope(step)
    return scope instanceof Promise ? scope.then(known => passedOn(step, known)) : passedOn(step, scope)
  }

  /** Calls the step's type with its fields; at once where that works on values alone. @throws what the type throws */
  call(step: OpenStep, ctx: Context): StepResult | Promise<StepResult> {
    const { runtime, run, base } = this.#parts
    const { plan, row } = step
    const call = {
      plan,
      values: step.values as Record<string, unknown>,
      base,
      scope: () => this.#scope(step),
      mark: () => this.#mark(step),
      secrets: runtime.secrets,
      sub: (piece: SubStep, hide: Step['hide']) => this.#parts.subs.run(step, piece, ctx.signal, hide),
      step: {
        runId: run.id,
        workflowId: run.workflow_id,
        seq: row.seq,
        iteration: row.iteration,
        attempt: row.attempt,
        key: `${run.id}:${row.node}:${row.iteration}:${row.n}`,
        dry: run.dry === 1,
        ...(step.came ? { came: step.came } : {}),
      },
    }
    const { role, title } = plan.type
    if (role !== undefined && !atLeast(ctx.role, role)) throw workflowErrors.role_lost({ node: plan.node.title ?? title })
    const result = callType(call, ctx)
    // What works in a transaction is never left behind in it; the door to skills heeds the signal.
    return result instanceof Promise && (plan.mode === 'read' || plan.mode === 'outside') ? orAborted(result, ctx.signal) : result
  }

  /** What the step asks of rate limit and concurrency key. */
  async gate(step: OpenStep): Promise<GateRequest> {
    const { run } = this.#parts
    const { node, concurrencyKey } = step.plan
    const key = await concurrencyKey?.evaluate({
      ...(await this.#scope(step)),
      hide: place => (this.#isSecret(concurrencyKey, place) ? mask : undefined),
    })
    const { concurrencyKey: slot, rateLimit: rate } = node
    return {
      runId: run.id,
      seq: step.row.seq,
      slot: slot && { key: typeof key === 'string' ? key : JSON.stringify(key ?? ''), limit: slot.limit },
      rate: rate && { key: `${run.workflow_id}:${node.id}`, count: rate.count, per: milliseconds(rate.per) ?? 0 },
    }
  }

  #isSecret({ delicate }: Template, place: number): boolean {
    return delicate[place]?.vars.some(name => this.#parts.base.secrets.has(name)) === true
  }

  #scope({ pass, plan }: OpenStep): Scope | Promise<Scope> {
    const { runtime, run, base } = this.#parts
    return scopeOf(pass, plan, base, seq => runtime.output(run.id, seq))
  }

  #mark({ row }: OpenStep): string {
    return this.#parts.runtime.mark(row.run_id, row.seq)
  }
}
