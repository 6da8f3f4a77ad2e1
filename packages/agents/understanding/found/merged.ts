import { type Now, plusDays, wallElsewhere } from '../time/civil.ts'
import type { Moment, TimeSpan } from '../time/span.ts'

/** What the spans say together; `part` is that of "every morning", which tells six in the morning from six in the evening. */
export function merged(spans: TimeSpan[], part: Moment['part']): Moment | undefined {
  if (spans.length === 0) return undefined
  const moment: Moment = {}
  for (const span of spans) {
    const from = span.moment as Moment
    if (from.day && !moment.day)
      Object.assign(moment, { day: from.day, ...(from.last ? { last: from.last } : {}), ...(from.pick ? { pick: from.pick } : {}) })
    if (from.part && !moment.part) moment.part = from.part
    if (from.exact) moment.exact = true
    if (from.zone && !moment.zone) moment.zone = from.zone
    if (from.minute !== undefined && (moment.minute === undefined || !from.part)) {
      moment.minute = from.minute
      if (from.loose) moment.minute = inPart(from.minute, moment.part ?? part)
    }
  }
  return moment
}

/** An hour without am or pm in the part of the day that was said. */
function inPart(minute: number, part: Moment['part']): number {
  if (part === 'morning') return minute >= 780 ? minute - 720 : minute
  return part && minute < 720 ? minute + 720 : minute
}

/** What the person's own wall shows at an hour said in another zone; the next such time where no day was said. */
export function atHome(moment: Moment, now: Now, keepsDay: boolean): Moment {
  const { zone, ...rest } = moment
  if (!zone || !now.zone || moment.minute === undefined) return rest
  const there = wallElsewhere(now.day, now.minute, now.zone, zone)
  const said = moment.pick ?? moment.day ?? (moment.minute > there.minute ? there.day : plusDays(there.day, 1))
  const { pick: _, last: __, ...plain } = rest
  const home = wallElsewhere(said, moment.minute, zone, now.zone)
  // A record that exists keeps its own day.
  return keepsDay ? { ...plain, minute: home.minute, loose: false } : { ...plain, ...home, loose: false }
}
