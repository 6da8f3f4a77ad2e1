import type { Place } from './read-action.ts'
import { readAction } from './read-action.ts'
import { numberOf, signOf } from './read-condition.ts'
import type { Reader } from './reader.ts'
import type { Statement, Subject } from './types.ts'

export interface ListedCondition {
  /** What must be listed first. */
  statements: Statement[]
  /** Without its braces. */
  expression: string
  subject: Subject
}

const there = /^(?:(?:there(?:'s| is| are| were| was)|i(?:'ve| have)?(?: got)?|we(?:'ve| have)?(?: got)?|you (?:find|see))\s+)(?:still )?/i
const amount =
  /^(?:(?<sign>more than|over|above|at least|fewer than|less than|under|exactly|at most|no more than) (?<number>\p{L}+|\d+)|(?<least>\p{L}+|\d+) or more|(?<some>any|some|an?|one or more)|(?<none>no|not any|none of))(?: of)?\s+(?<what>.+)$/iu

/** “there are more than 2 overdue tasks”, “I have no meetings tomorrow”: about what was not listed before, so it is listed first. */
export async function readListedCondition(reader: Reader, said: string, place: Place): Promise<ListedCondition | undefined> {
  const text = said
    .trim()
    .replace(/[\s.,;!?]+$|[\s,]+and$/g, '')
    .replace(/’/g, "'")
  const lead = there.exec(text)
  const rest = lead ? text.slice(lead[0].length) : text
  const found = amount.exec(rest)?.groups
  const comparison = found ? comparisonOf(found) : lead && '> 0'
  if (!comparison) return undefined
  const what = (found?.what ?? rest).replace(/^(?:(?:of )?(?:my|our|the) )/i, '').replace(/ (?:that|which) (?:is|are) | (?:is|are) /i, ' ')
  const ids = reader.ids()
  const listed = await readAction(reader, `show all ${what}`, { ...place, subjects: [] })
  const [list] = 'ask' in listed ? [] : listed.statements
  const lists = [...reader.vocabulary.families.values()].some(({ lister }) => list?.kind === 'do' && lister?.id === list.skill)
  if ('ask' in listed || !listed.subject?.many || !lists) {
    ids.restore()
    return undefined
  }
  return { statements: listed.statements, expression: `$count(${listed.subject.path}) ${comparison}`, subject: listed.subject }
}

function comparisonOf({ sign, number, least, some, none }: Record<string, string | undefined>): string | undefined {
  if (some) return '> 0'
  if (none) return '= 0'
  const count = numberOf((number ?? least ?? '').toLowerCase())
  return count < 0 ? undefined : `${sign ? signOf(sign) : '>='} ${count}`
}
