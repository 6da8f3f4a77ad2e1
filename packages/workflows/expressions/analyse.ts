import type { Node } from './ast.ts'
import { limits } from './limits.ts'
import { compilePattern } from './linear-regex.ts'
import { isNative } from './natives.ts'
import { ExpressionProblem } from './problem.ts'
import { type Root, roots } from './scope.ts'

/** What an expression does, read from its syntax tree before it ever runs. */
export interface Analysis {
  paths: { root: Root; path: string[] }[]
  /** Functions of the library it names. */
  natives: Set<string>
  /** Whether JSONata could change its input on the way (it does, for some constructs), so that it must be given a copy. */
  changesInput: boolean
}

/**
 * Finds what an expression reads and refuses what it may not do.
 * @throws ExpressionProblem
 */
export function analyse(ast: Node): Analysis {
  const found: Analysis = { paths: [], natives: new Set(), changesInput: false }
  const bound = new Set<unknown>()

  const read = (name: unknown, following: Node[]) => {
    const root = roots.find(known => known === name)
    if (!root) throw new ExpressionProblem(`there is no “${name}” here; what there is: ${roots.join(', ')}`)
    const path: string[] = []
    for (const step of following) {
      if (step.type !== 'name') break
      path.push(String(step.value))
      if (step.stages) break
    }
    if (root === 'steps' && path.length === 0) throw new ExpressionProblem('name the step, as in steps.<id>.output')
    if (root === 'vars' && path.length === 0) throw new ExpressionProblem('name the variable, as in vars.<name>')
    found.paths.push({ root, path })
  }

  /** `atRoot`: names here are looked up in the scope and not in an item of a path. */
  const walk = (node: Node | undefined, atRoot: boolean, depth: number): void => {
    if (!node) return
    if (depth > limits.nesting) throw new ExpressionProblem('it is nested too deeply')
    const inner = (child: Node | undefined, root = atRoot) => walk(child, root, depth + 1)
    const pairs = (all: [Node, Node][], root: boolean) => {
      for (const [key, value] of all) {
        inner(key, root)
        inner(value, root)
      }
    }
    switch (node.type) {
      case 'path': {
        const [first, ...rest] = node.steps as [Node, ...Node[]]
        if (first.type === 'name' && atRoot) read(first.value, first.stages ? [] : rest)
        else if (first.type === 'variable' && (first.value === '$' || (first.value === '' && atRoot))) {
          const [name, ...more] = rest
          if (name?.type !== 'name') throw new ExpressionProblem(`name what you read of it, as in $$.event`)
          read(name.value, name.stages ? [] : more)
        } else inner(first)
        for (const step of rest) inner(step, false)
        for (const step of node.steps as Node[]) {
          for (const stage of step.stages ?? []) inner(stage.expr, false)
          for (const term of step.terms ?? []) inner(term.expression, false)
        }
        if (node.keepSingletonArray) found.changesInput = true
        break
      }
      case 'name':
        break
      case 'wildcard':
      case 'descendant':
        if (atRoot) throw new ExpressionProblem('name what you read: event, a step or a variable')
        break
      case 'variable':
        if (node.value === '$' || (node.value === '' && atRoot)) throw new ExpressionProblem('name what you read of it, as in $$.event')
        if (node.value === 'eval') throw new ExpressionProblem('$eval is not available')
        if (isNative(String(node.value))) found.natives.add(String(node.value))
        break
      case 'regex':
        if (!(node.value instanceof RegExp)) throw new ExpressionProblem('a pattern cannot stand left of ?? or ?:')
        compilePattern(node.value)
        break
      case 'transform':
        throw new ExpressionProblem('the operator | | is not available; $merge([object, {…}]) does the same')
      case 'unary':
        if (Array.isArray(node.lhs)) {
          pairs(node.lhs, atRoot)
          if (!atRoot) found.changesInput = true
        }
        break
      case 'bind':
        bound.add((node.lhs as Node).value)
        inner(node.rhs as Node)
        break
      case 'lambda':
        if (node.signature) throw new ExpressionProblem('a function here takes no signature in < >')
        for (const parameter of node.arguments ?? []) bound.add(parameter.value)
        inner(node.body)
        break
      case 'function':
      case 'partial': {
        const called = node.procedure as Node
        if (called.type === 'path') throw new ExpressionProblem(`functions start with a $, as in $${(called.steps as Node[])[0]?.value}`)
        // Calling what is no function leaves marks on it before it fails.
        if (called.type !== 'lambda' && !(called.type === 'variable' && isNative(String(called.value)))) found.changesInput = true
        inner(called)
        for (const argument of node.arguments ?? []) if (argument.type !== 'operator') inner(argument)
        break
      }
      default:
        if (node.lhs && !Array.isArray(node.lhs)) inner(node.lhs)
        if (node.rhs && !Array.isArray(node.rhs)) inner(node.rhs)
    }
    if (node.type !== 'path') for (const stage of node.predicate ?? []) inner(stage.expr, false)
    if (node.group) {
      pairs(node.group.lhs, false)
      found.changesInput = true
    }
    for (const child of node.expressions ?? []) inner(child)
    inner(node.expression)
    inner(node.condition)
    inner(node.then)
    inner(node.else)
  }

  walk(ast, true, 0)
  for (const name of found.natives) if (bound.has(name)) found.changesInput = true
  return found
}
