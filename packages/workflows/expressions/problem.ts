/** Why an expression has no answer, as the end of a sentence: “… could not be worked out: {problem}”. Turned into an AtomError where its text is known. */
export class ExpressionProblem extends Error {
  constructor(problem: string) {
    super(problem)
    this.name = 'ExpressionProblem'
  }
}

/** What JSONata throws: a plain object, its `message` filled in only by its own `evaluate`. */
interface JsonataFailure {
  code: string
  message?: string
  token?: string
  index?: number
  value?: unknown
  position?: number
}

const nameOf = (value: unknown): string => {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'string') return `the text “${value.slice(0, 40)}”`
  return typeof value === 'number' && Number.isNaN(value) ? 'not a number' : String(value)
}

/** Sentences for what happens often or has no words of its own; JSONata's own message does for the rest. */
const sentences: Record<string, (failure: JsonataFailure) => string> = {
  T2001: ({ token, value }) => `the left side of ${token} must be a number, and it is ${nameOf(value)}`,
  T2002: ({ token, value }) => `the right side of ${token} must be a number, and it is ${nameOf(value)}`,
  T2009: ({ token }) => `both sides of ${token} must be numbers, or both texts`,
  T2010: ({ token, value }) => `${token} compares numbers and texts, and one side is ${nameOf(value)}`,
  T1003: ({ value }) => `a field's name must be a text, and it is ${nameOf(value)}`,
  T1006: ({ token }) => `${token ? `“${token}”` : 'that'} is not a function`,
  T0410: ({ token, index, value }) => `argument ${index} of $${token} cannot be ${nameOf(value)}`,
  T0411: ({ token, value }) => `$${token} cannot work on ${nameOf(value)}`,
  T0412: ({ token, index }) => `argument ${index} of $${token} must be a list of one kind`,
  D1001: ({ value }) => `${nameOf(value)} is not a number that can be worked with`,
  D1002: ({ value }) => `- needs a number, and there is ${nameOf(value)}`,
  D1009: ({ value }) => `two fields have the name ${nameOf(value)}`,
  D1011: () => 'it calls itself too deeply',
  D1012: () => 'it takes too long and was stopped',
  D2014: () => 'it builds a list of more than 100,000 items',
  D2015: () => 'it builds a list of more than 100,000 items',
  D3001: () => 'a number without end cannot be a text',
  D3030: ({ value }) => `${nameOf(value)} is not a number`,
  D3060: ({ value }) => `there is no square root of ${nameOf(value)}`,
  D3061: () => 'the power is larger than a number can be',
  S0101: () => 'a text is not closed',
  S0105: () => 'a name in ` is not closed',
  S0106: () => 'a comment is not closed',
  S0203: failure => `${nameOf(failure.value)} is missing at its end`,
  S0207: () => 'it stops in the middle',
}

/** @returns why, without a full stop; nothing of the program itself */
export function problemOf(cause: unknown): string {
  if (cause instanceof ExpressionProblem) return cause.message
  if (cause instanceof RangeError) return /stack/i.test(cause.message) ? 'it calls itself too deeply' : 'it makes something too large'
  const failure = cause as JsonataFailure
  const say = typeof failure?.code === 'string' ? sentences[failure.code] : undefined
  if (say) return say(failure)
  if (typeof failure?.code === 'string' && failure.message) return failure.message.slice(0, 300).replace(/\.$/, '')
  return 'it cannot be worked out with these values'
}
