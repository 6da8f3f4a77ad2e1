import { AtomError, isSecretHeader, type Logger } from '@atom/kernel'
import { workflowErrors } from '../errors.ts'
import type { DelicatePiece } from '../expressions/index.ts'
import type { NodePlan } from '../graph/plan.ts'
import { tokenOf } from './hidden.ts'
import type { Hide } from './scope.ts'

const none: NodePlan['delicate'] = []

/** Pieces of a step's input that are kept out of the journal: those that name a secret variable, and fields that let somebody in. */
export function hiddenOf({ delicate }: NodePlan, secrets: ReadonlySet<string>): NodePlan['delicate'] {
  if (delicate.length === 0) return none
  return delicate.filter(({ piece }) => piece.secret || piece.vars.some(name => secrets.has(name)))
}

/**
 * What the journal shows in place of secrets; nothing where there are none.
 * @throws workflow.secret_in_value where the type would write one down
 */
export function hideSecrets(plan: NodePlan, secrets: ReadonlySet<string>, mark: () => string): Hide | undefined {
  if (plan.delicate.length === 0) return undefined
  const [misplaced] = misplacedSecrets(plan, secrets)
  if (misplaced) throw workflowErrors.secret_in_value({ node: plan.node.title ?? plan.node.id, name: misplaced.name })
  const hidden = hiddenOf(plan, secrets)
  if (hidden.length === 0) return undefined
  const own = mark()
  return (field, place) => (hidden.some(one => one.field === field && one.place === place) ? tokenOf(own, field, place) : undefined)
}

/** Secret variables a step names where it would write them down, with the path of the field. */
export function misplacedSecrets({ takesSecrets, delicate }: NodePlan, secrets: ReadonlySet<string>): { field: string; name: string }[] {
  if (takesSecrets === 'everywhere' || secrets.size === 0) return []
  return delicate.flatMap(({ field, piece }) => {
    const name = piece.secret && takesSecrets === 'secret fields' ? undefined : piece.vars.find(one => secrets.has(one))
    return name === undefined ? [] : [{ field: piece.field ? `${field}.${piece.field}` : field, name }]
  })
}

/** Names of secret variables that any expression of a step names. */
export function secretsNamedBy({ delicate, perItem }: NodePlan, secrets: ReadonlySet<string>): string[] {
  if (secrets.size === 0) return []
  const named = [...delicate.flatMap(({ piece }) => piece.vars), ...Object.values(perItem).flatMap(({ references }) => references.vars)]
  return [...new Set(named)].filter(name => secrets.has(name))
}

/** One of several entries of a secret field that lets nobody in, such as `headers.accept`: it is not looked for in answers. */
export function isPlainEntry({ field }: DelicatePiece): boolean {
  const [, ...path] = field.split('.')
  return path.length > 0 && !isSecretHeader(path.join('.'))
}

/** The same error without the secrets in what it says. */
export function redactedError(error: unknown, redact: <T>(value: T) => T): unknown {
  if (AtomError.is(error)) {
    const { code, status, message, retry, nothingDone, details } = error
    return new AtomError(code, status, redact(message), { retry, nothingDone, details: redact(details) })
  }
  if (!(error instanceof Error)) return redact(error)
  const hidden = new Error(redact(error.message))
  hidden.name = error.name
  if (error.stack) hidden.stack = redact(error.stack)
  return hidden
}

/** The error of an expression that was given secrets: its reason quotes what it was given, whole or in part, so it is not told. */
export function withoutReason(error: unknown): unknown {
  if (!AtomError.is(error) || error.code !== 'workflow.expression_failed') return error
  const { code, status, message, retry } = error
  const told = message.replace(/(could not be worked out: ).*/s, '$1it names a secret, so the reason is not told.')
  return new AtomError(code, status, told, { retry })
}

export function redactingLog(log: Logger, redact: <T>(value: T) => T): Logger {
  const line = (level: keyof Logger) => (fields: object, message: string) => {
    const shown = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? redactedError(value, redact) : redact(value)]),
    )
    log[level](shown, redact(message))
  }
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }
}
