import { afterAll, describe, expect, test } from 'vitest'
import { person } from '../harness/person.ts'
import { type Server, startServer } from '../harness/server.ts'

let server: Server | undefined
afterAll(() => server?.stop())

describe('kill -9 during writes', () => {
  test('loses nothing that was acknowledged, and the next start is clean', async () => {
    server = await startServer()
    const ana = await person(server)
    const acknowledged: string[] = []
    let number = 0
    const writer = async () => {
      for (;;) {
        const answer = await ana.api('/api/tasks', { body: { title: `Task ${++number}` } }).catch(() => undefined)
        if (answer?.status !== 201) return
        acknowledged.push(answer.body.id)
      }
    }
    const writers = Promise.all(Array.from({ length: 20 }, writer))
    while (acknowledged.length < 200) await new Promise(resolve => setTimeout(resolve, 5))
    await server.kill9()
    await writers
    await server.restart()

    const found = new Set<string>()
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { body: { items: { id: string }[]; nextCursor: string | null } } = await server.request(
        `/api/tasks?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        {
          headers: { authorization: `Bearer ${ana.key}` },
        },
      )
      for (const task of page.body.items) found.add(task.id)
      cursor = page.body.nextCursor
    }
    expect(acknowledged.filter(id => !found.has(id))).toEqual([])
  })

  test('a repeated request with its Idempotency-Key, across a kill, is done once', async () => {
    server = server ?? (await startServer())
    const bo = await person(server, 'Bo Lind')
    const headers = { authorization: `Bearer ${bo.key}`, 'idempotency-key': 'one-and-the-same' }
    const first = await server.request('/api/tasks', { headers, body: { title: 'Only once' } })
    await server.kill9()
    await server.restart()
    const second = await server.request('/api/tasks', { headers, body: { title: 'Only once' } })
    expect(second.status).toBe(201)
    expect(second.body).toEqual(first.body)
    const all = await server.request('/api/tasks', { headers })
    expect(all.body.items).toHaveLength(1)
  })
})
