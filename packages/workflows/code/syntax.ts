import { Script } from 'node:vm'

const known = new Map<string, string | undefined>()

/** Why this cannot be read as the body of an async function, in words and with its line; nothing when it can. It is read, never run. */
export function syntaxProblem(source: string): string | undefined {
  if (!known.has(source)) {
    if (known.size >= 100) known.clear()
    known.set(source, read(source))
  }
  return known.get(source)
}

function read(source: string): string | undefined {
  try {
    new Script(`(async function (input) {${source}\n})`, { filename: 'code.js' })
    return undefined
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const line = Number(/^code\.js:(\d+)/.exec(error.stack ?? '')?.[1])
    if (line > source.split('\n').length) return 'This is no JavaScript: it ends before everything that was opened is closed.'
    return `This is no JavaScript: ${error.message}${line ? ` (line ${line})` : ''}.`
  }
}
