import type { GraphProblem } from '@atom/contracts'
import { createContext, useContext } from 'react'
import type { ScopeData } from '../../../lib/automations/expression-scope.ts'

interface FieldsAround {
  scope: ScopeData
  /** Of this step alone. */
  problems: readonly GraphProblem[]
  warnings: readonly GraphProblem[]
  readOnly: boolean
  /** Fields, by the first name of their path, in which expressions are worked out. */
  expressions: readonly string[]
}

/** What the fields of one step’s form share. */
export const FieldsContext = createContext<FieldsAround>({
  scope: { event: {}, steps: {}, vars: {} },
  problems: [],
  warnings: [],
  readOnly: false,
  expressions: [],
})

export const useFieldsAround = () => useContext(FieldsContext)

/** Whether a field takes expressions; text of a fixed form, such as a name, never does. */
export function useTakesExpressions(path: string, schema: { pattern?: string }): boolean {
  const { expressions } = useFieldsAround()
  return schema.pattern === undefined && expressions.includes(path.split('.')[0] as string)
}

/** What is wrong with a field, or with something inside it. */
export function useFieldProblem(path: string): string | undefined {
  return within(useFieldsAround().problems, path)
}

/** What is likely to go wrong with it. */
export const useFieldWarning = (path: string): string | undefined => within(useFieldsAround().warnings, path)

const within = (found: readonly GraphProblem[], path: string) =>
  found.find(one => one.field === path || one.field?.startsWith(`${path}.`))?.message
