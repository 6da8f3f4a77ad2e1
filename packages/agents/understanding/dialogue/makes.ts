import type { Desk } from '../model/ready.ts'
import { isComplete } from '../model/ready.ts'
import type { Token } from '../text/token.ts'
import { commandVerbs } from '../text/words.ts'

/** "create one for the plan": a command that makes something new and lacks nothing. */
export function makes(desk: Desk, tokens: readonly Token[]): boolean {
  if (!commandVerbs.has(tokens[0]?.lower ?? '')) return false
  const best = desk.rank(desk.clause([...tokens], false))[0]
  return best !== undefined && !best.profile.key && !best.profile.reads && best.score >= 1.2 && isComplete(best)
}
