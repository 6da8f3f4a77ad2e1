import type { Context } from '@atom/kernel'
import { peopleIn } from '../people.ts'
import { type EventRow, peopleOf } from './record.ts'

/**
 * All that stands for these people in events, in lower case: of a member the id, and the name and address that calendars of elsewhere know them by.
 */
export async function namesBy(ctx: Context, people: readonly string[]): Promise<Set<string>> {
  const known = await peopleIn(ctx, people)
  const names = people.flatMap(person => {
    const member = known.member(person)
    return [person, ...(member ? [member.name, member.email] : [])]
  })
  return new Set(names.map(name => name.toLowerCase()))
}

/** In an event are those it names, and who made it. */
export const takesPart = (row: Pick<EventRow, 'people' | 'created_by'>, names: Set<string>): boolean =>
  names.has(row.created_by.toLowerCase()) || peopleOf(row).some(person => names.has(person.toLowerCase()))
