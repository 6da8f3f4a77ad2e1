import { conditionProblem } from '../expressions/index.ts'

/** As a node type's `check` says it. */
export function checkCondition(field: string, condition: unknown): { field: string; message: string }[] {
  const message = conditionProblem(condition)
  return message === undefined ? [] : [{ field, message }]
}
