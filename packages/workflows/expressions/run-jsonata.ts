import type jsonata from 'jsonata'
import type { Analysis } from './analyse.ts'
import type { Node } from './ast.ts'
import { type Native, nativesWithin } from './natives.ts'
import { plain } from './plain.ts'
import type { Scope } from './scope.ts'
import { Sizes } from './size.ts'

const sizes = new WeakMap<object, Sizes>()

function weigh(base: object, value: unknown): void {
  let known = sizes.get(base)
  if (!known) {
    known = new Sizes()
    sizes.set(base, known)
  }
  known.check(value)
}

const natives = nativesWithin(weigh)

/** What makes new values; names, variables and literals only hand on what is there. */
const makes = (node: Node) => node.type === 'path' || node.type === 'unary' || (node.type === 'binary' && node.value === '&')

/** Called by JSONata after each node: what was made is weighed before anything can be done with it. */
function afterNode(node: Node, _input: unknown, environment: { base: object }, result: unknown): void {
  if (!makes(node)) return
  // A list a path found as it stands is the scope's own.
  if (node.type === 'path' && Array.isArray(result) && !(result as { sequence?: boolean }).sequence) return
  weigh(environment.base, result)
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
  return async scope => {
    const result = await expression.evaluate(analysis.changesInput ? plainScope(scope, analysis) : scope)
    return result === undefined ? undefined : plain(result)
  }
}

/** A copy of what the expression reads. */
function plainScope(scope: Scope, { paths }: Analysis): Record<string, unknown> {
  const read = new Set(paths.map(({ root }) => root))
  return Object.fromEntries([...read].filter(root => scope[root] !== undefined).map(root => [root, structuredClone(scope[root])]))
}
