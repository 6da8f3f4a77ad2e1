import type { Profile } from '../model/profile.ts'
import { type Clause, type Extraction, hide, put } from './extraction.ts'

/**
 * "move this Friday's class to 10", "only on Friday the class is at 8": which date of what repeats, beside the time it gets. Takes the day out of the
 * times that are left and gives it back, so that an hour alone is one of that day.
 */
export function fillOccurrence(profile: Profile, clause: Clause, extraction: Extraction): string | undefined {
  const field = profile.fields.find(({ meaning }) => meaning.kind === 'occurrence')
  if (!field || !profile.key || profile.reads) return undefined
  const word = (at: number): string => clause.tokens[at]?.lower ?? ''
  for (const span of clause.times) {
    const day = span.moment?.day
    if (!day || span.moment?.last || span.rule || span.end || span.denied || span.moment?.minute !== undefined) continue
    const owns = word(span.to) === "'s"
    let from = span.from
    const only = /^(just|only)$/
    while (only.test(word(from - 1)) || /^(on|for|the)$/.test(word(from - 1))) from--
    const said = clause.tokens.slice(from, span.core).some(token => only.test(token.lower))
    const after = only.test(word(span.to))
    if (!owns && !said && !after) continue
    // Something else must say what becomes of it.
    if (!clause.times.some(other => other !== span && other.moment && !other.denied)) continue
    put(extraction, field.name, day)
    hide(extraction, said ? from : span.from, owns || after ? span.to + 1 : span.to)
    return day
  }
  return undefined
}
