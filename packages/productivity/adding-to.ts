import { type FieldMeaning, meaningOf, means } from '@atom/kernel'
import type { z } from 'zod'
import { productivityErrors } from './errors.ts'
import { tidyLabels } from './labels.ts'

/** People each once, whatever the case of a name, in the order given. */
const oncePeople = (people: readonly string[]): string[] =>
  people.filter((person, at) => people.findIndex(other => other.toLowerCase() === person.toLowerCase()) === at)

/** The lists an update can add to: the field that adds, how many there may be, and how each comes to stand once. */
const lists = {
  labels: { adding: 'addLabels', most: 50, once: tidyLabels, called: ['labels', 'tags'] },
  people: { adding: 'addPeople', most: 200, once: oncePeople, called: ['people', 'attendees', 'participants', 'guests', 'invitees'] },
} as const

type List = keyof typeof lists

const listOf: Record<string, string> = Object.fromEntries(Object.entries(lists).map(([list, { adding }]) => [adding, list]))

/** The two fields of an update: one that replaces a list, one that adds to it. Not both in one call. */
export function replacing<S extends z.ZodType>(list: List, schema: S): { whole: z.ZodOptional<S>; added: z.ZodOptional<S> } {
  const { adding, called } = lists[list]
  const meaning = meaningOf(schema) as FieldMeaning
  return {
    whole: schema.describe(`Replaces the whole list: who or what is left out goes. To keep those there are, use ${adding}.`).optional(),
    added: means(schema, { ...meaning, addsTo: { list, called: [...called] } })
      .describe(`Added to the ${list} there are, each once; none goes. Not together with ${list}.`)
      .optional(),
  }
}

/** A list after a change of it. @throws productivity.adds_or_replaces, list_full */
export function listAfter(
  list: List,
  now: string[],
  { whole, added }: { whole?: string[] | undefined; added?: string[] | undefined },
): string[] {
  const { adding, most, once } = lists[list]
  if (added === undefined) return whole ?? now
  if (whole !== undefined) throw productivityErrors.adds_or_replaces({ list, adding })
  const all = once([...now, ...added])
  if (all.length > most) throw productivityErrors.list_full({ list, most: String(most) })
  return all
}

/** The fields of a record that an input of an update writes: what adds to a list writes that list. */
export const writtenBy = (input: object): string[] => [
  ...new Set(
    Object.keys(input)
      .filter(field => field !== 'id')
      .map(field => listOf[field] ?? field),
  ),
]
