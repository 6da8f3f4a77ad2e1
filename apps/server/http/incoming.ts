import type { IncomingMessage } from 'node:http'
import { workflowErrors } from '@atom/workflows'
import { serverErrors } from '../errors.ts'

const megabyte = 1024 * 1024
/** Bytes. Small bodies always find room, and who is called is looked up after they were read. */
export const small = 64 * 1024

/** Reads bodies into memory, only so much of all of them at a time. */
export class Incoming {
  readonly #largest: number
  readonly #most: number
  #held = 0

  /** Bytes of one body and of all together. */
  constructor({ largest, most }: { largest: number; most: number }) {
    this.#largest = largest
    this.#most = most
  }

  /** Gives the body, or server.too_large, workflow.busy, or what the connection throws. By events: a promise for each piece costs more than the rest. */
  read(stream: IncomingMessage, done: (error: Error | null, body?: Buffer) => void): void {
    const chunks: Buffer[] = []
    let length = 0
    const end = (error: Error | null) => {
      stream.off('data', take).off('end', ended).off('error', end).off('close', broken)
      this.#held -= length
      if (error) {
        stream.pause()
        done(error)
      } else done(null, chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, length))
    }
    const take = (chunk: Buffer) => {
      length += chunk.length
      this.#held += chunk.length
      const refusal = this.#refusal(length)
      if (refusal) end(refusal)
      else chunks.push(chunk)
    }
    const ended = () => end(null)
    const broken = () => end(serverErrors.bad_request())
    const refusal = this.#refusal(Number(stream.headers['content-length'] ?? 0))
    if (refusal) done(refusal)
    else stream.on('data', take).on('end', ended).on('error', end).on('close', broken)
  }

  #refusal(length: number): Error | undefined {
    if (length > this.#largest) return serverErrors.too_large({ limit: `${Math.round(this.#largest / megabyte)} MB` })
    return length > small && this.#held > this.#most ? workflowErrors.busy({}, { retry: { after: 1000 } }) : undefined
  }
}
