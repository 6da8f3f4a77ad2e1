import { workflowErrors } from '../errors.ts'
import { badExpression, type Expression, parseExpression } from './expression.ts'
import { limits } from './limits.ts'
import { simple } from './natives.ts'
import { type Part, ScanProblem, scan } from './scan.ts'
import type { References, Root, Scope } from './scope.ts'

/** A value with `{{ }}` in its strings at any depth, parsed once. */
export interface Template {
  readonly references: References
  /** True when nothing is to be worked out. */
  readonly constant: boolean
  /** Whether `evaluate` answers at once, never with a promise. */
  readonly immediate: boolean
  /** What of it may hold a secret; `Scope.hide` is asked about each by its place in this list. */
  readonly delicate: readonly DelicatePiece[]
  /**
   * A lone `{{ x }}` keeps its type; within text values are joined, objects as JSON, null as ''. A missing optional value leaves out its field or
   * item and is '' in text; for the whole template it is `undefined`. Answers at once where it can; a promise only when JSONata itself is needed.
   * The answer may share structure with scope and template: read it, do not change it.
   * @throws workflow.missing_value, workflow.expression_failed
   */
  evaluate(scope: Scope): unknown | Promise<unknown>
}

/** An expression that names variables, or a string of a field whose whole value is kept to itself. */
export interface DelicatePiece {
  /** Where it stands in the template's value, such as `headers.authorization`. */
  field: string
  /** The field is one that lets somebody in, whatever it holds. */
  secret: boolean
  /** Variables it names. */
  vars: string[]
  evaluate(scope: Scope): unknown | Promise<unknown>
}

/** A value within the template: as it stands, or how it is worked out. */
type Piece = { fixed: unknown } | { immediate: boolean; evaluate(scope: Scope): unknown | Promise<unknown> }

/** What parsing finds on its way. */
interface Found {
  expressions: Expression[]
  delicate: DelicatePiece[]
  isSecret(field: string): boolean
}

/**
 * @param isSecret tells of a field, by its path in the value, that what stands in it is kept to itself
 * @throws workflow.bad_expression with the field, the position and what is wrong
 */
export function parseTemplate(value: unknown, isSecret: (field: string) => boolean = () => false): Template {
  const found: Found = { expressions: [], delicate: [], isSecret }
  const piece = parse(value, '', found, 0)
  const references = referencesOf(found.expressions)
  const { delicate } = found
  if ('fixed' in piece) return { references, constant: true, immediate: true, delicate, evaluate: () => piece.fixed }
  return { references, constant: false, immediate: piece.immediate, delicate, evaluate: piece.evaluate }
}

function referencesOf(expressions: Expression[]): References {
  const paths = expressions.flatMap(expression => expression.paths)
  const reads = (root: Root) => paths.some(path => path.root === root)
  const names = (root: Root) => [...new Set(paths.filter(path => path.root === root).map(({ path }) => path[0] as string))]
  return {
    event: reads('event'),
    steps: names('steps'),
    vars: names('vars'),
    item: reads('item'),
    index: reads('index'),
    error: reads('error'),
    paths,
  }
}

function parse(value: unknown, field: string, found: Found, depth: number): Piece {
  if (depth > limits.depth)
    throw workflowErrors.bad_expression({ expression: field.slice(0, 100), problem: `it is nested more than ${limits.depth} levels deep.` })
  if (typeof value === 'string')
    return found.isSecret(field) ? hideable(parseString(value, field, found), field, found) : parseString(value, field, found)
  if (typeof value !== 'object' || value === null) return { fixed: value }
  const inner = (key: string | number, item: unknown) => parse(item, field ? `${field}.${key}` : String(key), found, depth + 1)
  if (Array.isArray(value)) {
    const items = value.map((item, i) => inner(i, item))
    return gather(items, results => results.filter(result => result !== undefined))
  }
  const keys = Object.keys(value)
  const names = keys.map(key => nameOf(key, field))
  const items = keys.map(key => inner(key, (value as Record<string, unknown>)[key]))
  return gather(items, results => {
    const object: Record<string, unknown> = {}
    for (let i = 0; i < names.length; i++) if (results[i] !== undefined) object[names[i] as string] = results[i]
    return object
  })
}

/** Names of fields stand as they are written: an expression in one would be taken for its value by mistake. */
function nameOf(key: string, field: string): string {
  const bad = (problem: string) =>
    workflowErrors.bad_expression({ expression: key.slice(0, 100), problem }, { details: { field, position: 0 } })
  if (key === '__proto__') throw bad('a field may not have this name.')
  if (!key.includes('{{')) return key
  const parts = readParts(key, field)
  if (parts.some(part => 'expression' in part)) throw bad('the name of a field cannot be worked out.')
  return parts.map(part => ('text' in part ? part.text : '')).join('')
}

function readParts(string: string, field: string): Part[] {
  try {
    return scan(string)
  } catch (cause) {
    if (cause instanceof ScanProblem) throw badExpression(cause.expression, cause, { position: cause.position, field })
    throw cause
  }
}

function parseString(string: string, field: string, found: Found): Piece {
  if (!string.includes('{{')) return { fixed: string }
  const pieces = readParts(string, field).map((part): Piece => {
    if ('text' in part) return { fixed: part.text }
    const expression = parseExpression(part.expression, part.optional, { position: part.position, field })
    found.expressions.push(expression)
    return namesVariables(expression) && !found.isSecret(field) ? hideable(expression, field, found, [expression]) : expression
  })
  const [first] = pieces
  if (pieces.length === 1 && first !== undefined) return first
  return gather(pieces, results => join(results, string))
}

const namesVariables = (expression: Expression) => expression.paths.some(path => path.root === 'vars')

/** Gives what the scope wants shown instead, where it wants that. Without `of`, everything found so far in this field counts. */
function hideable(piece: Piece, field: string, found: Found, of?: Expression[]): Piece {
  const named = (of ?? found.expressions)
    .flatMap(expression => expression.paths)
    .filter(path => path.root === 'vars' && path.field === field)
  const evaluate = 'fixed' in piece ? () => piece.fixed : piece.evaluate
  const place = found.delicate.length
  found.delicate.push({ field, secret: of === undefined, vars: [...new Set(named.map(({ path }) => path[0] as string))], evaluate })
  return { immediate: 'fixed' in piece || piece.immediate, evaluate: scope => scope.hide?.(place) ?? evaluate(scope) }
}

const textOf = simple.get('string')?.implementation as (value: unknown) => string

function join(results: unknown[], string: string): string {
  let text = ''
  for (const result of results) {
    if (typeof result === 'string') text += result
    else if (result !== undefined && result !== null) text += textOf(result)
    if (text.length > limits.value)
      throw workflowErrors.expression_failed({ expression: string.slice(0, 100), problem: 'the text is larger than 10 MB.' })
  }
  return text
}

/** One piece of several. Waits only when one of them must be waited for. */
function gather(pieces: Piece[], build: (results: unknown[]) => unknown): Piece {
  if (pieces.every(piece => 'fixed' in piece)) return { fixed: build(pieces.map(piece => piece.fixed)) }
  const result = (piece: Piece, scope: Scope) => ('fixed' in piece ? piece.fixed : piece.evaluate(scope))
  if (pieces.every(piece => 'fixed' in piece || piece.immediate))
    return { immediate: true, evaluate: scope => build(pieces.map(piece => result(piece, scope))) }
  return {
    immediate: false,
    async evaluate(scope) {
      const results: unknown[] = []
      for (const piece of pieces) results.push(await result(piece, scope))
      return build(results)
    },
  }
}
