import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { Client } from 'pg'
import { storageErrors } from '../errors.ts'

interface RoleOptions {
  databaseUrl: string
  /** What only one process of this database may be at a time: `server` recovers what another one left, so there is one. */
  role: 'server'
  /** Told, with a sentence, when another process has the role after the connection was lost: this one must end. */
  lost(error: unknown): void
}

export interface HeldRole {
  release(): Promise<void>
}

/** Milliseconds. The lock of a process that was killed a moment ago goes when PostgreSQL notices. */
const patience = 5000
const pause = 250

/**
 * Holds an advisory lock on a connection of its own: PostgreSQL takes it back when the process dies. When the connection breaks (PostgreSQL was
 * started anew) the lock is taken again. @throws storage.role_taken
 */
export async function holdRole({ databaseUrl, role, lost }: RoleOptions): Promise<HeldRole> {
  let client: Client | undefined
  let over = false
  /** Taking it again, while that is under way. */
  let again = Promise.resolve()

  async function take(): Promise<void> {
    const connection = new Client({
      connectionString: databaseUrl,
      application_name: `atom ${role} ${hostname()}:${process.pid}`.slice(0, 63),
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    })
    connection.on('error', () => {})
    try {
      await connection.connect()
      // A machine that vanished is noticed within half a minute.
      await connection.query('set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3')
      const deadline = Date.now() + patience
      while (!(await tryLock(connection, role))) {
        if (Date.now() > deadline) throw storageErrors.role_taken({ role, holder: await holderOf(connection, role) })
        await setTimeout(pause)
      }
    } catch (error) {
      await connection.end().catch(() => {})
      throw error
    }
    client = connection
    connection.once('end', () => {
      again = takeAgain()
    })
  }

  async function takeAgain(): Promise<void> {
    client = undefined
    while (!over) {
      try {
        return await take()
      } catch (error) {
        if ((error as { code?: string }).code === 'storage.role_taken') return over ? undefined : lost(error)
        await setTimeout(1000, undefined, { ref: false })
      }
    }
  }

  await take()
  return {
    async release() {
      over = true
      // The lock may have been got a moment ago on a connection this has not heard of yet.
      await again
      await client?.end()
    },
  }
}

const lockOf = (role: string) => [`atom`, role]

async function tryLock(client: Client, role: string): Promise<boolean> {
  const { rows } = await client.query('select pg_try_advisory_lock(hashtext($1), hashtext($2)) as held', lockOf(role))
  return rows[0].held
}

/** `atom server nas:4711 at 10.0.0.7`, as far as this user may see it. */
async function holderOf(client: Client, role: string): Promise<string> {
  const { rows } = await client.query(
    `select a.application_name as name, host(a.client_addr) as address from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.granted and l.database = (select oid from pg_database where datname = current_database())
       and l.classid::bigint = hashtext($1)::bigint & 4294967295 and l.objid::bigint = hashtext($2)::bigint & 4294967295`,
    lockOf(role),
  )
  const [holder] = rows
  return holder ? [holder.name.replace(/^atom \w+ /, ''), holder.address].filter(Boolean).join(' at ') : 'another process'
}
