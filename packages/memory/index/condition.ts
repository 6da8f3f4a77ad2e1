/** A text as a literal of LanceDB's filters, which are SQL text. The one place that quotes. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** `column in (…)`; of no values, never true. */
export const oneOf = (column: string, values: readonly string[]): string =>
  values.length === 0 ? 'false' : `${column} in (${values.map(quoted).join(',')})`
