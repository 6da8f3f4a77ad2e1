/** Labels as they are kept: trimmed, without their #, each once whatever its case, in the order given. */
export function tidyLabels(labels: readonly string[]): string[] {
  const byKey = new Map<string, string>()
  for (const label of labels) {
    const text = label.trim().replace(/^#+(?=.)/, '')
    if (text && !byKey.has(text.toLowerCase())) byKey.set(text.toLowerCase(), text)
  }
  return [...byKey.values()]
}

/** The columns of a record's labels: as written, and as looked for. */
export const labelColumns = (labels: readonly string[]) => {
  const tidy = tidyLabels(labels)
  return { labels: JSON.stringify(tidy), label_key: `|${tidy.map(keyOf).join('|')}|` }
}

const keyOf = (label: string): string => label.replaceAll('|', ' ').toLowerCase()

/** What `label_key` holds where a record has this label. */
export const labelPattern = (label: string): string => `|${keyOf(label.trim().replace(/^#+(?=.)/, ''))}|`

/** Labels of a row; most have none. */
export const labelsOf = (row: { labels: string }): string[] => (row.labels === '[]' ? [] : (JSON.parse(row.labels) as string[]))
