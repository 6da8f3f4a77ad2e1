import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call of a service outside, in the order in which they came. */
export interface Call {
  run: string
  /** Which step, as its graph calls it; a pass of a loop adds its number. */
  step: string
  /** The step's idempotency key. */
  key: string | undefined
  input: unknown
}

export interface Vendor {
  url: string
  calls: Call[]
  /** Milliseconds until it answers; may be changed. */
  delay: (call: Call) => number
  /** What the answer says of how many there were. */
  count: () => number
  /** Status of the answer to this call; 200 unless told. */
  status: (call: Call) => number
  close(): Promise<void>
}

/** A service outside that counts who calls it. */
export async function startVendor(): Promise<Vendor> {
  const vendor: Vendor = {
    url: '',
    calls: [],
    delay: () => Math.random() * 8,
    count: () => vendor.calls.length,
    status: () => 200,
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', chunk => (text += chunk))
    request.on('end', () => {
      const { run, step, input } = JSON.parse(text)
      const call: Call = { run, step, input, key: request.headers['idempotency-key'] as string | undefined }
      vendor.calls.push(call)
      setTimeout(() => {
        response.writeHead(vendor.status(call), { 'content-type': 'application/json' })
        response.end(JSON.stringify({ step, n: vendor.count() }))
      }, vendor.delay(call))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  vendor.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return vendor
}
