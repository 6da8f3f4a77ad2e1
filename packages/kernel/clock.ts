/** Where the time comes from; tests hand in their own. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is moved. */
export function manualClock(start: string): Clock & { set(iso: string): void; advance(milliseconds: number): void } {
  let time = Date.parse(start)
  return {
    now: () => new Date(time),
    set: iso => {
      time = Date.parse(iso)
    },
    advance: milliseconds => {
      time += milliseconds
    },
  }
}
