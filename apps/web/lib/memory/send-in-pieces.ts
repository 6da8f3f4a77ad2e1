/** Bytes of one request: what is lost at most when the network goes in the middle of it is far less, for what came in stays. */
const piece = 16 * 1024 * 1024
/** Milliseconds before a request that did not get through is made again. */
const pauses = [1000, 2000, 5000, 10_000, 30_000, 30_000]

export interface InPieces {
  file: File
  /** With its folders. */
  name: string
  /** Of an upload that was begun before. */
  address?: string | undefined
  onAddress: (address: string) => void
  /** Bytes the server has. */
  onProgress: (sent: number) => void
  signal: AbortSignal
}

/** A refusal that trying again does not mend, in the server's words. */
export class Refused extends Error {}

/**
 * Sends one file by tus: over lost connections, and on from where an earlier page was. Its own few lines, as tus-js-client brings twenty
 * packages. @throws Refused; what the signal says once it is aborted
 */
export async function sendInPieces({ file, name, address, onAddress, onProgress, signal }: InPieces): Promise<void> {
  let [at, offset] = [address, 0]
  let failures = 0
  while (true) {
    signal.throwIfAborted()
    try {
      if (at === undefined) {
        const begun = await request(
          'POST',
          '/api/files',
          { 'upload-length': String(file.size), 'upload-metadata': metadata(file, name) },
          signal,
        )
        check(begun)
        at = begun.getResponseHeader('location') as string
        offset = 0
        onAddress(at)
      } else if (failures > 0 || offset === 0) {
        const told = await request('HEAD', at, {}, signal)
        // It has expired: from the beginning.
        if (told.status === 404) at = undefined
        else check(told)
        offset = Number(told.getResponseHeader('upload-offset') ?? 0)
      }
      if (at === undefined) continue
      onProgress(offset)
      if (offset === file.size) return
      const from = offset
      const headers = { 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream' }
      const sent = await request('PATCH', at, headers, signal, file.slice(from, from + piece), loaded => onProgress(from + loaded))
      // Asked anew where to go on.
      if (sent.status === 409 || sent.status === 404) throw new Unheard()
      check(sent)
      offset = Number(sent.getResponseHeader('upload-offset'))
      failures = 0
      onProgress(offset)
      if (offset === file.size) return
    } catch (error) {
      if (!(error instanceof Unheard)) throw error
      const pause = pauses[failures++]
      if (pause === undefined) throw new Refused('ATOM cannot be reached.')
      await wait(error.after ?? pause, signal)
    }
  }
}

/** It may get through another time. */
class Unheard extends Error {
  readonly after: number | undefined
  constructor(after?: number) {
    super('not heard')
    this.after = after
  }
}

function check(answer: XMLHttpRequest): void {
  const { status } = answer
  if (status >= 200 && status < 300) return
  if (status === 429 || status === 503) throw new Unheard((Number(answer.getResponseHeader('retry-after')) || 5) * 1000)
  if (status === 0 || status >= 500) throw new Unheard()
  throw new Refused(reasonOf(answer))
}

/** Why a request failed, in a sentence. */
export function reasonOf({ status, responseText }: XMLHttpRequest): string {
  if (status === 0) return 'ATOM cannot be reached.'
  try {
    return (JSON.parse(responseText) as { detail: string }).detail
  } catch {
    return `The server answered ${status}.`
  }
}

/** By XMLHttpRequest: the one way by which a browser tells how much of a request is on its way. */
function request(
  method: string,
  address: string,
  headers: Record<string, string>,
  signal: AbortSignal,
  body?: Blob,
  onProgress?: (loaded: number) => void,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    const abort = () => xhr.abort()
    signal.addEventListener('abort', abort, { once: true })
    if (onProgress) xhr.upload.onprogress = ({ loaded }) => onProgress(loaded)
    xhr.onloadend = () => {
      signal.removeEventListener('abort', abort)
      if (signal.aborted) reject(signal.reason)
      else if (xhr.status === 0) reject(new Unheard())
      else resolve(xhr)
    }
    xhr.open(method, address)
    for (const [name, value] of Object.entries({ 'tus-resumable': '1.0.0', ...headers })) xhr.setRequestHeader(name, value)
    xhr.send(body ?? null)
  })
}

const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    const stop = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    signal.addEventListener('abort', stop, { once: true })
  })

const metadata = (file: File, name: string): string => `filename ${base64(name)}${file.type === '' ? '' : `,filetype ${base64(file.type)}`}`
const base64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
