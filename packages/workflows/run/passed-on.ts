import type { Scope } from '../expressions/index.ts'
import type { OpenStep } from './open-step.ts'

/**
 * What a step that is turned off hands on: what the step before it gave, of several that led to it each by its id; where none did, the item of
 * the loop it stands in, or the event.
 */
export function passedOn({ pass, plan }: Pick<OpenStep, 'pass' | 'plan'>, { steps, event, item }: Scope): unknown {
  const before = pass.cameFrom(plan.index)
  const outputOf = (id: string) => steps[id]?.output ?? null
  const [first] = before
  if (first === undefined) return item === undefined ? event : item
  return before.length === 1 ? outputOf(first) : Object.fromEntries(before.map(id => [id, outputOf(id)]))
}
