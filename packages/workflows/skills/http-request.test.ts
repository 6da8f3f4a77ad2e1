import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Context, createOutboundHttp, EgressGuard, effectOf, idempotencyOf, manualClock } from '@atom/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { httpRequest } from './http-request.ts'

let server: Server
let address: string
let other: string
const asked: { method?: string; url?: string; headers: IncomingMessage['headers']; body: string }[] = []

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    asked.push({ method: request.method, url: request.url, headers: request.headers, body })
    const path = request.url?.split('?')[0]
    if (path === '/json')
      return response.writeHead(200, { 'content-type': 'application/problem+json', 'set-cookie': 'a=1' }).end('{"a":[1]}')
    if (path === '/broken') return response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":')
    if (path === '/text') return response.writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' }).end(Buffer.from([0xe4]))
    if (path === '/binary') return response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from([1, 255]))
    if (path === '/fails') return response.writeHead(503, { 'retry-after': '5' }).end('later')
    if (path === '/status') {
      const { status, after } = Object.fromEntries(new URL(request.url as string, address).searchParams)
      return response
        .writeHead(Number(status), after ? { 'retry-after': after } : {})
        .end(status === '400' ? `why ${'x '.repeat(200)}` : '')
    }
    if (path === '/none') return response.writeHead(204).end()
    if (path === '/hang') return
    if (path === '/elsewhere') return response.writeHead(307, { location: `${other}/there` }).end()
    if (path === '/inside') return response.writeHead(302, { location: 'http://10.0.0.1/' }).end()
    response.end('hello')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  address = `http://127.0.0.1:${port}`
  other = `http://localhost:${port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked.length = 0
})

type Input = Parameters<typeof httpRequest.run>[1]

const send = async (input: Input, allow: string[] = ['127.0.0.1', 'localhost'], idempotencyKey?: string) => {
  const http = createOutboundHttp(new EgressGuard({ allow }))
  const clock = manualClock('2026-11-24T09:00:00Z')
  const ctx = {
    http,
    clock,
    signal: new AbortController().signal,
    ...(idempotencyKey ? { idempotencyKey } : {}),
  } as Partial<Context> as Context
  return httpRequest.output.parse(await httpRequest.run(ctx, httpRequest.input.parse(input)))
}

describe('what it sends', () => {
  test('a query is added, a list gives its name several times', async () => {
    await send({ method: 'GET', url: `${address}/?a=1`, query: { b: 2, c: ['x y', true] } })
    expect(asked[0]).toMatchObject({ method: 'GET', url: '/?a=1&b=2&c=x+y&c=true', body: '' })
  })

  test.each<[string, Partial<Input>, string | undefined, string]>([
    ['an object as JSON', { body: { a: [1, null] } }, 'application/json', '{"a":[1,null]}'],
    ['a text as it is', { body: 'plain', headers: { 'Content-Type': 'text/csv' } }, 'text/csv', 'plain'],
    [
      'a form where asked',
      { body: { a: 'x y', b: [1, 2] }, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      'application/x-www-form-urlencoded',
      'a=x+y&b=1&b=2',
    ],
    ['null as JSON', { body: null }, 'application/json', 'null'],
  ])('%s', async (_, input, type, body) => {
    await send({ method: 'POST', url: address, ...input })
    expect([asked[0]?.headers['content-type'], asked[0]?.body]).toEqual([type, body])
  })

  test('what cannot be sent is refused before anything is', async () => {
    const refused = (problem: string) => ({ code: 'workflow.bad_request', message: `This request cannot be sent: ${problem}.` })
    await expect(send({ method: 'GET', url: address, body: 1 })).rejects.toMatchObject(refused('a GET request has no body'))
    await expect(send({ method: 'GET', url: 'nonsense' })).rejects.toMatchObject(
      refused('its address is none; it begins with https:// or http://'),
    )
    await expect(send({ method: 'GET', url: address.replace('//', '//me:pw@') })).rejects.toMatchObject(
      refused('its address holds a password; send it in the header Authorization'),
    )
    await expect(send({ method: 'GET', url: address, headers: { Host: 'x' } })).rejects.toMatchObject(
      refused('the header Host is written by ATOM'),
    )
    await expect(send({ method: 'GET', url: address, headers: { Authorization: 'secret\nline' } })).rejects.toMatchObject(
      refused('the header “Authorization” has a name or a value that cannot be sent'),
    )
    await expect(send({ method: 'POST', url: address, body: 'x'.repeat(10 * 1024 * 1024 + 1) })).rejects.toMatchObject(
      refused('its body is larger than 10 MB'),
    )
    expect(asked).toEqual([])
  })
})

describe('what it answers', () => {
  test('JSON is read, and cookies are masked', async () => {
    const answer = await send({ method: 'GET', url: `${address}/json` })
    expect(answer).toMatchObject({
      status: 200,
      body: { a: [1] },
      headers: { 'content-type': 'application/problem+json', 'set-cookie': '•••' },
    })
  })

  test.each<[string, object]>([
    ['/broken', { status: 200, body: '{"a":' }],
    ['/text', { status: 200, body: 'ä' }],
    ['/', { status: 200, body: 'hello' }],
    ['/binary', { status: 200, body: 'Af8=', encoding: 'base64' }],
    ['/none', { status: 204, body: null }],
    ['/fails', { status: 503, body: 'later', headers: expect.objectContaining({ 'retry-after': '5' }) }],
  ])('%s', async (path, expected) => {
    const { headers, ...answer } = await send({ method: 'GET', url: `${address}${path}`, accept: 'any' })
    expect({ headers, ...answer }).toEqual({ headers: expect.any(Object), ...expected })
  })
})

describe('a status of 400 or more', () => {
  const host = () => new URL(address).host

  test.each<[number, string | undefined, unknown]>([
    [404, undefined, 'never'],
    [409, '5', 'never'],
    [408, undefined, 'policy'],
    [429, undefined, 'policy'],
    [429, '7', { after: 7000 }],
    [500, '7', 'policy'],
    [501, undefined, 'never'],
    [503, 'Tue, 24 Nov 2026 09:00:30 GMT', { after: 30_000 }],
    [503, 'Tue, 24 Nov 2026 08:00:00 GMT', { after: 0 }],
    [503, '999999', { after: 3_600_000 }],
    [503, 'soon', 'policy'],
  ])('%i with Retry-After %s', async (status, after, retry) => {
    await expect(send({ method: 'GET', url: `${address}/status`, query: { status, ...(after ? { after } : {}) } })).rejects.toMatchObject({
      code: 'workflow.request_failed',
      message: `${host()} answered ${status}`,
      retry,
    })
  })

  test('is told with the start of the body, cut between words', async () => {
    await expect(send({ method: 'GET', url: `${address}/fails`, accept: 'ok' })).rejects.toMatchObject({
      message: `${host()} answered 503: later`,
      retry: { after: 5000 },
    })
    await expect(send({ method: 'GET', url: `${address}/status?status=400` })).rejects.toMatchObject({
      message: `${host()} answered 400: why ${'x '.repeat(148)}…`,
    })
  })
})

test.each<[string, Record<string, string>, string | undefined]>([
  ['POST', {}, 'run:a::1'],
  ['PUT', {}, 'run:a::1'],
  ['PATCH', {}, 'run:a::1'],
  ['POST', { 'Idempotency-KEY': 'mine' }, 'mine'],
  ['DELETE', {}, undefined],
  ['GET', {}, undefined],
])('%s with %j carries the key of its call', async (method, headers, expected) => {
  await send({ method: method as 'POST', url: address, headers }, undefined, 'run:a::1')
  expect(asked[0]?.headers['idempotency-key']).toBe(expected)
})

describe('where it may go', () => {
  test('a private address is refused unless an operator allows it', async () => {
    await expect(send({ method: 'GET', url: address }, [])).rejects.toMatchObject({ code: 'kernel.egress_refused' })
    await expect(send({ method: 'GET', url: other }, [])).rejects.toMatchObject({ code: 'kernel.egress_refused' })
    expect(asked).toEqual([])
  })

  test('a redirect inside is refused; one elsewhere does not carry what lets somebody in', async () => {
    await expect(send({ method: 'GET', url: `${address}/inside` })).rejects.toMatchObject({ code: 'kernel.egress_refused' })
    asked.length = 0
    const secrets = { Authorization: 'Bearer x', 'X-Api-Key': 'x', 'PRIVATE-TOKEN': 'x', 'X-Auth-Key': 'x' }
    await send({ method: 'POST', url: `${address}/elsewhere`, body: { a: 1 }, headers: { ...secrets, 'X-Kept': 'y' } })
    expect(asked.map(({ headers }) => Object.keys(secrets).filter(name => headers[name.toLowerCase()]))).toEqual([Object.keys(secrets), []])
    expect(asked[1]).toMatchObject({ method: 'POST', url: '/there', body: '{"a":1}', headers: { 'x-kept': 'y' } })
  })

  test('silence and a closed port are typed', async () => {
    await expect(send({ method: 'GET', url: `${address}/hang`, timeoutMs: 100 })).rejects.toMatchObject({
      code: 'kernel.outside_timed_out',
    })
    await expect(send({ method: 'GET', url: 'http://127.0.0.1:1' })).rejects.toMatchObject({ code: 'kernel.unreachable' })
  })
})

test('its effect follows its method, and only a key of the caller lets it be repeated', () => {
  const effects = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'].map(method =>
    effectOf(httpRequest, { method, url: address }),
  )
  expect(effects).toEqual(['read', 'read', 'read', 'write', 'write', 'write', 'destructive'])
  expect(idempotencyOf(httpRequest, { method: 'POST', url: address })).toBe('none')
  expect(idempotencyOf(httpRequest, { method: 'POST', url: address, headers: { 'Idempotency-Key': 'x' } })).toBe('key')
})
