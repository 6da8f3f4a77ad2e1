import type { Context } from '@atom/kernel'
import { Client } from 'pg'
import { runBatch } from '../batch.ts'
import type { Signals } from '../storage.ts'

const channel = 'atom_signal'
/** Milliseconds between two attempts to listen again. */
const pause = 1000

/** Signals by LISTEN and NOTIFY, on a connection of their own that is opened with the first listener and opened again when it breaks. */
export class PostgresSignals implements Signals {
  readonly #databaseUrl: string
  readonly #listeners = new Set<(text: string | undefined) => void>()
  #client: Client | undefined
  #connecting = false
  #closed = false

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl
  }

  async send(ctx: Context, text: string): Promise<void> {
    await runBatch(ctx, [{ sql: `select pg_notify('${channel}', ?)`, parameters: [text] }])
  }

  hear(listener: (text: string | undefined) => void): () => void {
    this.#listeners.add(listener)
    void this.#connect()
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#client?.end().catch(() => {})
  }

  async #connect(): Promise<void> {
    if (this.#connecting || this.#client) return
    this.#connecting = true
    while (!this.#closed) {
      const client = new Client({ connectionString: this.#databaseUrl, application_name: 'atom signals', keepAlive: true })
      client.on('error', () => {})
      try {
        await client.connect()
        client.on('notification', ({ payload }) => this.#tell(payload))
        await client.query(`listen ${channel}`)
        client.once('end', () => {
          this.#client = undefined
          if (!this.#closed) void this.#connect()
        })
        this.#client = client
        break
      } catch {
        await client.end().catch(() => {})
        await new Promise(resolve => setTimeout(resolve, pause).unref())
      }
    }
    this.#connecting = false
    if (this.#closed) await this.#client?.end().catch(() => {})
    else this.#tell(undefined)
  }

  #tell(text: string | undefined): void {
    for (const listener of this.#listeners) listener(text)
  }
}
