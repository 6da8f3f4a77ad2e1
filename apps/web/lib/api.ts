import { createAtomClient, type paths } from '@atom/client'

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
const unreachable = 'web.unreachable'

type Query = Record<string, string | number | boolean | string[] | undefined>

interface Options {
  /** What is empty is left out. */
  query?: Query
  body?: unknown
  signal?: AbortSignal | undefined
  headers?: Record<string, string>
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
/** `/api/tasks/{id}` with something in the place of its parameter. */
type Filled<P extends string> = P extends `${infer Before}{${string}}${infer After}` ? `${Before}${string}${Filled<After>}` : P
type Declared<M extends Method> = {
  [P in keyof paths & string]: paths[P] extends { [K in M]: infer Operation } ? ([Operation] extends [undefined] ? never : P) : never
}[keyof paths & string]
/** An address the server has for this method, by its own OpenAPI document; and the one of better-auth that the app asks. */
export type Address<M extends Method> = Filled<Declared<M>> | (M extends 'get' ? '/api/auth/get-session' : never)

const client = createAtomClient({ credentials: 'same-origin', fetch: request => fetch(request) })

function refusal(status: number, error: unknown): ApiError {
  const problem = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: string
    detail?: string
    title?: string
    message?: string
    errors?: { path: string; message: string }[]
  }
  const say = problem.detail ?? problem.message ?? problem.title ?? `The server answered ${status}.`
  return new ApiError(status, problem.code ?? String(status), say, problem.errors)
}

/** One call to the server this page came from; the answer's body is not read yet. @throws ApiError */
export async function call<M extends Method>(
  method: M,
  path: Address<M>,
  { query = {}, body, signal, headers }: Options = {},
): Promise<Response> {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== ''))
  const options = {
    params: { query: given },
    body,
    signal,
    headers: { accept: 'application/json', ...headers },
    parseAs: 'stream' as const,
    // A text is sent as it is: a file, not JSON.
    ...(typeof body === 'string' ? { bodySerializer: (text: unknown) => text } : {}),
  }
  let answer: { error?: unknown; response: Response }
  try {
    answer = await client.request(method, path as never, options as never)
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ApiError(0, unreachable, 'ATOM cannot be reached. Try again when it is back.')
  }
  if (!answer.response.ok) throw refusal(answer.response.status, answer.error)
  return answer.response
}

/** What a call did, and the id by which the skill `undo` takes it back, where that can be. */
export interface Done<T = unknown> {
  output: T
  undoId: string | undefined
}

async function act<T, M extends Method>(method: M, path: Address<M>, options?: Options): Promise<Done<T>> {
  const answer = await call(method, path, options)
  const text = await answer.text()
  return { output: (text ? JSON.parse(text) : undefined) as T, undoId: answer.headers.get('atom-undo') ?? undefined }
}

const json = async <T, M extends Method>(method: M, path: Address<M>, options?: Options): Promise<T> =>
  (await act<T, M>(method, path, options)).output

export const api = {
  get: <T>(path: Address<'get'>, query: Query = {}, signal?: AbortSignal) => json<T, 'get'>('get', path, { query, signal }),
  post: <T>(path: Address<'post'>, body: unknown = {}, signal?: AbortSignal) => json<T, 'post'>('post', path, { body, signal }),
  put: <T>(path: Address<'put'>, body: unknown) => json<T, 'put'>('put', path, { body }),
  patch: <T>(path: Address<'patch'>, body: unknown) => json<T, 'patch'>('patch', path, { body }),
  remove: <T>(path: Address<'delete'>, query: Query = {}) => json<T, 'delete'>('delete', path, { query }),
  /** The same calls, for what the person may want to take back. */
  act: {
    /** `key`: an Idempotency-Key, for what may be sent again. */
    post: <T>(path: Address<'post'>, body: unknown = {}, key?: string) =>
      act<T, 'post'>('post', path, { body, ...(key ? { headers: { 'idempotency-key': key } } : {}) }),
    patch: <T>(path: Address<'patch'>, body: unknown) => act<T, 'patch'>('patch', path, { body }),
    remove: <T>(path: Address<'delete'>, query: Query = {}) => act<T, 'delete'>('delete', path, { query }),
  },
  /** Runs one skill; the answer is its output. */
  invoke: async <T>(skill: string, input: Record<string, unknown> = {}) =>
    (await api.post<{ output: T }>(`/api/skills/${encodeURIComponent(skill)}/invoke`, input)).output,
}

/** The sentence to show for whatever was thrown. */
export const sentence = (error: unknown): string => {
  if (!(error instanceof ApiError)) return 'Something went wrong on this page. Try again.'
  const first = error.errors[0]
  return first && !error.message.includes(first.message) ? `${error.message} ${first.path}: ${first.message}` : error.message
}
