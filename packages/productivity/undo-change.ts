import { writtenBy } from './adding-to.ts'

/** The input that puts back what an update changed: the old value of every field that was written, null where there was none. */
export function changedBack<I extends { id: string }>(input: I, before: Record<string, unknown>): Record<string, unknown> & { id: string } {
  const back: Record<string, unknown> & { id: string } = { id: input.id }
  for (const field of writtenBy(input)) back[field] = before[field] ?? null
  return back
}
