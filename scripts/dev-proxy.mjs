import { createServer, request } from 'node:http'

/** What the server answers itself; all else is the web app's. */
const ofServer = /^\/(api|v1|mcp|hooks|webhooks|feeds|docs|metrics|health|openapi\.json|\.well-known)(\/|\?|$)/

/**
 * One origin in front of the API and `next dev` (ports on this machine): cookies work as installed, event streams pass through unbuffered
 * (Next's own rewrites buffer them), and Next's reload socket is carried along.
 */
export function devProxy({ api, web }) {
  const portOf = url => (ofServer.test(url) ? api : web)
  const pass = incoming => ({
    host: '127.0.0.1',
    port: portOf(incoming.url),
    method: incoming.method,
    path: incoming.url,
    headers: incoming.headers,
  })

  const server = createServer((incoming, answer) => {
    const outgoing = request(pass(incoming), came => {
      answer.writeHead(came.statusCode, came.rawHeaders)
      answer.flushHeaders()
      came.pipe(answer)
    })
    outgoing.once('error', () => {
      if (answer.headersSent) return answer.destroy()
      answer.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' }).end('It is still starting. Reload in a moment.\n')
    })
    answer.once('close', () => outgoing.destroy())
    incoming.pipe(outgoing)
  })

  server.on('upgrade', (incoming, socket, head) => {
    const outgoing = request(pass(incoming))
    outgoing.once('upgrade', (came, upstream, first) => {
      const lines = Array.from({ length: came.rawHeaders.length / 2 }, (_, i) => `${came.rawHeaders[2 * i]}: ${came.rawHeaders[2 * i + 1]}`)
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`)
      socket.write(first)
      upstream.write(head)
      for (const [from, to] of [
        [socket, upstream],
        [upstream, socket],
      ]) {
        from.pipe(to)
        from.on('error', () => to.destroy())
        from.on('close', () => to.destroy())
      }
    })
    outgoing.once('response', () => socket.destroy())
    outgoing.once('error', () => socket.destroy())
    outgoing.end()
  })
  return server
}
