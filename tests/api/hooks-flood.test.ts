import { readFileSync } from 'node:fs'
import { Agent, createServer, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually, startWorld, type World } from './world.ts'

/** Answers when it is told to, so that runs stay in the middle of a step. */
const slow = createServer((_, response) => void held.push(response))
const held: ServerResponse[] = []
const release = () => {
  for (const response of held.splice(0)) response.end('{}')
}
let world: World
let address: string

beforeAll(async () => {
  await new Promise<void>(resolve => slow.listen(0, '127.0.0.1', resolve))
  const { port } = slow.address() as AddressInfo
  world = await startWorld({ env: { ATOM_EGRESS_ALLOW: `127.0.0.1:${port}` } })
  const graph = {
    trigger: { type: 'webhook', path: 'flood' },
    nodes: [{ id: 'slow', type: 'skill', skill: 'http.request', input: { method: 'GET', url: `http://127.0.0.1:${port}/` } }],
    edges: [{ from: 'trigger', to: 'slow' }],
  }
  const { id, webhookUrl } = (await world.ana.api('/api/workflows', { body: { name: 'Flood', graph } })).body
  await world.ana.api(`/api/workflows/${id}/publish`, { body: {} })
  address = new URL(webhookUrl).pathname
})
afterAll(async () => {
  release()
  slow.close()
  await world?.stop()
})

/** In the place of a status. */
const cut = 0
const agent = new Agent({ keepAlive: true, maxSockets: 200 })
const call = (body: Buffer) =>
  new Promise<{ status: number; retryAfter: string | undefined }>((resolve, reject) => {
    const sent = request(
      `${world.server.url}${address}`,
      { method: 'POST', agent, headers: { 'content-type': 'text/plain' } },
      response => {
        response.resume()
        response.on('end', () => resolve({ status: response.statusCode as number, retryAfter: response.headers['retry-after'] }))
      },
    )
    // Who is refused before all was sent finds the connection closed, now and then before the answer is read.
    sent.on('error', (error: NodeJS.ErrnoException) =>
      /^(EPIPE|ECONNRESET)$/.test(error.code ?? '') ? resolve({ status: cut, retryAfter: undefined }) : reject(error),
    )
    sent.end(body)
  })
/** Calls, so many at a time. */
const flood = async (calls: number, body: Buffer) => {
  const answers: { status: number; retryAfter: string | undefined }[] = []
  let left = calls
  const one = async () => {
    while (left-- > 0) answers.push(await call(body))
  }
  await Promise.all(Array.from({ length: 200 }, one))
  return answers
}
const of = (answers: { status: number }[], status: number) => answers.filter(answer => answer.status === status)
const megabytes = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${world.server.pid}/status`, 'utf8'))?.[1]) / 1024

test('a flood is taken as far as there is room, the rest is told when to come again, and room comes back', async () => {
  const answers = await flood(3000, Buffer.from('small'))
  expect(of(answers, 202).length).toBe(1000)
  expect(of(answers, 429).length).toBe(2000)
  expect(new Set(of(answers, 429).map(answer => (answer as { retryAfter?: string }).retryAfter))).toEqual(new Set(['1']))
  await eventually(async () => {
    release()
    return (await call(Buffer.from('again'))).status === 202 ? true : undefined
  })
}, 60_000)

test('large bodies take no more memory than there is for them, however many come', async () => {
  release()
  const before = megabytes()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, megabytes())
  }, 20)
  const answers = await flood(250, Buffer.alloc(4 * 1024 * 1024, 'x')).finally(() => clearInterval(watch))
  expect(of(answers, 202).length + of(answers, 429).length + of(answers, cut).length).toBe(250)
  expect(of(answers, 202).length).toBeLessThan(50)
  expect(of(answers, 429).length).toBeGreaterThan(0)
  expect((await world.server.request('/health')).status).toBe(200)
  // Without a limit it takes all 1,000 MB, several times over.
  expect(most - before).toBeLessThan(700)
}, 60_000)

test('a body of 50 MB is told to be too large, and the server stays up', async () => {
  const answer = await world.server.request(address, { method: 'POST', body: new Uint8Array(50 * 1024 * 1024) })
  expect([answer.status, answer.body.code]).toEqual([413, 'server.too_large'])
  expect((await world.server.request('/health')).status).toBe(200)
})
