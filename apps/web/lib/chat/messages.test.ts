import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { api } from '../api.ts'
import type { ChatMessage } from '../records.ts'
import { type Loaded, messagesChanged, messagesKey, readEnd, readOlder } from './messages.ts'

const message = (n: number, status: ChatMessage['status'] = 'done'): ChatMessage => ({
  id: String(n).padStart(4, '0'),
  sessionId: 's',
  role: n % 2 ? 'user' : 'assistant',
  parts: [],
  status,
  createdAt: '',
})

let client: QueryClient
let conversation: ChatMessage[]
let asked: { limit: number; cursor?: string }[]

beforeEach(() => {
  client = new QueryClient()
  conversation = Array.from({ length: 100 }, (_, n) => message(n))
  asked = []
  vi.spyOn(api, 'get').mockImplementation(async (_path, query) => {
    const { limit, cursor } = query as { limit: number; cursor?: string }
    asked.push({ limit, ...(cursor ? { cursor } : {}) })
    const before = conversation.filter(one => !cursor || one.id < cursor)
    const items = before.slice(-limit)
    return { items, nextCursor: before.length > limit ? items[0]?.id : null } as never
  })
})
afterEach(() => vi.restoreAllMocks())

const read = async () => {
  const loaded = await readEnd(client, 's', new AbortController().signal)
  client.setQueryData(messagesKey('s'), loaded)
  return loaded
}
const held = () => client.getQueryData<Loaded>(messagesKey('s'))
const ids = (loaded: Loaded | undefined) => loaded?.items.map(one => Number(one.id))
const from = (n: number, to = 100) => Array.from({ length: to - n }, (_, at) => n + at)

describe('what a page holds of a conversation', () => {
  test('is its end at first, and what came before once that is asked for', async () => {
    expect(ids(await read())).toEqual(from(60))
    await readOlder(client, 's')
    expect(ids(held())).toEqual(from(20))
    await readOlder(client, 's')
    expect([ids(held()), held()?.older]).toEqual([from(0), null])
  })
  test('grows by what is new with one small question, and keeps what was read of the past', async () => {
    await read()
    await readOlder(client, 's')
    conversation.push(message(100), message(101, 'streaming'))
    asked = []
    expect(ids(await read())).toEqual(from(20, 102))
    expect(asked).toEqual([{ limit: 6 }])
  })
  test('has no gap when more than a page has come meanwhile', async () => {
    await read()
    conversation.push(...from(100, 190).map(n => message(n)))
    expect(ids(await read())).toEqual(from(60, 190))
  })
  test('is read again from a message that changed', async () => {
    await read()
    conversation = conversation.map(one => (one.id === '0070' ? message(70, 'stopped') : one))
    messagesChanged(client, { sessionId: 's', messageId: '0070' })
    const now = await read()
    expect([ids(now), now.items.find(one => one.id === '0070')?.status, now.changedFrom]).toEqual([from(54), 'stopped', undefined])
  })
  test('is read again as a whole when anything may have changed', async () => {
    await read()
    conversation = conversation.map(one => message(Number(one.id), 'failed'))
    messagesChanged(client)
    expect((await read()).items.every(one => one.status === 'failed')).toBe(true)
  })
  test('loses nothing when the past is read while the end is', async () => {
    await read()
    const answer = Promise.withResolvers<never>()
    vi.mocked(api.get).mockImplementationOnce(() => answer.promise)
    const end = readEnd(client, 's', new AbortController().signal)
    await readOlder(client, 's')
    answer.resolve({ items: conversation.slice(-6), nextCursor: '0094' } as never)
    expect(ids(await end)).toEqual(from(20))
  })
})
