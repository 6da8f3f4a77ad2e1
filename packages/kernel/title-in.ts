/** What a person would call this record. */
export const titleIn = (value: unknown): string | undefined => {
  if (!value || typeof value !== 'object') return undefined
  const { title, name } = value as { title?: unknown; name?: unknown }
  return typeof title === 'string' && title !== '' ? title : typeof name === 'string' && name !== '' ? name : undefined
}
