/** Whether trying again can help: never, as the caller's policy says, or after so many milliseconds. The thrower knows; callers only obey. */
export type Retry = 'never' | 'policy' | { after: number }

interface ErrorSpec {
  /** HTTP status of the problem answer. */
  status: number
  retry: Retry
  /** A sentence a person can act on; `{name}` is filled from the values given. */
  say: string
  /** See `AtomError.nothingDone`. */
  nothingDone?: boolean
}

type Values = Record<string, string | number | undefined>

/** Path and message of one invalid field, as in RFC 9457's `errors` extension. */
export interface FieldError {
  path: string
  message: string
}

interface AtomErrorOptions {
  cause?: unknown
  details?: Record<string, unknown>
  errors?: FieldError[]
  retry?: Retry
  /** Of a failed call to the outside: it is certain that it changed nothing there. */
  nothingDone?: boolean
}

const brand = Symbol.for('atom.error')

/** Every error ATOM means to show. `code` is stable, `message` is for a person, `details` for a program, `cause` for the log only. */
export class AtomError extends Error {
  readonly code: string
  readonly status: number
  readonly retry: Retry
  readonly details: Record<string, unknown>
  readonly errors: FieldError[] | undefined
  /** Of a failed call to the outside: it is certain that it changed nothing there. */
  readonly nothingDone: boolean
  readonly [brand] = true

  constructor(code: string, status: number, message: string, options: AtomErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.name = 'AtomError'
    this.code = code
    this.status = status
    this.retry = options.retry ?? 'never'
    this.details = options.details ?? {}
    this.errors = options.errors
    this.nothingDone = options.nothingDone ?? false
  }

  /** Holds across two copies of this package, where `instanceof` would not. */
  static is(value: unknown): value is AtomError {
    return typeof value === 'object' && value !== null && brand in value
  }
}

/**
 * One registry per package: `defineErrors('task', { not_found: {…} })` gives `errors.not_found({ id })` with code `task.not_found`.
 * Names missing from the values stay visible as `{name}`, so that a forgotten one is seen in a test.
 */
export function defineErrors<const Specs extends Record<string, ErrorSpec>>(scope: string, specs: Specs) {
  const make =
    (name: string, spec: ErrorSpec) =>
    (values: Values = {}, options: AtomErrorOptions = {}) => {
      const message = spec.say.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole))
      return new AtomError(`${scope}.${name}`, spec.status, message, {
        retry: spec.retry,
        ...(spec.nothingDone ? { nothingDone: true } : {}),
        ...options,
        details: { ...values, ...options.details },
      })
    }
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, make(name, spec)])) as {
    [K in keyof Specs]: (values?: Values, options?: AtomErrorOptions) => AtomError
  }
}

/** The kernel's own errors: what `skills.invoke` and the outbound client may answer. */
export const kernelErrors = defineErrors('kernel', {
  invalid_input: { status: 400, retry: 'never', say: 'That input is not valid: {summary}' },
  invalid_output: { status: 500, retry: 'never', say: '“{skill}” answered something it should not have. Nothing was saved.' },
  unknown_skill: { status: 404, retry: 'never', say: 'There is no skill called “{skill}”.' },
  not_found: { status: 404, retry: 'never', say: 'No {what} like “{words}” was found.' },
  ambiguous: { status: 409, retry: 'never', say: 'Several {what}s match “{words}”: {candidates}. Which one?' },
  forbidden: { status: 403, retry: 'never', say: '{role} may not do this: {skill}.' },
  denied_by_policy: { status: 403, retry: 'never', say: 'A policy of this workspace forbids {skill}.' },
  timed_out: { status: 504, retry: 'policy', say: '“{skill}” took longer than {seconds} s and was stopped.' },
  cancelled: { status: 499, retry: 'never', say: '“{skill}” was cancelled.' },
  idempotency_conflict: { status: 409, retry: 'never', say: 'This Idempotency-Key was used with another request. Use a new key.' },
  idempotency_running: {
    status: 409,
    retry: { after: 1000 },
    say: 'The first request with this Idempotency-Key is still running. Try again in a moment.',
  },
  interrupted: {
    status: 409,
    retry: 'never',
    say: 'The first request with this Idempotency-Key was interrupted, and nobody knows whether it was done. Look, then use a new key.',
  },
  read_only: { status: 500, retry: 'never', say: '“{skill}” reads, so it may not {attempt}.' },
  fault: { status: 500, retry: 'policy', say: 'ATOM_FAULT made this fail at {point}.' },
  invalid_config: { status: 500, retry: 'never', say: '{name} is not valid: {problem}' },
  other_origin: {
    status: 403,
    retry: 'never',
    say: '{host} was not called: only {origin} is allowed here.',
    nothingDone: true,
  },
  closed_address: {
    status: 403,
    retry: 'never',
    say: 'ATOM never calls {host}: link-local and multicast addresses and those where a cloud keeps its secrets are closed.',
    nothingDone: true,
  },
  egress_refused: {
    status: 403,
    retry: 'never',
    say: 'ATOM may not call {host}: {reason}. An operator can allow it with ATOM_EGRESS_ALLOW.',
    nothingDone: true,
  },
  unreachable: { status: 502, retry: 'policy', say: '{host} could not be reached: {reason}.' },
  outside_timed_out: { status: 504, retry: 'policy', say: '{host} did not answer within {seconds} s.' },
  answer_too_large: { status: 502, retry: 'never', say: 'The answer of {host} is larger than {limit}.' },
})
