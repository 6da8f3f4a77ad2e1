import type { z } from 'zod'
import type { Context } from './context.ts'
import { AtomError } from './errors.ts'
import { meaningOf } from './fields.ts'
import type { RefResolver } from './ports.ts'
import { effectOf, type Skill } from './skill.ts'

/**
 * A parsed input with ids in the place of the words that name things, as far as they name something now: what is agreed to is the thing
 * itself, and words that name another by the time it is done are another input. Words that name nothing, or several, stay: the call itself says so.
 */
export async function settleInput(
  ctx: Context,
  refs: ReadonlyMap<string, RefResolver>,
  skill: Skill,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const ids: Record<string, unknown> = { ...input }
  for (const [name, schema] of Object.entries(skill.input.shape as Record<string, z.ZodType>)) {
    const words = input[name]
    const meaning = typeof words === 'string' ? meaningOf(schema) : undefined
    const resolver = meaning?.kind === 'ref' && (meaning.unknown ?? 'refuse') === 'refuse' ? refs.get(meaning.to ?? '') : undefined
    if (!resolver || typeof words !== 'string') continue
    try {
      ids[name] = (await resolver.resolve(ctx, words, { effect: effectOf(skill, input), unknown: 'refuse' })) ?? words
    } catch (error) {
      if (!AtomError.is(error)) throw error
    }
  }
  return ids
}

/** What the things are called that an input names by id, by field: for who is asked about it. */
export async function namesIn(
  ctx: Context,
  refs: ReadonlyMap<string, RefResolver>,
  skill: Skill,
  input: Record<string, unknown>,
): Promise<Record<string, string>> {
  const names: Record<string, string> = {}
  for (const [field, schema] of Object.entries(skill.input.shape as Record<string, z.ZodType>)) {
    const id = input[field]
    const meaning = typeof id === 'string' ? meaningOf(schema) : undefined
    const resolver = meaning?.kind === 'ref' ? refs.get(meaning.to ?? '') : undefined
    if (!resolver || typeof id !== 'string') continue
    const thing = (await resolver.suggest(ctx, id)).find(one => one.id === id)
    if (thing) names[field] = thing.title
  }
  return names
}
