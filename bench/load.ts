// A load generator in a process of its own, so that it does not share the event loop it measures. Options by argument, result on stdout, both JSON.
import { randomUUID } from 'node:crypto'
import autocannon, { type Request } from 'autocannon'

export interface Load {
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body?: string
  connections: number
  seconds: number
  /** Each request begins its page somewhere else, so that no two are the same. */
  elsewhere?: boolean
}

export interface LoadResult {
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  requests: number
  /** Answers outside 2xx, and connections that failed. */
  failures: number
}

if (import.meta.main) {
  const { url, method, headers, body, connections, seconds, elsewhere } = JSON.parse(process.argv[2] as string) as Load
  const { pathname } = new URL(url)
  // A cursor is the sort keys of the row before: a task due that day, with any id.
  const cursor = () => Buffer.from(JSON.stringify(['2026-12-01', randomUUID()])).toString('base64url')
  const anywhere = [{ setupRequest: (request: Request) => ({ ...request, path: `${pathname}?cursor=${cursor()}` }) }]
  const run = (duration: number) =>
    autocannon({ url, method, headers, body, connections, duration, ...(elsewhere ? { requests: anywhere } : {}) })
  await run(Math.min(1, seconds))
  const { requests, latency, non2xx, errors } = await run(seconds)
  const result: LoadResult = {
    perSecond: requests.average,
    p50: latency.p50,
    p99: latency.p99,
    requests: requests.total,
    failures: non2xx + errors,
  }
  process.stdout.write(JSON.stringify(result))
}
