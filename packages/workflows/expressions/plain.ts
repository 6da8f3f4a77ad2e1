import { ExpressionProblem } from './problem.ts'
import { isFunction, Sizes } from './size.ts'

/**
 * The same value as plain JSON, copied: JSONata's lists carry properties of their own and its objects have no prototype.
 * @throws ExpressionProblem for a function, a number JSON cannot hold, the name `__proto__`, or more than the limits allow
 */
export function plain(value: unknown): unknown {
  new Sizes().check(value)
  return copy(value)
}

function copy(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw notFinite(value)
  if (isFunction(value)) throw new ExpressionProblem('it gives a function, not a value')
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return Array.from(value, item => (item === undefined ? null : copy(item)))
  const out: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    if (key === '__proto__') throw new ExpressionProblem('a field may not have the name __proto__')
    const item = (value as Record<string, unknown>)[key]
    if (item !== undefined) out[key] = copy(item)
  }
  return out
}

export const notFinite = (value: number) =>
  new ExpressionProblem(Number.isNaN(value) ? 'it gives no number' : 'it gives a number without end, perhaps a division by 0')
