import type { Field, Profile } from '../model/profile.ts'
import { stem } from '../text/words.ts'
import type { Clause, Extraction } from './extraction.ts'

/** "extend the choir to 5pm": with such a verb the time is that of the end, where no other end is said. */
export function moveEnd(profile: Profile, clause: Clause, start: Field | undefined, end: Field | undefined, extraction: Extraction): void {
  if (!start || !end || !profile.ending.has(stem(clause.tokens[0]?.lower ?? '')) || extraction.values[end.name] !== undefined) return
  const { [start.name]: said, ...others } = extraction.values
  if (said !== undefined) extraction.values = { ...others, [end.name]: said }
}
