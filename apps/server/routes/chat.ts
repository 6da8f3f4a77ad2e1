import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import type { Turn } from '@atom/agents'
import { ChatRequest } from '@atom/contracts'
import { JsonToSseTransformStream, UI_MESSAGE_STREAM_HEADERS } from 'ai'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Atom } from '../atom.ts'
import { idempotencyKeyOf } from '../http/idempotency-key.ts'
import { once } from '../http/once.ts'

const streamHeaders = { ...UI_MESSAGE_STREAM_HEADERS, 'cache-control': 'no-store' }

/** The chat. The server owns the turn: a caller that hangs up only stops watching. */
export function chat(app: FastifyInstance, atom: Atom): void {
  const { coordinator } = atom.chat

  app.post('/api/chat', async (request, reply) => {
    const ctx = request.context({ via: 'chat', keepAfterHangUp: true })
    const message = ChatRequest.parse(request.body ?? {})
    // What the API calls Idempotency-Key is for the chat the client's own id of the message.
    const messageId = message.messageId ?? idempotencyKeyOf(request)
    const turn = await coordinator.reply(ctx, { ...message, messageId })
    stopWithRights(atom, request, turn)
    if (request.headers.accept?.includes('application/json')) return turn.result()
    return sendTurn(turn, reply)
  })

  app.get<{ Params: { id: string } }>('/api/chat/sessions/:id/stream', async (request, reply) => {
    const ctx = request.context({ via: 'chat' })
    const turn = await coordinator.active(ctx, request.params.id)
    return turn ? sendTurn(turn, reply) : reply.code(204).send()
  })

  app.post<{ Params: { id: string } }>('/api/chat/sessions/:id/stop', async request => {
    z.strictObject({}).parse(request.body ?? {})
    const ctx = request.context({ via: 'chat' })
    return once(atom, ctx, request, () => coordinator.stop(ctx, request.params.id))
  })
}

/** Whoever may no longer call, because they were removed, have a lower role or their session ended, has their turn stopped before its next call. */
function stopWithRights({ identity }: Atom, request: FastifyRequest, turn: Turn): void {
  const stopHearing = identity.onRightsChanged(async () => {
    if (!(await request.stillAllowed())) turn.stop()
  })
  void turn.done().finally(stopHearing)
}

/** The turn from its beginning. A reader that leaves ends the sending, not the turn. */
function sendTurn(turn: Turn, reply: FastifyReply): FastifyReply {
  const text = turn.toUIMessageStream().pipeThrough(new JsonToSseTransformStream()).pipeThrough(new TextEncoderStream())
  return reply.headers(streamHeaders).send(Readable.fromWeb(text as WebStream))
}
