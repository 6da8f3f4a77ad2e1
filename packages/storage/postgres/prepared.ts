import type { QueryConfig } from 'pg'

/** A statement that comes so often is worth a plan kept on each connection; lists of every length would otherwise fill the server's memory. */
const often = 5
const mostNames = 500
const mostCounted = 5000

const names = new Map<string, string>()
const counts = new Map<string, number>()

/** The query, under a name once its statement has come often: PostgreSQL then parses it once a connection. */
export function prepared(sql: string, parameters: readonly unknown[]): QueryConfig {
  const name = names.get(sql) ?? nameFor(sql)
  return { text: sql, values: parameters as unknown[], ...(name === undefined ? {} : { name }) }
}

function nameFor(sql: string): string | undefined {
  if (names.size >= mostNames) return undefined
  const count = (counts.get(sql) ?? 0) + 1
  if (count < often) {
    if (counts.size >= mostCounted) counts.clear()
    counts.set(sql, count)
    return undefined
  }
  counts.delete(sql)
  const name = `atom_${names.size}`
  names.set(sql, name)
  return name
}
