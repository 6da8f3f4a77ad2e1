import { meaningOf, type Skill } from '@atom/kernel'
import type { z } from 'zod'

/** A field that adds to a list another field replaces. */
export interface Adder {
  name: string
  list: string
  /** What people call the whole list. */
  called: string[]
}

/** The adding fields of an input. */
export const addersOf = (shape: Record<string, z.ZodType>): Adder[] =>
  Object.entries(shape).flatMap(([name, schema]) => {
    const adds = meaningOf(schema)?.addsTo
    return adds ? [{ name, ...adds }] : []
  })

/** Examples as if all of them set the list: the same words stand for its values, whatever becomes of those that are there. */
export const asSetting = (examples: Skill['examples'], adders: readonly Adder[]): Skill['examples'] =>
  examples.map(example => {
    if (typeof example === 'string') return example
    const listOf = (name: string) => adders.find(adder => adder.name === name)?.list ?? name
    return {
      ...example,
      input: Object.fromEntries(Object.entries(example.input as Record<string, unknown>).map(([name, value]) => [listOf(name), value])),
    }
  })
