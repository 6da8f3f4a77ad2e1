import { type CompiledQuery, InsertQueryNode, type QueryResult, ValuesNode } from 'kysely'
import type { PoolClient } from 'pg'
import { storageErrors } from '../errors.ts'
import { checkOnlyReads, mayNotWrite } from '../only-reads.ts'
import { prepared } from './prepared.ts'
import { resultOf } from './result-of.ts'
import { sendTogether } from './send-together.ts'

/** So many inserts may be under way unheard: more would wait in memory. */
const mostUnheard = 100

/**
 * One transaction on one connection, whose round trips are spared where the answer is known: `begin` goes with the first statement, and a plain
 * insert is not waited for, because it makes the rows it names or fails. Its failure is told by whatever is asked next, at the latest by
 * `commit`; PostgreSQL keeps nothing of a transaction in which a statement failed.
 */
export class PostgresTransaction {
  readonly #client: PoolClient
  #over = false
  #unheard = 0
  /** What went wrong first: to all that follows PostgreSQL says only that something did. */
  #failure: { error: unknown } | undefined

  constructor(client: PoolClient) {
    this.#client = client
    sendTogether(client)
    this.#heardLater(client.query('begin isolation level repeatable read'))
  }

  /** @throws storage.outside_transaction after its end */
  run = async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
    if (this.#over) throw storageErrors.outside_transaction()
    sendTogether(this.#client)
    const sent = this.#client.query(prepared(query.sql, query.parameters))
    const inserted = rowsInserted(query)
    if (inserted !== undefined && this.#unheard < mostUnheard) {
      this.#heardLater(sent)
      return { rows: [], numAffectedRows: BigInt(inserted) }
    }
    try {
      const result = await sent
      if (isRollBackToSavepoint(query)) this.#failure = undefined
      return resultOf<R>(result)
    } catch (error) {
      throw this.#first(error)
    }
  }

  /**
   * The same for who may only read. A statement that is not certain to read runs in a savepoint that is read-only and is taken back after it;
   * all of it goes out together, and a refusal leaves the transaction as it was. @throws kernel.read_only
   */
  read = async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
    if (checkOnlyReads(query).certain) return this.run<R>(query)
    if (this.#over) throw storageErrors.outside_transaction()
    sendTogether(this.#client)
    const around = [this.#client.query('savepoint reading'), this.#client.query('set transaction read only')]
    const sent = this.#client.query(prepared(query.sql, query.parameters))
    around.push(this.#client.query('rollback to savepoint reading'), this.#client.query('release savepoint reading'))
    const [result, ...others] = await Promise.allSettled([sent, ...around])
    const broken = others.find(other => other.status === 'rejected')
    if (broken) throw this.#first(broken.reason)
    if (result.status === 'fulfilled') return resultOf<R>(result.value)
    throw wrote(result.reason) ? mayNotWrite(result.reason) : result.reason
  }

  /** @throws what failed first; then nothing was written */
  async commit(): Promise<void> {
    this.#over = true
    sendTogether(this.#client)
    const { command } = await this.#client.query('commit').catch(error => {
      throw this.#first(error)
    })
    if (command !== 'COMMIT') throw this.#first(new Error('PostgreSQL took the transaction back.'))
  }

  async rollBack(): Promise<void> {
    this.#over = true
    await this.#client.query('rollback')
  }

  #heardLater(sent: Promise<unknown>): void {
    this.#unheard++
    sent.then(
      () => this.#unheard--,
      error => {
        this.#unheard--
        this.#first(error)
      },
    )
  }

  #first(error: unknown): unknown {
    this.#failure ??= { error }
    return this.#failure.error
  }
}

/** How many rows a plain insert makes; undefined for any other query, and for inserts that may make fewer or give something back. */
function rowsInserted({ query }: CompiledQuery): number | undefined {
  if (!InsertQueryNode.is(query) || query.returning || query.onConflict || query.with) return undefined
  return query.values && ValuesNode.is(query.values) ? query.values.values.length : undefined
}

const isRollBackToSavepoint = ({ sql }: CompiledQuery): boolean => sql.startsWith('rollback to savepoint')

/** The shape of a table changed under a prepared statement (`0A000`): the connection that holds it is replaced. */
export const discards = (error: unknown): Error | undefined =>
  error instanceof Error && (error as { code?: string }).code === '0A000' ? error : undefined

/** A statement that writes met a transaction that only reads. */
export const wrote = (error: unknown): boolean => (error as { code?: string })?.code === '25006'
