import { formerNames, membersAmong } from '@atom/identity'
import type { Context, Person } from '@atom/kernel'

/** The people named in some rows: members, and those who were, by id; any other words stand for themselves. */
export interface People {
  nameOf(person: string): string
  idOf(person: string): string | undefined
  member(person: string): Person | undefined
}

/** Looks up who these ids or words are: with one query, a second where somebody has left, or none where the caller is the only one named. */
export async function peopleIn(ctx: Context, named: Iterable<string | null>): Promise<People> {
  const ids = [...new Set([...named].filter(person => person !== null))]
  const others = ids.filter(id => id !== ctx.person.id)
  const members = await membersAmong(ctx, others)
  if (ids.includes(ctx.person.id)) members.set(ctx.person.id, ctx.person)
  const former = await formerNames(
    ctx,
    ids.filter(id => !members.has(id)),
  )
  return {
    nameOf: person => members.get(person)?.name ?? former.get(person) ?? person,
    idOf: person => (members.has(person) ? person : undefined),
    member: person => members.get(person),
  }
}
