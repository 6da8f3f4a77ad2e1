import { readServerSentEvents } from './server-sent-events.ts'

/** One thing that happened in the workspace, as `/api/stream` tells it. */
export interface LiveEvent {
  name: string
  data: Record<string, unknown>
}

/** The stream has just been opened, so something may have been missed: since the page began to ask for what it shows, or in a break. */
type Opened = 'first' | 'again'

type Message =
  | { kind: 'event'; event: LiveEvent }
  | { kind: 'connection'; open: boolean; opened?: Opened }
  | { kind: 'ask' }
  | { kind: 'refused' }

interface Listener {
  onEvent(event: LiveEvent): void
  onConnection(open: boolean, opened?: Opened): void
  /** The server knows nobody here any more; nothing further comes. */
  onRefused(): void
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>(resolve => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/**
 * Watches the workspace's events. Browsers allow six connections to one address, so only one tab holds the stream (a Web Lock
 * decides which) and tells the others. It reconnects for ever, more slowly each time, up to five seconds.
 */
export function watch(listener: Listener): () => void {
  const stop = new AbortController()
  const channel = new BroadcastChannel('atom.live')
  let open = false
  /** Whether there was a stream before, this tab's or another's. */
  let heardOpen = false

  const hear = (message: Message) => {
    if (message.kind === 'event') listener.onEvent(message.event)
    else if (message.kind === 'connection') {
      heardOpen ||= message.open
      listener.onConnection(message.open, message.opened)
    } else if (message.kind === 'refused') listener.onRefused()
  }
  const tell = (message: Message) => {
    hear(message)
    channel.postMessage(message)
  }
  const connection = (now: boolean) => {
    open = now
    tell({ kind: 'connection', open: now, ...(now ? { opened: heardOpen ? 'again' : 'first' } : {}) })
  }

  let leading = false
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind !== 'ask') hear(data)
    else if (leading) channel.postMessage({ kind: 'connection', open } satisfies Message)
  }
  channel.postMessage({ kind: 'ask' } satisfies Message)

  const lead = async () => {
    leading = true
    let failures = 0
    let lastId: string | undefined
    while (!stop.signal.aborted) {
      try {
        const answer = await fetch('/api/stream', {
          headers: { accept: 'text/event-stream', ...(lastId ? { 'last-event-id': lastId } : {}) },
          signal: stop.signal,
        })
        if (answer.status === 401) return tell({ kind: 'refused' })
        if (!answer.ok || !answer.body) throw new Error(`stream answered ${answer.status}`)
        failures = 0
        connection(true)
        for await (const { event, data } of readServerSentEvents(answer.body)) {
          const parsed = JSON.parse(data) as { id?: string; name?: string; data?: Record<string, unknown> }
          lastId = parsed.id ?? lastId
          const name = parsed.name ?? event
          if (name) tell({ kind: 'event', event: { name, data: parsed.data ?? (parsed as Record<string, unknown>) } })
        }
      } catch {
        if (stop.signal.aborted) return
      }
      connection(false)
      await pause(Math.min(5_000, 500 * 2 ** failures++), stop.signal)
    }
  }

  if ('locks' in navigator) navigator.locks.request('atom.live', { signal: stop.signal }, lead).catch(() => {})
  else void lead()

  return () => {
    stop.abort()
    channel.close()
  }
}
