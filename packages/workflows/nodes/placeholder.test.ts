import { expect, test } from 'vitest'
import { z } from 'zod'
import { placeholderMark, placeholderOf } from './placeholder.ts'

test.each<[string, z.ZodType, unknown]>([
  ['a whole number', z.number().int(), 0],
  ['a number', z.number(), 0],
  ['one from 3 up', z.number().int().min(3), 3],
  ['one above 0', z.number().int().positive(), 1],
  ['one between 0 and 1', z.number().gt(0).lt(1), 0.5],
  ['one below 0', z.number().negative(), -1],
  ['a multiple of 5 from 7 up', z.number().min(7).multipleOf(5), 10],
  ['one with a default', z.number().default(8), 8],
  ['one with an example', z.number().meta({ examples: [42] }), 42],
  ['text of a length', z.string().min(14), 'placeholder...'],
  ['short text', z.string().max(3), 'pla'],
  ['an address', z.email(), 'placeholder@example.com'],
  ['an id', z.uuid(), '00000000-0000-4000-8000-000000000000'],
  ['a list that may not be empty', z.array(z.boolean()).min(2), [false, false]],
  ['what may be nothing', z.string().nullable(), 'placeholder'],
])('a placeholder for %s is what the schema takes', (_, schema, expected) => {
  const output = z.object({ it: schema })
  const { [placeholderMark]: mark, ...sample } = placeholderOf(output) as { it: unknown; [placeholderMark]: true }
  expect({ mark, ...sample }).toEqual({ mark: true, it: expected })
  expect(output.safeParse(sample).success).toBe(true)
})
