import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Clock,
  type Context,
  createOutboundHttp,
  EgressGuard,
  type EventSink,
  type JobQueue,
  newId,
  type Person,
  type Role,
  systemClock,
  type Via,
} from '@atom/kernel'
import type { Migration } from 'kysely/migration'
import { Client } from 'pg'
import { mergeMigrations, openStorage, type Storage, storageMigrations } from './index.ts'

export interface TestStorage extends Storage {
  /** Of PostgreSQL, for what brings its own connections. */
  databaseUrl: string | undefined
}

export interface TestDialect {
  name: 'sqlite' | 'postgres'
  /** A new database of its own with these migrations; gone when closed. */
  open(migrations?: Record<string, Migration>[]): Promise<TestStorage>
}

const open = async (migrations: Record<string, Migration>[], databaseUrl?: string, drop?: () => Promise<void>): Promise<TestStorage> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'atom-test-'))
  const storage = await openStorage({ dataDir, databaseUrl, migrations: mergeMigrations(storageMigrations, ...migrations) })
  const close = async () => {
    await storage.close()
    await drop?.()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { ...storage, databaseUrl, close }
}

const sqlite: TestDialect = { name: 'sqlite', open: (migrations = []) => open(migrations) }

const postgres = (server: string): TestDialect => ({
  name: 'postgres',
  async open(migrations = []) {
    const name = `t_${newId().replaceAll('-', '')}`
    const admin = async (statement: string) => {
      const client = new Client({ connectionString: server })
      await client.connect()
      await client.query(statement)
      await client.end()
    }
    await admin(`create database ${name} template template0`)
    const url = new URL(server)
    url.pathname = `/${name}`
    return open(migrations, url.href, () => admin(`drop database ${name} with (force)`))
  },
})

const server = process.env.ATOM_TEST_POSTGRES
if (!server) console.warn('SKIPPED: no ATOM_TEST_POSTGRES, so nothing is tested on PostgreSQL here.')

/** The databases every storage test runs on. */
export const dialects: TestDialect[] = server ? [sqlite, postgres(server)] : [sqlite]

interface TestContextOptions {
  workspaceId?: string
  person?: Partial<Person>
  role?: Role
  via?: Via
  clock?: Clock
  /** Nobody hears of events, and no job runs, unless told. */
  events?: EventSink
  jobs?: JobQueue
  invoke?: Context['invoke']
}

/** A context as the server would make it for one person. */
export function testContext(storage: Storage, options: TestContextOptions = {}): Context {
  const person = { id: newId(), name: 'Ana', email: 'ana@example.test', timeZone: 'Europe/Berlin', locale: 'en-GB', ...options.person }
  const quiet = () => {}
  return {
    workspaceId: options.workspaceId ?? newId(),
    person,
    role: options.role ?? 'owner',
    via: options.via ?? 'api',
    actor: `person:${person.id}`,
    clock: options.clock ?? systemClock,
    signal: new AbortController().signal,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    http: createOutboundHttp(new EgressGuard({ allow: [] })),
    store: storage.root,
    events: options.events ?? { publish: async () => {} },
    jobs: options.jobs ?? { enqueue: async () => newId(), cancel: async () => false },
    invoke:
      options.invoke ??
      (async () => {
        throw new Error('This test has no invoke.')
      }),
  }
}
