import type { Reading } from '../model/rank.ts'
import { type Desk, isComplete } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import { commandVerbs, determiners, stem } from '../text/words.ts'
import { findTimes } from '../time/find.ts'
import type { Part } from './split.ts'

/** A deed of two words and more, beside what begins with a verb of some skill's own. */
export const isErrandBeside = (desk: Desk, { tokens }: Part, first: Token): boolean =>
  tokens.length > 2 &&
  commandVerbs.has(tokens[0]?.lower ?? '') &&
  (desk.model.makes.has(stem(first.lower)) || desk.model.telling.has(stem(first.lower)))

/** "Dinner with Kwame on Friday at 8pm and brunch with Lena on Sunday at 11": two of a kind, each with its own time. */
export function bareBeside(before: Reading, top: Reading, right: Part, desk: Desk): boolean {
  const times = findTimes(right.tokens, desk.around.now)
  const command = commandVerbs.has(right.tokens[0]?.lower ?? '') && before.alignment.frame.bare?.verbFirst === true && dayed(before)
  const own = times.some(span => span.moment?.day) && (command || times.some(span => span.moment?.minute !== undefined))
  // "delete the milk one and call mum at 5"
  if (before.profile.key && !before.profile.reads && commandVerbs.has(right.tokens[0]?.lower ?? '') && times.some(span => span.moment))
    return isComplete(top) && isComplete(before)
  return (
    own &&
    isComplete(top) &&
    isComplete(before) &&
    (before.profile.family === top.profile.family ||
      determiners.has(right.tokens[0]?.lower ?? '') ||
      /^an?$/.test(right.tokens[0]?.lower ?? ''))
  )
}

/** Has the first request a day of its own? */
const dayed = (reading: Reading): boolean =>
  reading.profile.fields.some(field => field.meaning.kind === 'when' && reading.extraction.values[field.name] !== undefined)
