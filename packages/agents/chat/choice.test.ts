import { expect, test } from 'vitest'
import { chosenOf } from './choice.ts'

const candidates = [
  { id: 'a', title: 'Call Dana about Q3' },
  { id: 'b', title: 'Call Dana about lunch' },
  { id: 'c', title: 'Call the bank' },
]

for (const [said, id] of [
  ['1', 'a'],
  ['2.', 'b'],
  ['the second one', 'b'],
  ['second', 'b'],
  ['the 3rd', 'c'],
  ['number three please', 'c'],
  ['the last one', 'c'],
  ['one', 'a'],
  ['the bank one', 'c'],
  ['the one about lunch', 'b'],
  ['call dana about q3', 'a'],
  ['I mean the first', 'a'],
] as const)
  test(`“${said}” chooses ${id}`, () => expect(chosenOf(said, candidates)?.id).toBe(id))

for (const said of ['4', '0', 'the one', 'Dana', 'add milk', 'tomorrow at 2', 'about'])
  test(`“${said}” chooses nothing`, () => expect(chosenOf(said, candidates)).toBeUndefined())
