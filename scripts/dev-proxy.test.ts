import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { devProxy } from './dev-proxy.mjs'

const open: Server[] = []
const listen = async (server: Server) => {
  open.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return (server.address() as AddressInfo).port
}

let address: string
let finishStream: () => void

beforeAll(async () => {
  const api = createServer((incoming, answer) => {
    if (incoming.url === '/api/stream') {
      answer.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: first\n\n')
      finishStream = () => answer.end('data: last\n\n')
    } else answer.writeHead(200, { 'set-cookie': ['a=1', 'b=2'] }).end(`api ${incoming.headers.host} ${incoming.headers.cookie}`)
  })
  const web = createServer((_, answer) => answer.end('web'))
  web.on('upgrade', (_, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n')
    socket.on('data', data => socket.end(`echo ${data}`))
  })
  address = `http://127.0.0.1:${await listen(devProxy({ api: await listen(api), web: await listen(web) }))}`
})
afterAll(() => {
  for (const server of open) {
    server.close()
    server.closeAllConnections()
  }
})

describe('the proxy of npm run dev', () => {
  test('the API gets the browser’s host and cookie, and the browser gets each of its cookies', async () => {
    const answer = await fetch(`${address}/api/tasks`, { headers: { cookie: 'c=3' } })
    expect(await answer.text()).toBe(`api ${new URL(address).host} c=3`)
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  for (const [path, expected] of [
    ['/', 'web'],
    ['/tasks', 'web'],
    ['/apis', 'web'],
    ['/_next/static/x.js', 'web'],
  ] as const)
    test(`${path} is answered by the web app`, async () => {
      expect(await (await fetch(address + path)).text()).toBe(expected)
    })

  for (const path of ['/health', '/openapi.json', '/v1/models', '/docs', '/hooks/acme/orders?x=1'])
    test(`${path} is answered by the server`, async () => {
      expect(await (await fetch(address + path)).text()).toMatch(/^api /)
    })

  test('an event of a stream arrives while the stream is open', async () => {
    const answer = await fetch(`${address}/api/stream`)
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
    expect(Buffer.from((await reader.read()).value as Uint8Array).toString()).toBe('data: first\n\n')
    finishStream()
    expect(Buffer.from((await reader.read()).value as Uint8Array).toString()).toBe('data: last\n\n')
  })

  test('Next’s reload socket is carried along', async () => {
    const { port } = new URL(address)
    const outgoing = request({
      host: '127.0.0.1',
      port,
      path: '/_next/webpack-hmr',
      headers: { connection: 'upgrade', upgrade: 'websocket' },
    })
    outgoing.end()
    const [, socket] = await once(outgoing, 'upgrade')
    socket.write('hello')
    expect(String((await once(socket, 'data'))[0])).toBe('echo hello')
    socket.destroy()
  })
})
