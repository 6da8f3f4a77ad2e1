import { expect, test } from 'vitest'
import { OneAtATime } from './one-at-a-time.ts'

test('what is wanted while it is under way is done once more after it, however often', async () => {
  const one = new OneAtATime()
  const done: [string, boolean][] = []
  const work = (name: string) => (again: boolean) =>
    new Promise<void>(resolve =>
      setImmediate(() => {
        done.push([name, again])
        resolve()
      }),
    )
  await Promise.all([one.run('a', work('first')), one.run('a', work('second')), one.run('a', work('third')), one.run('b', work('other'))])
  expect(done).toEqual([
    ['first', false],
    ['other', false],
    ['first', true],
  ])
})

test('after one that failed the next begins', async () => {
  const one = new OneAtATime()
  const failed = one.run('a', async () => {
    throw new Error('torn')
  })
  await expect(failed).rejects.toThrow('torn')
  let done = 0
  await one.run('a', async () => void done++)
  expect(done).toBe(1)
})
