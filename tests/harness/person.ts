import { type Answer, type Anything, type RequestOptions, type Server, send } from './server.ts'

export interface Person {
  email: string
  password: string
  name: string
  /** The session, ready for a `cookie` header. */
  cookie: string
  /** An API key of the person's workspace. */
  key: string
  /** A request as this person, by key. */
  api<Body = Anything>(path: string, options?: RequestOptions): Promise<Answer<Body>>
  /** A request as this person's browser: by cookie, with the Origin of the page. */
  browse<Body = Anything>(path: string, options?: RequestOptions): Promise<Answer<Body>>
  /** Runs a skill by key and gives its output. @throws with the problem when the answer is not 200 */
  invoke<Output = Anything>(skill: string, input?: unknown): Promise<Output>
  /** One chat message by key, answered as JSON. */
  chat(text: string, sessionId?: string): Promise<ChatAnswer>
}

export interface ChatAnswer {
  sessionId: string
  text: string
  calls: { skill: string; input: Anything; output?: Anything; error?: Anything; approval?: Anything }[]
}

let count = 0

/** Signs up a new person, who gets a workspace of their own or joins that of an invitation's token, and makes an API key. */
export async function person(server: Server, name = 'Ana Reyes', invitation?: string): Promise<Person> {
  const email = `${name.toLowerCase().replaceAll(/\W+/g, '.')}.${++count}@example.com`
  const password = `long enough ${count} ${name}`
  const signedUp = await server.request('/api/auth/sign-up/email', {
    body: { name, email, password, ...(invitation && { invitation }) },
    headers: { origin: server.url },
  })
  if (signedUp.status !== 200) throw new Error(`Sign-up answered ${signedUp.status}: ${JSON.stringify(signedUp.body)}`)
  const cookie = cookieOf(signedUp)
  const browse: Person['browse'] = (path, options = {}) =>
    send(server.url + path, { ...options, headers: { cookie, origin: server.url, ...options.headers } })
  const made = await browse('/api/keys', { body: { name: 'tests' } })
  if (made.status !== 201) throw new Error(`Making an API key answered ${made.status}: ${JSON.stringify(made.body)}`)
  const { key } = made.body
  const api: Person['api'] = (path, options = {}) =>
    send(server.url + path, { ...options, headers: { authorization: `Bearer ${key}`, ...options.headers } })

  return {
    email,
    password,
    name,
    cookie,
    key,
    api,
    browse,
    async invoke(skill, input = {}) {
      const answer = await api(`/api/skills/${skill}/invoke`, { body: input })
      if (answer.status !== 200) throw new Error(`${skill} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
      return answer.body.output
    },
    async chat(text, sessionId) {
      const answer = await api('/api/chat', { body: { text, ...(sessionId && { sessionId }) }, headers: { accept: 'application/json' } })
      if (answer.status !== 200) throw new Error(`The chat answered ${answer.status}: ${JSON.stringify(answer.body)}`)
      return answer.body
    },
  }
}

/** The cookies an answer sets, as a browser would send them back. */
export const cookieOf = (answer: Answer): string =>
  answer.headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ')
