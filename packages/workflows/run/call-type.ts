import type { Context } from '@atom/kernel'
import type { Scope } from '../expressions/index.ts'
import type { NodePlan } from '../graph/plan.ts'
import type { Step, StepResult, SubStep } from '../nodes/node-type.ts'
import { redactor, reveal, textsIn } from './hidden.ts'
import type { Base } from './scope.ts'
import { hiddenOf, isPlainEntry, redactedError, redactingLog, secretsNamedBy, withoutReason } from './secrets.ts'

/** One call of a node's type. */
export interface TypeCall {
  plan: NodePlan
  /** Its fields as the journal has them: where secrets belong their marks stand. */
  values: Record<string, unknown>
  base: Base
  scope(): Scope | Promise<Scope>
  /** See `markOf`. */
  mark(): string
  /** `hide`: what may be kept of a value. */
  sub(piece: SubStep, hide: Step['hide']): Promise<unknown>
  secrets(ctx: Context, names: readonly string[]): Promise<Record<string, string>>
  step: Pick<Step, 'runId' | 'workflowId' | 'seq' | 'iteration' | 'attempt' | 'key' | 'dry' | 'came'>
}

/** Runs a node's type; at once where it does. Secrets enter here, and nothing of them leaves: neither by what the step gives, nor by an error, nor by the log. */
export function callType(call: TypeCall, ctx: Context): StepResult | Promise<StepResult> {
  const { plan, base } = call
  const names = plan.takesSecrets !== 'nowhere' ? secretsNamedBy(plan, base.secrets) : []
  const hidden = hiddenOf(plan, base.secrets)
  if (names.length > 0 || hidden.length > 0) return callWithSecrets(call, ctx, names, hidden)
  return plan.type.run(stepOf(call, ctx, call.values, call.scope, value => value))
}

async function callWithSecrets(call: TypeCall, ctx: Context, names: string[], hidden: NodePlan['delicate']): Promise<StepResult> {
  const { plan, base, values } = call
  const secrets = await call.secrets(ctx, names)
  const scope: Scope = { ...(await call.scope()), vars: { ...base.vars, ...secrets } }
  const given = new Map<string, unknown>()
  try {
    for (const { field, place, piece } of hidden) given.set(`${field}\n${place}`, await piece.evaluate(scope))
  } catch (error) {
    throw redactedError(withoutReason(error), redactor(Object.values(secrets)))
  }
  const secretAt = (field: string, place: number) => given.get(`${field}\n${place}`)
  const lettingIn = hidden.filter(({ piece }) => piece.vars.some(name => name in secrets) || !isPlainEntry(piece))
  const redact = redactor([...Object.values(secrets), ...lettingIn.flatMap(({ field, place }) => textsIn(secretAt(field, place)))])
  const fields = reveal(values, call.mark(), secretAt) as Record<string, unknown>
  try {
    const own = { ...ctx, log: redactingLog(ctx.log, redact) }
    return redact(await plan.type.run(stepOf(call, own, fields, () => scope, redact)))
  } catch (error) {
    throw redactedError(withoutReason(error), redact)
  }
}

const stepOf = (
  { plan, step, sub }: TypeCall,
  ctx: Context,
  fields: Record<string, unknown>,
  scopeOf: TypeCall['scope'],
  hide: Step['hide'],
): Step => ({
  ...step,
  node: plan.node,
  fields,
  templates: plan.perItem,
  ctx,
  hide,
  sub: piece => sub(piece, hide),
  evaluate: (template, more) => {
    const scope = scopeOf()
    return scope instanceof Promise
      ? scope.then(known => template.evaluate({ ...known, ...more }))
      : template.evaluate({ ...scope, ...more })
  },
})
