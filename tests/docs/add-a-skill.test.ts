import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Context, parseInput } from '@atom/kernel'
import { expect, test } from 'vitest'
import { greetContact } from './add-a-skill.example.ts'

const here = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8')

test('the code in docs/add-a-skill.md is the code that compiles here', () => {
  const code = here('add-a-skill.example.ts').split('// #region skill\n')[1]?.split('// #endregion')[0]
  const block = here('../../docs/add-a-skill.md').split('```ts\n')[1]?.split('```')[0]
  expect(block).toBe(code)
})

test('every example of it is a valid input, and it does what the page says', async () => {
  const found = { id: '1', name: 'Dana Reyes', email: 'dana@acme.com', createdAt: '', updatedAt: '' }
  const ctx = { invoke: async () => ({ items: [found], nextCursor: null }) } as unknown as Context
  const lines = []
  for (const example of greetContact.examples) {
    if (typeof example === 'string') throw new Error('An example says nothing of its input.')
    lines.push((await greetContact.run(ctx, parseInput(greetContact, example.input) as never)).line)
  }
  expect(lines).toEqual([
    'Hi Dana Reyes!',
    'Good day, Dana Reyes.',
    'Hi Dana Reyes!',
    'Hi Dana Reyes!',
    'Good day, Dana Reyes.',
    'Hi Dana Reyes!',
  ])
})
