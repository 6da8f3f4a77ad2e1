import type { Context } from '@atom/kernel'
import { peopleIn } from '../people.ts'

/** What these people are called: members by their names, others by the words. */
export async function namesOf(ctx: Context, people: readonly string[]): Promise<string[]> {
  const known = await peopleIn(ctx, people)
  return people.map(person => known.nameOf(person))
}
