/** One measured number with what it should be: `aim` is a sentence, `met` whether it is so. */
export interface Figure {
  what: string
  value: string
  aim?: string
  met?: boolean
}

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en')} ms`
export const mb = (bytes: number): string => `${Math.round(bytes / 1e6).toLocaleString('en')} MB`

export const median = (values: number[]): number => percentile(values, 0.5)

/** The value below which this share of them lies. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** A heading and its figures in columns. */
export function print(heading: string, figures: Figure[]): void {
  const width = Math.max(...figures.map(({ what }) => what.length))
  const values = Math.max(...figures.map(({ value }) => value.length))
  process.stdout.write(`\n${heading}\n`)
  for (const { what, value, aim, met } of figures) {
    const verdict = aim ? `  aim: ${aim}${met === undefined ? '' : met ? ' ✓' : ' ✗ missed'}` : ''
    process.stdout.write(`  ${what.padEnd(width)}  ${value.padStart(values)}${verdict}\n`)
  }
}
