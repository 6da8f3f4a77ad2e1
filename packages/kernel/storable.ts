import { type FieldError, kernelErrors } from './errors.ts'

/** Deeper than any schema of ours. Below it, whatever walks a value by calling itself cannot run out of stack. */
const deepest = 100

/**
 * Refuses what could not be kept and given back as it came, before any schema looks at it: NUL (PostgreSQL has no place for it), half a
 * surrogate pair (it would become a question mark), and nesting without end. @throws kernel.invalid_input
 */
export function checkStorable(value: unknown): void {
  const error = faultIn(value, [])
  if (error)
    throw kernelErrors.invalid_input({ summary: error.path ? `${error.path}: ${error.message}` : error.message }, { errors: [error] })
}

function faultIn(value: unknown, path: string[]): FieldError | undefined {
  if (typeof value === 'string')
    return isText(value) ? undefined : { path: path.join('.'), message: 'This holds characters that are no text.' }
  if (value === null || typeof value !== 'object') return undefined
  if (path.length >= deepest) return { path: path.slice(0, 3).join('.'), message: `This is nested more than ${deepest} deep.` }
  for (const [key, part] of Object.entries(value)) {
    if (!isText(key)) return { path: path.join('.'), message: 'A name in here holds characters that are no text.' }
    const fault = faultIn(part, [...path, key])
    if (fault) return fault
  }
  return undefined
}

const isText = (text: string): boolean => text.isWellFormed() && !text.includes('\0')
