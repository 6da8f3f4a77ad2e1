import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOutboundHttp, EgressGuard, forReading } from '../index.ts'

let server: Server
let port: number
const asked: { url?: string; authorization?: string }[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ url: request.url, authorization: request.headers.authorization })
    if (request.url === '/hang') return
    if (request.url === '/hang-in-body') return void response.write('first')
    if (request.url === '/large') return void response.end('x'.repeat(5000))
    if (request.url === '/to-private') return void response.writeHead(302, { location: 'http://10.0.0.1/' }).end()
    if (request.url === '/to-other') return void response.writeHead(302, { location: `http://localhost:${port}/there` }).end()
    if (request.url === '/loop') return void response.writeHead(302, { location: '/loop' }).end()
    response.end('hello')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const allowed = () => createOutboundHttp(new EgressGuard({ allow: [`127.0.0.1:${port}`, 'localhost'] }))
const closed = createOutboundHttp(new EgressGuard({ allow: [] }))

describe('the way out', () => {
  test('an allowed private address answers', async () => {
    const answer = await allowed().request(`http://127.0.0.1:${port}/`)
    expect([answer.status, Buffer.from(answer.bytes).toString()]).toEqual([200, 'hello'])
  })

  test.each([
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://10.1.2.3/',
    'http://192.168.1.1/',
    'http://169.254.169.254/',
    'http://[::ffff:10.0.0.1]/',
    'http://0x7f000001/',
    'http://localhost/',
    'file:///etc/passwd',
    'nonsense',
  ])('%s is refused', async url => {
    await expect(closed.request(url)).rejects.toMatchObject({ code: 'kernel.egress_refused' })
  })

  test('a range in CIDR allows its addresses and no others', async () => {
    const guard = new EgressGuard({ allow: ['10.1.0.0/16'] })
    expect(() => guard.checkUrl(new URL('http://10.1.2.3/'))).not.toThrow()
    expect(() => guard.checkUrl(new URL('http://10.2.2.3/'))).toThrow('ATOM may not call 10.2.2.3')
  })

  test('a fetch waits for its first byte as long as it is told to', async () => {
    const hanging = allowed().fetch(`http://127.0.0.1:${port}/hang`, { timeout: 50 })
    await expect(hanging).rejects.toMatchObject({ code: 'kernel.outside_timed_out', message: expect.stringContaining('0.05 s') })
  })

  test('another port of an allowed host stays closed', async () => {
    await expect(
      createOutboundHttp(new EgressGuard({ allow: ['127.0.0.1:1'] })).request(`http://127.0.0.1:${port}/`),
    ).rejects.toMatchObject({ code: 'kernel.egress_refused' })
  })

  test('a redirect to a private address is refused, an endless one ends', async () => {
    await expect(allowed().request(`http://127.0.0.1:${port}/to-private`)).rejects.toMatchObject({ code: 'kernel.egress_refused' })
    await expect(allowed().request(`http://127.0.0.1:${port}/loop`)).rejects.toMatchObject({ code: 'kernel.unreachable' })
  })

  test.each([
    ['an address that is forbidden', 'http://10.0.0.1/', true],
    ['a forbidden address that another one named', '/to-private', false],
    ['an answer that does not come', '/hang', false],
  ])('%s: whether nothing was done is known', async (_, address, nothingDone) => {
    const http = createOutboundHttp(new EgressGuard({ allow: ['127.0.0.1'] }))
    const url = new URL(address, `http://127.0.0.1:${port}`).href
    await expect(http.request(url, { method: 'POST', timeout: 200 })).rejects.toMatchObject({ nothingDone })
  })

  test('credentials do not follow a redirect to another origin', async () => {
    asked.length = 0
    await allowed().request(`http://127.0.0.1:${port}/to-other`, { headers: { authorization: 'Bearer x' } })
    expect(asked).toEqual([
      { url: '/to-other', authorization: 'Bearer x' },
      { url: '/there', authorization: undefined },
    ])
  })

  test.each(['/hang', '/hang-in-body'])('silence at %s is a typed time-out', async path => {
    await expect(allowed().request(`http://127.0.0.1:${port}${path}`, { timeout: 100 })).rejects.toMatchObject({
      code: 'kernel.outside_timed_out',
      retry: 'policy',
    })
  })

  test('an answer larger than allowed is refused', async () => {
    await expect(allowed().request(`http://127.0.0.1:${port}/large`, { maxBytes: 1000 })).rejects.toMatchObject({
      code: 'kernel.answer_too_large',
    })
  })

  test('a host that does not listen is named in a sentence', async () => {
    const http = createOutboundHttp(new EgressGuard({ allow: ['127.0.0.1'] }))
    const gone = createServer().listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const free = (gone.address() as AddressInfo).port
    await new Promise(resolve => gone.close(resolve))
    await expect(http.request(`http://127.0.0.1:${free}/`)).rejects.toMatchObject({
      code: 'kernel.unreachable',
      message: `127.0.0.1:${free} could not be reached: nothing listens there.`,
      nothingDone: true,
    })
  })

  test('connections to hosts nobody has called for long do not pile up', async () => {
    const many = createServer((_, response) => response.end('hello'))
    many.keepAliveTimeout = 60_000
    many.listen(0, '127.0.0.1')
    await once(many, 'listening')
    const { port: at } = many.address() as AddressInfo
    const http = createOutboundHttp({
      checkUrl: () => {},
      lookup: () => (_, options, found) => (options.all ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4)),
    })
    for (let n = 0; n <= 501; n++) await http.request(`http://host-${n}.example:${at}/`)
    await expect.poll(() => new Promise(resolve => many.getConnections((_, count) => resolve(count)))).toBe(1)
    many.closeAllConnections()
    many.close()
  })

  test('a reader sends safe methods only', async () => {
    const reader = forReading(allowed(), 'x.read')
    await expect(reader.request(`http://127.0.0.1:${port}/`, { method: 'DELETE' })).rejects.toMatchObject({ code: 'kernel.read_only' })
    expect((await reader.request(`http://127.0.0.1:${port}/`)).status).toBe(200)
  })
})
