import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What it answers instead of vectors: a status with what it says, any body, or nothing at all. */
export type EmbedderTurn = { status: number; headers?: Record<string, string>; body?: unknown } | 'silence'

/** One request as it came. */
export interface EmbedRequest {
  path: string
  model: string
  input: string[]
  authorization: string | undefined
}

/** A server that embeds, for tests: OpenAI's `/v1/embeddings` and Ollama's `/api/embed` on loopback. Texts that share words are near. */
export interface ScriptedEmbedder {
  /** `http://127.0.0.1:PORT/v1`. */
  url: string
  /** `http://127.0.0.1:PORT`, as Ollama is addressed. */
  ollama: string
  host: string
  /** Numbers in its vectors; may be changed. */
  dimension: number
  /** What its words are hashed with; another gives other vectors, as another model does. */
  seed: string
  requests: EmbedRequest[]
  /** Each of the next requests takes one. */
  next(...turns: EmbedderTurn[]): void
  close(): Promise<void>
}

export async function openScriptedEmbedder(dimension = 32): Promise<ScriptedEmbedder> {
  const turns: EmbedderTurn[] = []
  const server = createServer(async (incoming, response) => {
    const path = incoming.url ?? '/'
    const { model, input } = JSON.parse(await text(incoming)) as { model: string; input: string[] }
    embedder.requests.push({ path, model, input, authorization: incoming.headers.authorization })
    const turn = turns.shift()
    if (turn === 'silence') return
    const say = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(JSON.stringify(body))
    }
    if (turn) say(turn.status, turn.body ?? {}, turn.headers)
    else if (path === '/v1/embeddings')
      // Out of order, as the protocol allows.
      say(200, { data: input.map((one, index) => ({ index, embedding: vectorOf(one, embedder.dimension, embedder.seed) })).reverse() })
    else if (path === '/api/embed') say(200, { embeddings: input.map(one => vectorOf(one, embedder.dimension, embedder.seed)) })
    else say(404, { error: 'no such path' })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const embedder: ScriptedEmbedder = {
    url: `http://${host}/v1`,
    ollama: `http://${host}`,
    host,
    dimension,
    seed: '',
    requests: [],
    next: (...more) => void turns.push(...more),
    close: () => {
      server.closeAllConnections()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
  return embedder
}

function vectorOf(said: string, dimension: number, seed: string): number[] {
  const vector = new Array<number>(dimension).fill(0.01)
  for (const word of said.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const digest = createHash('sha256')
      .update(seed + word)
      .digest()
    vector[digest.readUInt16LE(0) % dimension] = (vector[digest.readUInt16LE(0) % dimension] as number) + (digest.readInt8(2) < 0 ? -1 : 1)
  }
  return vector
}
