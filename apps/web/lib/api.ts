/** A refused call, as RFC 9457 problem JSON tells it. `detail` is a sentence for the person. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly errors: { path: string; message: string }[]

  constructor(status: number, code: string, detail: string, errors: { path: string; message: string }[] = []) {
    super(detail)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.errors = errors
  }
}

/** The server could not be reached at all. */
export const unreachable = 'web.unreachable'

type Query = Record<string, string | number | boolean | string[] | undefined>

interface Options {
  query?: Query
  body?: unknown
  signal?: AbortSignal | undefined
  headers?: Record<string, string>
}

const address = (path: string, query: Query = {}) => {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) params.append(name, String(one))
  }
  const text = params.toString()
  return text ? `${path}?${text}` : path
}

async function refusal(answer: Response): Promise<ApiError> {
  const problem = (await answer.json().catch(() => ({}))) as {
    code?: string
    detail?: string
    title?: string
    message?: string
    errors?: { path: string; message: string }[]
  }
  const say = problem.detail ?? problem.message ?? problem.title ?? `The server answered ${answer.status}.`
  return new ApiError(answer.status, problem.code ?? String(answer.status), say, problem.errors)
}

/** One call to the server this page came from. @throws ApiError */
export async function call(method: string, path: string, { query, body, signal, headers }: Options = {}): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(address(path, query), {
      method,
      credentials: 'same-origin',
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiError(0, unreachable, 'ATOM cannot be reached. It will be tried again.')
  }
  if (!answer.ok) throw await refusal(answer)
  return answer
}

async function json<T>(method: string, path: string, options?: Options): Promise<T> {
  const answer = await call(method, path, options)
  const text = await answer.text()
  return (text ? JSON.parse(text) : undefined) as T
}

export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) => json<T>('GET', path, { ...(query ? { query } : {}), signal }),
  post: <T>(path: string, body: unknown = {}, signal?: AbortSignal) => json<T>('POST', path, { body, signal }),
  patch: <T>(path: string, body: unknown) => json<T>('PATCH', path, { body }),
  remove: <T>(path: string, query?: Query) => json<T>('DELETE', path, query ? { query } : {}),
  /** Runs one skill; the answer is its output. */
  invoke: async <T>(skill: string, input: Record<string, unknown> = {}) =>
    (await json<{ output: T }>('POST', `/api/skills/${encodeURIComponent(skill)}/invoke`, { body: input })).output,
}

/** The sentence to show for whatever was thrown. */
export const sentence = (error: unknown): string => {
  if (!(error instanceof ApiError)) return 'Something went wrong on this page. Try again.'
  const first = error.errors[0]
  return first && !error.message.includes(first.message) ? `${error.message} ${first.path}: ${first.message}` : error.message
}
