import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createOutboundHttp, privateOrigin } from '../index.ts'

/** What DNS says of a name at this moment. */
const dns: { answer: string[] } = { answer: [] }
vi.mock('node:dns', async original => {
  const real = await original<typeof import('node:dns')>()
  const lookup = (
    name: string,
    options: object,
    callback: (error: Error | null, addresses: { address: string; family: number }[]) => void,
  ) =>
    name === 'changing.local'
      ? callback(
          null,
          dns.answer.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
        )
      : (real.lookup as unknown as (...given: unknown[]) => void)(name, options, callback)
  return { ...real, lookup }
})

let server: Server
let port: number
let other: Server
let otherPort: number
let reached = 0
const listen = async (answer: Parameters<typeof createServer>[1]) => {
  const made = createServer(answer as never)
  await new Promise<void>(resolve => made.listen(0, '127.0.0.1', resolve))
  return { made, port: (made.address() as AddressInfo).port }
}
beforeAll(async () => {
  ;({ made: other, port: otherPort } = await listen((_, response) => {
    reached++
    response.end('secret')
  }))
  ;({ made: server, port } = await listen((request, response) => {
    if (request.url === '/elsewhere') return void response.writeHead(307, { location: `http://127.0.0.1:${otherPort}/` }).end()
    if (request.url === '/public') return void response.writeHead(302, { location: 'https://example.com/' }).end()
    if (request.url === '/here') return void response.writeHead(302, { location: '/' }).end()
    response.end('hello')
  }))
})
afterAll(() => {
  for (const one of [server, other]) {
    one.closeAllConnections()
    one.close()
  }
})

const to = (host: string) => createOutboundHttp(privateOrigin(`http://${host}:${port}`))

describe('the way to one private origin', () => {
  test('answers there, after a redirect within it too', async () => {
    for (const path of ['/', '/here'])
      expect(Buffer.from((await to('127.0.0.1').request(`http://127.0.0.1:${port}${path}`)).bytes).toString()).toBe('hello')
  })

  test.each(['/elsewhere', '/public'])('a redirect out of it (%s) is not followed', async path => {
    await expect(to('127.0.0.1').request(`http://127.0.0.1:${port}${path}`)).rejects.toMatchObject({ code: 'kernel.other_origin' })
    expect(reached).toBe(0)
  })

  test.each([
    ['another port', () => `http://127.0.0.1:${otherPort}/`],
    ['another scheme', () => `https://127.0.0.1:${port}/`],
    ['another name for it', () => `http://localhost:${port}/`],
    ['a public address', () => 'https://example.com/'],
  ])('%s is refused', async (_, address) => {
    await expect(to('127.0.0.1').request(address())).rejects.toMatchObject({ code: 'kernel.other_origin', nothingDone: true })
    expect(reached).toBe(0)
  })

  test('a name reaches what it leads to, and nothing once it leads to where a cloud keeps its secrets', async () => {
    dns.answer = ['127.0.0.1']
    expect((await to('changing.local').request(`http://changing.local:${port}/`)).status).toBe(200)
    for (const address of ['169.254.169.254', 'fe80::1', 'fd00:ec2::254', '100.100.100.200', '::ffff:169.254.169.254']) {
      dns.answer = [address]
      await expect(to('changing.local').request(`http://changing.local:${port}/`)).rejects.toMatchObject({ code: 'kernel.closed_address' })
    }
  })

  test('a link-local address is refused as it is written too', async () => {
    const http = createOutboundHttp(privateOrigin('http://169.254.169.254'))
    await expect(http.request('http://169.254.169.254/latest/meta-data/')).rejects.toMatchObject({ code: 'kernel.closed_address' })
  })
})
