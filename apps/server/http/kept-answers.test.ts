import { expect, test } from 'vitest'
import { KeptAnswers } from './kept-answers.ts'

const body = Buffer.alloc(1000)

test('an answer is given again at its revision, and is gone at another', () => {
  const answers = new KeptAnswers(10_000)
  answers.keep('a', '1', body)
  expect(answers.get('a', '1')).toBe(body)
  expect(answers.get('b', '1')).toBeUndefined()
  expect(answers.get('a', '2')).toBeUndefined()
  expect(answers.get('a', '1')).toBeUndefined()
  expect(answers.bytes).toBe(0)
})

test('what was not asked for longest goes when there is no room, and the bytes are counted right', () => {
  const answers = new KeptAnswers(4000)
  for (const key of ['a', 'b', 'c']) answers.keep(key, '1', body)
  answers.get('a', '1')
  answers.keep('d', '1', body)
  expect(['a', 'b', 'c', 'd'].filter(key => answers.get(key, '1'))).toEqual(['a', 'c', 'd'])
  answers.keep('a', '2', Buffer.alloc(10))
  expect(answers.bytes).toBe(1202 + 1202 + 212)
})

test('an answer that is larger than all the room is not kept, nor is the one it replaces', () => {
  const answers = new KeptAnswers(4000)
  answers.keep('a', '1', body)
  answers.keep('a', '2', Buffer.alloc(5000))
  expect([answers.get('a', '2'), answers.get('a', '1'), answers.bytes]).toEqual([undefined, undefined, 0])
})
