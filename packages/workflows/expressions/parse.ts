import jsonata from 'jsonata'
import { type Analysis, analyse } from './analyse.ts'
import type { Node } from './ast.ts'
import { type Compiled, compile } from './compile.ts'
import { limits } from './limits.ts'
import { LinearRegex } from './linear-regex.ts'
import { prepare } from './run-jsonata.ts'
import type { Scope } from './scope.ts'

/** What an expression is, wherever it stands. */
export interface Parsed {
  paths: Analysis['paths']
  /** It hands a value on as it stands in the scope: others make one, which is weighed. */
  handsOn: boolean
  /** Answers at once; otherwise JSONata's own evaluator has to. */
  run: { compiled: Compiled } | { jsonata(scope: Scope): Promise<unknown> }
}

const options = {
  timeout: limits.clock,
  stack: limits.stack,
  sequence: limits.sequence,
  RegexEngine: LinearRegex as unknown as RegExpConstructor,
}

/**
 * How many are kept. JSONata's parser takes 0.15 ms an expression, and a graph is looked at several times each time it is saved. What stays for
 * JSONata's evaluator holds some 18 KB, its tree and all, so fewer of those.
 */
const mostCompiled = 5000
const mostOthers = 500
const compiledOnes = new Map<string, Parsed>()
const others = new Map<string, Parsed>()

/** @throws what JSONata's parser throws, or ExpressionProblem */
export function parseText(text: string): Parsed {
  const plain = parsePlain(text)
  if (plain) return plain
  for (const kept of [compiledOnes, others]) {
    const known = kept.get(text)
    if (!known) continue
    kept.delete(text)
    kept.set(text, known)
    return known
  }
  const parsed = parseByJsonata(text)
  const [kept, most] = 'compiled' in parsed.run ? [compiledOnes, mostCompiled] : [others, mostOthers]
  kept.set(text, parsed)
  if (kept.size > most) kept.delete(kept.keys().next().value as string)
  return parsed
}

function parseByJsonata(text: string): Parsed {
  const expression = jsonata(text, options)
  const ast = expression.ast() as unknown as Node
  const analysis = analyse(ast)
  const compiled = compile(ast)
  const run = compiled ? { compiled } : { jsonata: prepare(expression, analysis) }
  return { paths: analysis.paths, handsOn: ast.type === 'path', run }
}

/** Names with dots between them: most of all expressions, for which no parser is needed. */
const dotted = /^\s*[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\s*$/
/** Words that are more than a name to JSONata. */
const words = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function'])
const longest = 500

function parsePlain(text: string): Parsed | undefined {
  if (text.length > longest || !dotted.test(text)) return undefined
  const names = text.trim().split('.')
  if (names.some(name => words.has(name))) return undefined
  const ast: Node = { type: 'path', steps: names.map(value => ({ type: 'name', value })) }
  const { paths } = analyse(ast)
  return { paths, handsOn: true, run: { compiled: compile(ast) as Compiled } }
}
