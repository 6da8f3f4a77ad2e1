import type { Node } from './ast.ts'
import { limits } from './limits.ts'
import { simple } from './natives.ts'
import { readPath } from './read-path.ts'
import type { Scope } from './scope.ts'

/** Works out an expression at once. Answers what JSONata would, `undefined` for a missing value. Throws what `problemOf` reads. */
export type Compiled = (scope: Scope) => unknown

/**
 * Makes closures of a syntax tree, when all of it is of the plain kind: paths, literals, arithmetic, comparisons, conditions, texts joined,
 * lists, objects and the simple functions of the library. Measured: more than a million a second, where a filter through JSONata makes 26,000.
 * What the operators do with missing values and wrong types is JSONata's own; `differential.test.ts` holds the two together.
 * @returns undefined when some of it is not of that kind
 */
export function compile(node: Node): Compiled | undefined {
  if (node.predicate || node.group || node.keepArray) return undefined
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value':
      return () => node.value
    case 'path':
      return readPath(node)
    case 'block': {
      const parts = compileAll(node.expressions)
      if (!parts) return undefined
      const [only] = parts
      if (parts.length === 1) return only
      return scope => parts.reduce((_: unknown, part) => part(scope), undefined)
    }
    case 'condition': {
      const condition = compile(node.condition as Node)
      const yes = compile(node.then as Node)
      const no = node.else ? compile(node.else) : () => undefined
      return condition && yes && no && (scope => (isTrue(condition(scope)) ? yes(scope) : no(scope)))
    }
    case 'binary':
      return binary(node)
    case 'unary':
      if (node.value === '-') return negation(node)
      return node.value === '[' ? list(node) : object(node)
    case 'function':
      return call(node)
    default:
      return undefined
  }
}

function compileAll(nodes: Node[] = []): Compiled[] | undefined {
  const all: Compiled[] = []
  for (const node of nodes) {
    const compiled = compile(node)
    if (!compiled) return undefined
    all.push(compiled)
  }
  return all
}

const native = (name: string) => simple.get(name) as NonNullable<ReturnType<typeof simple.get>>
const booleanOf = native('boolean').implementation as (value: unknown) => boolean | undefined
const textOf = native('string').implementation as (value: unknown) => string | undefined

const isTrue = (value: unknown): boolean => (typeof value === 'boolean' ? value : (booleanOf(value) ?? false))

/** @throws D1001 for a number without end */
function isNumber(value: unknown): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false
  if (!Number.isFinite(value)) throw { code: 'D1001', value }
  return true
}

function binary(node: Node): Compiled | undefined {
  const left = compile(node.lhs as Node)
  const right = compile(node.rhs as Node)
  if (!left || !right) return undefined
  const token = node.value as string
  switch (token) {
    case 'and':
      return scope => isTrue(left(scope)) && isTrue(right(scope))
    case 'or':
      return scope => isTrue(left(scope)) || isTrue(right(scope))
    case '&':
      return scope => {
        const a = left(scope)
        const b = right(scope)
        return (textOf(a) ?? '') + (textOf(b) ?? '')
      }
    case '=':
    case '!=':
      return scope => {
        const a = left(scope)
        const b = right(scope)
        return a !== undefined && b !== undefined && isEqual(a, b) === (token === '=')
      }
    case '+':
    case '-':
    case '*':
    case '/':
    case '%': {
      const work = arithmetic[token]
      return scope => {
        const a = left(scope)
        const b = right(scope)
        if (a !== undefined && !isNumber(a)) throw { code: 'T2001', token, value: a }
        if (b !== undefined && !isNumber(b)) throw { code: 'T2002', token, value: b }
        return a === undefined || b === undefined ? undefined : work(a, b)
      }
    }
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const holds = comparisons[token]
      return scope => {
        const a = left(scope)
        const b = right(scope)
        if (!isComparable(a) || !isComparable(b)) throw { code: 'T2010', token, value: isComparable(a) ? b : a }
        if (a === undefined || b === undefined) return undefined
        if (typeof a !== typeof b) throw { code: 'T2009', token }
        return holds(a, b)
      }
    }
    default:
      return undefined
  }
}

const arithmetic = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '%': (a: number, b: number) => a % b,
}

type Comparable = string | number
const comparisons = {
  '<': (a: Comparable, b: Comparable) => a < b,
  '<=': (a: Comparable, b: Comparable) => a <= b,
  '>': (a: Comparable, b: Comparable) => a > b,
  '>=': (a: Comparable, b: Comparable) => a >= b,
}

const isComparable = (value: unknown): value is Comparable | undefined =>
  value === undefined || typeof value === 'string' || typeof value === 'number'

function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isEqual(item, b[i]))
  const names = Object.getOwnPropertyNames(a)
  return (
    names.length === Object.getOwnPropertyNames(b).length &&
    names.every(name => Object.hasOwn(b, name) && isEqual((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]))
  )
}

function negation(node: Node): Compiled | undefined {
  const operand = compile(node.expression as Node)
  return (
    operand &&
    (scope => {
      const value = operand(scope)
      if (value === undefined) return undefined
      if (!isNumber(value)) throw { code: 'D1002', token: '-', value }
      return -value
    })
  )
}

/** Lists within the list are poured into it, unless they are written there as lists. */
function list(node: Node): Compiled | undefined {
  const items = compileAll(node.expressions)
  if (!items) return undefined
  const kept = (node.expressions as Node[]).map(item => item.value === '[')
  return scope => {
    const result: unknown[] = []
    for (let i = 0; i < items.length; i++) {
      const value = (items[i] as Compiled)(scope)
      if (value === undefined) continue
      if (!kept[i] && Array.isArray(value)) {
        if (result.length + value.length > limits.sequence) throw { code: 'D2015' }
        for (const item of value) result.push(item)
      } else if (result.push(value) > limits.sequence) throw { code: 'D2015' }
    }
    return result
  }
}

function object(node: Node): Compiled | undefined {
  const pairs: [Compiled, Compiled][] = []
  for (const [name, value] of node.lhs as [Node, Node][]) {
    const pair = compileAll([name, value])
    if (!pair) return undefined
    pairs.push(pair as [Compiled, Compiled])
  }
  return scope => {
    const values = new Map<string, Compiled>()
    for (const [name, value] of pairs) {
      const key = name(scope)
      if (key === undefined) continue
      if (typeof key !== 'string') throw { code: 'T1003', value: key }
      if (values.has(key)) throw { code: 'D1009', value: key }
      if (key === '_jsonata_lambda' || key === '_jsonata_function') throw { code: 'D1013', value: key }
      values.set(key, value)
    }
    const result: Record<string, unknown> = Object.create(null)
    for (const [key, work] of values) {
      const value = work(scope)
      if (value !== undefined) result[key] = value
    }
    return result
  }
}

function call(node: Node): Compiled | undefined {
  const called = node.procedure as Node
  const token = String(called.value)
  const found = called.type === 'variable' ? simple.get(token) : undefined
  const args = compileAll(node.arguments)
  if (!found || !args || args.length === 0) return undefined
  return scope => {
    try {
      const given = found.signature.validate(
        args.map(arg => arg(scope)),
        scope,
      )
      return found.implementation.apply(undefined, given as never[])
    } catch (cause) {
      throw typeof cause === 'object' && cause !== null && !('token' in cause) ? Object.assign(cause, { token }) : cause
    }
  }
}
