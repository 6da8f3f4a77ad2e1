// A load generator in a process of its own, so that it does not share the event loop it measures. Options by argument, result on stdout, both JSON.
import autocannon from 'autocannon'

export interface Load {
  url: string
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body?: string
  connections: number
  seconds: number
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
  const { url, method, headers, body, connections, seconds } = JSON.parse(process.argv[2] as string) as Load
  const run = (duration: number) => autocannon({ url, method, headers, body, connections, duration })
  await run(Math.min(3, seconds))
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
