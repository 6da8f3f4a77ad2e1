/** What counts as true in a condition: `true`, numbers but 0, text but empty and “false”, lists and objects with something in them. */
export function truth(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '' && value.trim().toLowerCase() !== 'false'
  if (Array.isArray(value)) return value.some(truth)
  if (value && typeof value === 'object') return Object.keys(value).length > 0
  return Boolean(value)
}
