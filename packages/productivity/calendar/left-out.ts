/** An event of a calendar text that was not kept. */
export interface LeftOut {
  title: string
  reason: string
}

/** Left-out events told of at most. */
const toldOf = 50

/** Counts an event that is not kept, and says why. */
export function leftOut(result: { skipped: number; left: LeftOut[] }, title: string, reason: string): void {
  result.skipped++
  if (result.left.length < toldOf) result.left.push({ title: title.slice(0, 200), reason })
}

/** Two counts as one. */
export const bothLeft = (a: LeftOut[], b: LeftOut[]): LeftOut[] => [...a, ...b].slice(0, toldOf)
