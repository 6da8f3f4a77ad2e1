import createClient, { type Client, type ClientOptions } from 'openapi-fetch'
import type { components, paths } from './generated/api.ts'

export type { components, paths }
/** RFC 9457, as every error answers. */
export type Problem = components['schemas']['Problem']
export type AtomClient = Client<paths>

/**
 * The API of ATOM, typed by its own OpenAPI document. From a page of the same origin it needs nothing; from elsewhere give `baseUrl` and an API key:
 * `createAtomClient({ baseUrl: 'http://localhost:5058', headers: { authorization: 'Bearer atom_…' } })`. Calls answer `{data}` or `{error}` and never throw on a status.
 */
export const createAtomClient = (options: ClientOptions = {}): AtomClient => createClient<paths>(options)
