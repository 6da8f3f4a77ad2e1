import { expect, test } from 'vitest'
import { OneAtATime } from './one-at-a-time.ts'

const never = async () => {
  throw new Error('nobody was to ask anew')
}

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
  await Promise.all([
    one.run('a', work('first'), never),
    one.run('a', work('second'), never),
    one.run('a', work('third'), never),
    one.run('b', work('other'), never),
  ])
  expect(done).toEqual([
    ['first', false],
    ['other', false],
    ['first', true],
  ])
})

test('after one that failed the next begins', async () => {
  const one = new OneAtATime()
  const failed = one.run(
    'a',
    async () => {
      throw new Error('torn')
    },
    never,
  )
  await expect(failed).rejects.toThrow('torn')
  let done = 0
  await one.run('a', async () => void done++, never)
  expect(done).toBe(1)
})

test('where it fails, a new job is asked for by whoever wanted it meanwhile, and is not taken for one that comes meanwhile', async () => {
  const one = new OneAtATime()
  const torn = Promise.withResolvers<void>()
  let done = 0
  const failed = one.run(
    'a',
    () => torn.promise,
    () => one.run('a', async () => void done++, never),
  )
  await one.run('a', async () => {}, never)
  torn.reject(new Error('torn'))
  await expect(failed).rejects.toThrow('torn')
  expect(done).toBe(1)
})
