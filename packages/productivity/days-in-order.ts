import { productivityErrors } from './errors.ts'

/** A first and a last day that are given are in order. @throws productivity.from_after_to */
export function daysInOrder(from: string | undefined, to: string | undefined): void {
  if (from !== undefined && to !== undefined && from > to) throw productivityErrors.from_after_to({ from, to })
}
