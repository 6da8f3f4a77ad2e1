import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendTurn } from './send-turn.ts'
import type { ChatRequest, Turn } from './turn.ts'

/** A turn, or a function that decides after reading the request. */
export type Script = Turn | ((request: ChatRequest) => Turn)

/** A language model for tests: an HTTP server on loopback that speaks OpenAI's chat completions, streamed and not. */
export interface ScriptedModel {
  /** Its base address, `http://127.0.0.1:PORT/v1`. */
  url: string
  /** `127.0.0.1:PORT`, for ATOM_EGRESS_ALLOW. */
  host: string
  /** Every request so far, oldest first. */
  requests: ChatRequest[]
  /** Adds turns; each request takes the next one. */
  next(...turns: Script[]): void
  /** What it does when no turn is left; by default it answers 500 and says that its script is at an end. */
  otherwise(turn: Script): void
  /** Breaks open connections and stops listening. */
  close(): Promise<void>
}

const atAnEnd: Turn = { status: 500, error: 'The script of this model is at an end.' }

export async function openScriptedModel(...script: Script[]): Promise<ScriptedModel> {
  const turns = [...script]
  let otherwise: Script = atAnEnd
  const requests: ChatRequest[] = []

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(incoming.url ?? '/', 'http://model').pathname
    if (incoming.method === 'GET' && path === '/v1/models') {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ object: 'list', data: [{ id: 'scripted', object: 'model', owned_by: 'test' }] }))
      return
    }
    if (incoming.method !== 'POST' || path !== '/v1/chat/completions') {
      response.statusCode = 404
      response.end(JSON.stringify({ error: { message: `Nothing is served at ${path}.` } }))
      return
    }
    const body = JSON.parse(await text(incoming)) as Omit<ChatRequest, 'authorization'>
    const request: ChatRequest = { ...body, authorization: incoming.headers.authorization }
    requests.push(request)
    const turn = turns.shift() ?? otherwise
    await sendTurn(response, typeof turn === 'function' ? turn(request) : turn, request)
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}/v1`,
    host,
    requests,
    next: (...more) => {
      turns.push(...more)
    },
    otherwise: turn => {
      otherwise = turn
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function text(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
