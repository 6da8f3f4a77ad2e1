import type { Clause } from '../found/extraction.ts'
import type { Desk } from '../model/ready.ts'
import { stem } from '../text/words.ts'

/** "set an alarm for it": something of another sort, about what was spoken of, and no change of that. */
export const makesAnother = (desk: Desk, { tokens }: Clause, family: string): boolean =>
  // "one with Tom on Monday" is one more.
  (/^(one|another)$/.test(tokens[0]?.lower ?? '') && /^(with|on|for|at|in)$/.test(tokens[1]?.lower ?? '')) ||
  tokens.some(
    (token, at) =>
      /^an?$/.test(tokens[at - 1]?.lower ?? '') &&
      desk.model.nounFamilies.has(stem(token.lower)) &&
      !desk.model.nounFamilies.get(stem(token.lower))?.has(family),
  )
