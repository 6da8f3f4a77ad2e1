import { connect } from 'node:net'

/** Sends a text as it is to a server, where fetch would write it in its own way, and gives all that was heard until the connection closed. */
export const speak = (url: string, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text))
    socket.setTimeout(10_000, () => reject(new Error(`The connection stays open. Heard so far: ${heard}`)))
    socket.on('data', chunk => (heard += chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(heard))
  })

/** A request whose address is sent as it is written here. @returns the status */
export async function requestAt(
  url: string,
  address: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: object } = {},
): Promise<number> {
  const text = body === undefined ? '' : JSON.stringify(body)
  const all = {
    host: new URL(url).host,
    connection: 'close',
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  const heard = await speak(url, `${method} ${address} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${text}`)
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1])
}
