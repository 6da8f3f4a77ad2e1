import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { askAgain } from './ask-again.ts'

test('an answer on its way for the first time, which may be older than what made it old, is asked for again once it is there', async () => {
  const client = new QueryClient()
  const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  let asked = 0
  const observer = new QueryObserver(client, { queryKey: ['tasks'], queryFn: () => answers[asked++]?.promise })
  const stop = observer.subscribe(() => {})
  askAgain(client, { queryKey: ['tasks'] })
  answers[0]?.resolve('before')
  await expect.poll(() => asked).toBe(2)
  answers[1]?.resolve('after')
  await expect.poll(() => observer.getCurrentResult().data).toBe('after')
  stop()
})

test('what is there already is asked for once', async () => {
  const client = new QueryClient()
  let asked = 0
  const observer = new QueryObserver(client, { queryKey: ['tasks'], queryFn: async () => ++asked })
  const stop = observer.subscribe(() => {})
  await expect.poll(() => observer.getCurrentResult().data).toBe(1)
  askAgain(client, { queryKey: ['tasks'] })
  await expect.poll(() => observer.getCurrentResult()).toMatchObject({ data: 2, fetchStatus: 'idle' })
  expect(asked).toBe(2)
  stop()
})
