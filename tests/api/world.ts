import { openScriptedModel, type ScriptedModel } from '@atom/models/testing'
import { Client } from 'pg'
import { expect } from 'vitest'
import { type Person, person } from '../harness/person.ts'
import { type Answer, type Anything, type Server, type ServerOptions, startServer } from '../harness/server.ts'

/** A running server with four people: an owner, a viewer and a member of her workspace, and somebody of another one. */
export interface World {
  server: Server
  /** What the server was told of its database. */
  env: Record<string, string>
  ana: Person
  vic: Person
  max: Person
  eve: Person
  stop(): Promise<void>
}

export interface Database {
  name: 'sqlite' | 'postgres'
  /** A new, empty database: settings for the server, and its end. */
  create(): Promise<{ env: Record<string, string>; drop(): Promise<void> }>
}

const postgresUrl = process.env.ATOM_TEST_POSTGRES
if (!postgresUrl) console.warn('SKIPPED: no ATOM_TEST_POSTGRES, so the API is not tested on PostgreSQL here.')

let count = 0
const postgres = (admin: string): Database => ({
  name: 'postgres',
  async create() {
    const name = `api_${process.pid}_${++count}`
    const run = async (statement: string) => {
      const client = new Client({ connectionString: admin })
      await client.connect()
      await client.query(statement)
      await client.end()
    }
    await run(`create database ${name} template template0`)
    const url = new URL(admin)
    url.pathname = `/${name}`
    return { env: { ATOM_DATABASE_URL: url.href }, drop: () => run(`drop database ${name} with (force)`) }
  },
})

/** What the API is tested on. */
export const databases: Database[] = [
  { name: 'sqlite', create: async () => ({ env: {}, drop: async () => {} }) },
  ...(postgresUrl ? [postgres(postgresUrl)] : []),
]

export async function startWorld({
  database = databases[0] as Database,
  ...options
}: ServerOptions & { database?: Database } = {}): Promise<World> {
  const { env, drop } = await database.create()
  const server = await startServer({ ...options, env: { ...env, ...options.env } })
  const ana = await person(server)
  const join = async (name: string, role: string) => {
    const invited = await ana.api('/api/invitations', { body: { role } })
    return person(server, name, invited.body.token)
  }
  return {
    server,
    env,
    ana,
    vic: await join('Vic Viewer', 'viewer'),
    max: await join('Max Member', 'member'),
    eve: await person(server, 'Eve Stone'),
    async stop() {
      await server.stop()
      await drop()
    },
  }
}

/** Is this the problem RFC 9457 and our promise ask for? */
export function expectProblem(answer: Answer<Anything>, status: number, code?: string): void {
  expect({ status: answer.status, body: answer.body }).toEqual({
    status,
    body: expect.objectContaining({
      type: expect.stringMatching(/^urn:atom:/),
      title: expect.any(String),
      status,
      code: code ?? expect.any(String),
      detail: expect.stringMatching(/\S/),
    }),
  })
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
}

/** Asks until the answer is what is waited for. */
export async function eventually<T>(ask: () => Promise<T | undefined>, seconds = 10): Promise<T> {
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await new Promise(resolve => setTimeout(resolve, 50))) {
    const found = await ask()
    if (found !== undefined) return found
  }
  throw new Error(`It did not happen within ${seconds} s.`)
}

/** The same with a language model that says what it is told to. */
export async function startModelWorld(): Promise<World & { model: ScriptedModel }> {
  const model = await openScriptedModel()
  const world = await startWorld({ env: { ATOM_MODEL_BASE_URL: model.url, ATOM_MODEL: 'scripted', ATOM_MODEL_API_KEY: 'sk-scripted' } })
  return {
    ...world,
    model,
    stop: async () => {
      await world.stop()
      await model.close()
    },
  }
}
