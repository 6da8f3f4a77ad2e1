import { workflowErrors } from '../errors.ts'
import { limits } from './limits.ts'
import { parseText } from './parse.ts'
import { notFinite, plain } from './plain.ts'
import { ExpressionProblem, problemOf } from './problem.ts'
import type { ReferencedPath, Scope } from './scope.ts'

/** One parsed expression. */
export interface Expression {
  readonly text: string
  readonly optional: boolean
  readonly paths: ReferencedPath[]
  /** Whether `evaluate` answers at once, never with a promise. */
  readonly immediate: boolean
  /** `undefined` only when optional. @throws workflow.missing_value, workflow.expression_failed */
  evaluate(scope: Scope): unknown | Promise<unknown>
}

/** Longest piece of an expression in a message. */
const shown = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text)

/**
 * @param where position of the text in its string, and the field that string stands in; both for the error
 * @throws workflow.bad_expression
 */
export function parseExpression(text: string, optional: boolean, where: { position: number; field: string }): Expression {
  try {
    const parsed = parseText(text)
    const paths = parsed.paths.map(path => ({ ...path, optional, expression: text, field: where.field }))
    const present = (value: unknown) => {
      if (value === undefined && !optional)
        throw workflowErrors.missing_value({ expression: shown(text) }, { details: { field: where.field } })
      return value
    }
    const failed = (cause: unknown) =>
      workflowErrors.expression_failed(
        { expression: shown(text), problem: `${problemOf(cause)}.` },
        { cause, details: { field: where.field } },
      )
    if ('compiled' in parsed.run) {
      const { compiled } = parsed.run
      const made = parsed.handsOn ? (value: unknown) => value : finish
      const evaluate = (scope: Scope) => {
        let value: unknown
        try {
          value = made(compiled(scope))
        } catch (cause) {
          throw failed(cause)
        }
        return present(value)
      }
      return { text, optional, paths, immediate: true, evaluate }
    }
    const run = parsed.run.jsonata
    const evaluate = (scope: Scope) =>
      run(scope).then(present, (cause: unknown) => {
        throw failed(cause)
      })
    return { text, optional, paths, immediate: false, evaluate }
  } catch (cause) {
    throw badExpression(text, cause, where)
  }
}

function finish(value: unknown): unknown {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw notFinite(value)
    return value
  }
  if (typeof value === 'string') {
    if (value.length > limits.value) throw new ExpressionProblem('what it makes is larger than 10 MB')
    return value
  }
  return typeof value === 'object' && value !== null ? plain(value) : value
}

/** @param where position of the expression in its string, from 0 */
export function badExpression(text: string, cause: unknown, where: { position: number; field: string }) {
  const within = (cause as { position?: unknown })?.position
  const position = where.position + (typeof within === 'number' && !(cause instanceof ExpressionProblem) ? within : 0)
  return workflowErrors.bad_expression(
    { expression: shown(text), problem: `${syntaxProblem(cause)} (character ${position + 1}).` },
    { cause, details: { field: where.field, position } },
  )
}

/** JSONata's parser throws the platform's own errors for a pattern that is none and for thousands of signs within each other. */
function syntaxProblem(cause: unknown): string {
  if (cause instanceof SyntaxError) return cause.message
  return cause instanceof RangeError ? 'it is nested too deeply' : problemOf(cause)
}
