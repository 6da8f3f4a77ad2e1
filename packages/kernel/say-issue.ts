import type { z } from 'zod'

type Issue = z.core.$ZodIssue

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}
const bounded: Record<string, string> = { string: 'characters', array: 'entries', set: 'entries' }

/** The schema's complaint about one field, for the person who filled it in. A message that the schema's author wrote stays as it is. */
export function sayIssue(issue: Issue): string {
  if (!/^(Invalid|Too (small|big)|Unrecognized)/.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && /received undefined/.test(issue.message)
        ? 'This is required.'
        : `Expected ${kinds[issue.expected] ?? issue.expected}.`
    case 'invalid_value':
      return `Expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}.`
    case 'too_small':
      return sayBound(issue.origin, Number(issue.minimum), 'at least', issue.inclusive !== false)
    case 'too_big':
      return sayBound(issue.origin, Number(issue.maximum), 'at most', issue.inclusive !== false)
    case 'invalid_format':
      return issue.format === 'email'
        ? 'Expected an e-mail address.'
        : issue.format === 'url'
          ? 'Expected a web address.'
          : 'This is not written as it should be.'
    case 'invalid_union':
      return sayUnion(issue.errors)
    default:
      return 'This is not valid.'
  }
}

/** Where the value is of none of the kinds that may stand there: which those are, or that there is nothing. */
function sayUnion(branches: readonly Issue[][]): string {
  const firsts = branches.map(([first]) => first)
  const kindsTaken = firsts.flatMap(first => (first?.code === 'invalid_type' && first.path.length === 0 ? [first] : []))
  if (kindsTaken.length === 0 || kindsTaken.length < firsts.length) return 'This is not valid.'
  if (kindsTaken.some(({ message }) => /received undefined/.test(message))) return 'This is required.'
  return `Expected ${[...new Set(kindsTaken.map(({ expected }) => kinds[expected] ?? expected))].join(' or ')}.`
}

function sayBound(origin: string, bound: number, least: 'at least' | 'at most', inclusive: boolean): string {
  const what = bounded[origin]
  if (what && least === 'at least' && bound === 1) return 'This may not be empty.'
  if (what) return `Expected ${least} ${bound} ${what}.`
  return inclusive ? `Expected ${least} ${bound}.` : `Expected ${least === 'at least' ? 'more' : 'less'} than ${bound}.`
}
