import type { Pool } from 'pg'
import { expect, test } from 'vitest'
import { postgresRevision } from './revision.ts'

/** A pool whose questions are answered when the test says so. */
function world() {
  const asked: PromiseWithResolvers<{ rows: { revision: string }[] }>[] = []
  const query = () => {
    const question = Promise.withResolvers<{ rows: { revision: string }[] }>()
    asked.push(question)
    return question.promise
  }
  const turn = () => new Promise(resolve => setImmediate(resolve))
  const answer = async (at: number, revision: string) => {
    asked[at]?.resolve({ rows: [{ revision }] })
    await turn()
  }
  return { asked, turn, answer, revision: postgresRevision({ query } as unknown as Pool) }
}

test('who asks while a question is under way is not given its answer, and shares the next', async () => {
  const { asked, turn, answer, revision } = world()
  const first = revision()
  await turn()
  const later = [revision(), revision()]
  await answer(0, 'before')
  expect(asked).toHaveLength(2)
  await answer(1, 'after')
  expect([await first, ...(await Promise.all(later))]).toEqual(['before', 'after', 'after'])
})

test('a question that fails is told to those who asked it, and the next is asked all the same', async () => {
  const { asked, turn, answer, revision } = world()
  const first = revision()
  await turn()
  const second = revision()
  asked[0]?.reject(new Error('gone'))
  await expect(first).rejects.toThrow('gone')
  await turn()
  await answer(1, 'back')
  expect(await second).toBe('back')
})
