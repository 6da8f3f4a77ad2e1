import type { IncomingMessage } from 'node:http'
import { workflowErrors } from '@atom/workflows'
import { serverErrors } from '../errors.ts'

const megabyte = 1024 * 1024
/** Small bodies always find room. */
const small = 64 * 1024

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

  /** @throws server.too_large, workflow.busy; what the connection throws */
  async read(stream: IncomingMessage): Promise<Buffer> {
    this.#check(Number(stream.headers['content-length'] ?? 0))
    const chunks: Buffer[] = []
    let length = 0
    try {
      for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        length += chunk.length
        this.#held += chunk.length
        this.#check(length)
        chunks.push(chunk)
      }
    } finally {
      this.#held -= length
    }
    return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, length)
  }

  #check(length: number): void {
    if (length > this.#largest) throw serverErrors.too_large({ limit: `${Math.round(this.#largest / megabyte)} MB` })
    if (length > small && this.#held > this.#most) throw workflowErrors.busy({}, { retry: { after: 1000 } })
  }
}
