/** The input that puts back what an update changed: the old value of every field that was given, null where there was none. */
export function changedBack<I extends { id: string }>(input: I, before: Record<string, unknown>): Record<string, unknown> & { id: string } {
  const back: Record<string, unknown> & { id: string } = { id: input.id }
  for (const field of Object.keys(input)) if (field !== 'id') back[field] = before[field] ?? null
  return back
}
