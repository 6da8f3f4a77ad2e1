import type jsonata from 'jsonata'
import type { Analysis } from './analyse.ts'
import type { Node } from './ast.ts'
import { Budget } from './budget.ts'
import { type Native, nativesWithin } from './natives.ts'
import { plain } from './plain.ts'
import type { Scope } from './scope.ts'

const budgets = new WeakMap<object, Budget>()

/** @param base what JSONata makes anew for each evaluation */
function budgetOf(base: object): Budget {
  const known = budgets.get(base)
  if (known) return known
  const budget = new Budget()
  budgets.set(base, budget)
  return budget
}

const natives = nativesWithin(budgetOf)

/** What makes new values; names, variables and literals only hand on what is there. */
const makes = (node: Node) => node.type === 'path' || node.type === 'unary' || (node.type === 'binary' && node.value === '&')

/** Called by JSONata after each node: what was made is weighed before anything can be done with it. */
function afterNode(node: Node, _input: unknown, environment: { base: object }, result: unknown): void {
  const budget = budgetOf(environment.base)
  budget.tick()
  if (!makes(node)) return
  // A list a path found as it stands is the scope's own.
  if (node.type === 'path' && Array.isArray(result) && !(result as { sequence?: boolean }).sequence) return
  budget.sizes.check(result)
}

type Assign = (name: string | symbol, value: unknown) => void

/** Binds an expression to the library under its limits. @returns an evaluation by JSONata's own evaluator */
export function prepare(expression: jsonata.Expression, analysis: Analysis): (scope: Scope) => Promise<unknown> {
  const assign = expression.assign.bind(expression) as Assign
  for (const name of analysis.natives) {
    const native: Native | undefined = natives.get(name)
    if (native) assign(name, native)
  }
  assign(Symbol.for('jsonata.__evaluate_exit'), afterNode)
  return inTurn(async scope => {
    const result = await expression.evaluate(analysis.changesInput ? copyOf(scope, analysis) : scope)
    return result === undefined ? undefined : plain(result)
  })
}

let before: Promise<unknown> = Promise.resolve()

/** One evaluation after the other: JSONata gives way at each node, and fifty at a time would spend each other's time. */
const inTurn =
  (work: (scope: Scope) => Promise<unknown>) =>
  (scope: Scope): Promise<unknown> => {
    const result = before.then(() => work(scope))
    before = result.catch(() => {})
    return result
  }

/** A copy of what the expression reads. */
function copyOf(scope: Scope, { paths }: Analysis): Record<string, unknown> {
  const read = new Set(paths.map(({ root }) => root))
  return Object.fromEntries([...read].filter(root => scope[root] !== undefined).map(root => [root, structuredClone(scope[root])]))
}
