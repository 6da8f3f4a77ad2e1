import { expect, test } from 'vitest'
import { z } from 'zod'
import { invalidInput } from './index.ts'

const schema = z.strictObject({
  title: z.string().min(1),
  count: z.number().int().min(1).max(5).optional(),
  kind: z.enum(['a', 'b']).optional(),
  tags: z.array(z.string().max(3)).optional(),
  mail: z.email().optional(),
  either: z.union([z.string().min(1), z.array(z.string().max(3))]).optional(),
  mode: z.discriminatedUnion('is', [z.strictObject({ is: z.literal('on') })]).optional(),
  own: z
    .string()
    .refine(text => text === 'x', 'Write x.')
    .optional(),
})

test.each([
  [{}, 'title', 'This is required.'],
  [{ title: '' }, 'title', 'This may not be empty.'],
  [{ title: 1 }, 'title', 'Expected text.'],
  [{ title: 'x', count: 9 }, 'count', 'Expected at most 5.'],
  [{ title: 'x', count: 1.5 }, 'count', 'Expected a whole number.'],
  [{ title: 'x', kind: 'c' }, 'kind', 'Expected one of a, b.'],
  [{ title: 'x', tags: ['long'] }, 'tags.0', 'Expected at most 3 characters.'],
  [{ title: 'x', mail: 'no' }, 'mail', 'Expected an e-mail address.'],
  [{ title: 'x', own: 'y' }, 'own', 'Write x.'],
  [{ title: 'x', either: 1 }, 'either', 'Expected text or a list.'],
  [{ title: 'x', either: '' }, 'either', 'This may not be empty.'],
  [{ title: 'x', either: ['long'] }, 'either.0', 'Expected at most 3 characters.'],
  [{ title: 'x', mode: { is: 'off' } }, 'mode.is', 'This is not valid.'],
  [{ title: 'x', nope: 1 }, 'nope', 'This field is not known here.'],
])('%o is complained about in words: %s: %s', (input, path, message) => {
  const { error } = schema.safeParse(input)
  expect(invalidInput(error as z.ZodError).errors).toEqual([{ path, message }])
})

test('a value that may have several shapes is asked for where it is missing', () => {
  const { error } = z.object({ condition: z.union([z.string(), z.boolean()]) }).safeParse({})
  expect(invalidInput(error as z.ZodError).errors).toEqual([{ path: 'condition', message: 'This is required.' }])
})
