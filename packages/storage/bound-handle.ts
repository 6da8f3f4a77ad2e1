import { type CompiledQuery, type DatabaseConnection, type Dialect, Kysely, type QueryResult } from 'kysely'

/** How one database spells its queries, without a way to reach it. */
export type Spelling = Omit<Dialect, 'createDriver'>

const nothing = async () => {}
const refuse = async () => {
  throw new Error('This handle already is a transaction.')
}

export const noStream = () => {
  throw new Error('Read large results by pages.')
}

/** A handle whose queries all go to `run`; it brings no transactions of its own. Making one costs a microsecond. */
export function boundHandle<T>(spelling: Spelling, run: <R>(query: CompiledQuery) => Promise<QueryResult<R>>): Kysely<T> {
  const connection: DatabaseConnection = { executeQuery: run, streamQuery: noStream }
  const driver = {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: nothing,
    destroy: nothing,
  }
  return new Kysely<T>({ dialect: { ...spelling, createDriver: () => driver } })
}
