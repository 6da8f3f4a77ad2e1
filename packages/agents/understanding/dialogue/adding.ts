import type { Adder } from '../model/adders.ts'
import type { Profile } from '../model/profile.ts'
import type { Outcome } from './act.ts'
import type { State } from './state.ts'

const more = /\b(add|adds|adding|also|too|as well|invite|include|another|more|additional(ly)?)\b/i
const setting = '(?:set|change|replace|switch|reset|update|make)'
const of = '(?:of|for|on|in|at)'

/**
 * What is said of a list adds to it, “invite Sam”, “tag it home”: nobody who was there is dropped unbidden. Only words that name the whole of it set
 * it: “the attendees are Sam and Lee”, “change the attendees to …”. What a question of ATOM's left open stays what it was.
 */
export function adding(text: string, find: (id: string) => Profile | undefined, { pending: open }: State, outcome: Outcome): Outcome {
  const added = (skill: string, input: Record<string, unknown>) => addedTo(text, find(skill)?.adders ?? [], input, open?.input ?? {})
  if (outcome.sets) return outcome
  const { pending } = outcome
  return {
    ...outcome,
    requests: outcome.requests.map(request => ({ ...request, input: added(request.skill, request.input) })),
    ...(pending ? { pending: { ...pending, input: added(pending.skill, pending.input) } } : {}),
  }
}

function addedTo(
  text: string,
  adders: readonly Adder[],
  input: Record<string, unknown>,
  open: Record<string, unknown>,
): Record<string, unknown> {
  let result = input
  for (const { name, list, called } of adders) {
    const { [list]: values, [name]: before = [], ...rest } = result
    // Nothing to add is a list that is emptied.
    if (!Array.isArray(values) || values.length === 0 || same(values, open[list]) || sets(text, called)) continue
    result = { ...rest, [name]: [...new Set([...(before as unknown[]), ...values])] }
  }
  return result
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function sets(text: string, called: readonly string[]): boolean {
  // What stands in quotes is a name, and so may be what stands before a word of no use here: “the guests dinner”.
  const said = text.replace(/["“][^"”]*["”]/g, ' ')
  const list = `(?:${called.join('|')})`
  return (
    !more.test(said) &&
    new RegExp(
      `\\b${list} (?:${of} .*)?(?:is|are|(?:should|must|will) be)\\b|\\b${setting} .*\\b${list}(?: ${of} .*)?(?: (?:to|with|as) |[:=])|^${list} ?[:=]|\\bmake (?:the |its |their |his |her )?${list} \\S`,
      'i',
    ).test(said)
  )
}
