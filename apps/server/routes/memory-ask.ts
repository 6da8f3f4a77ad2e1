import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { AtomError } from '@atom/kernel'
import { createUIMessageStream, JsonToSseTransformStream, UI_MESSAGE_STREAM_HEADERS } from 'ai'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Atom } from '../atom.ts'
import { idempotencyKeyOf } from '../http/idempotency-key.ts'
import { answer } from './skill-routes.ts'

/**
 * `POST /api/memory/ask`: with `Accept: application/json` the whole answer; else the AI SDK's UI message stream, words as they come and a part
 * `data-citations` with `found` and `citations` at the end.
 */
export function memoryAsk(app: FastifyInstance, atom: Atom): void {
  const skill = atom.registry.get('memory.ask')
  app.post('/api/memory/ask', async (request, reply) => {
    if (request.headers.accept?.includes('application/json')) return answer(atom, skill, request.body ?? {}, request, reply)
    // Before the stream begins, so that bad input is answered as everywhere.
    const input = z.strictObject(skill.input.shape).parse(request.body ?? {})
    const ctx = request.context()
    const stream = createUIMessageStream({
      async execute({ writer }) {
        const id = 'answer'
        writer.write({ type: 'text-start', id })
        const outcome = await atom.memory.listening(
          delta => writer.write({ type: 'text-delta', id, delta }),
          () => atom.invoke(ctx, skill.id, input, { idempotencyKey: idempotencyKeyOf(request) }),
        )
        writer.write({ type: 'text-end', id })
        if (outcome.status === 'approval') {
          writer.write({ type: 'data-approval', data: outcome.approval })
          return
        }
        const { found, citations } = outcome.output as { found: boolean; citations: unknown[] }
        writer.write({ type: 'data-citations', data: { found, citations } })
      },
      onError(error) {
        if (AtomError.is(error)) return error.message
        atom.log.error({ err: error }, 'an answer from memory failed')
        return 'The answer could not be finished.'
      },
    })
    const text = stream.pipeThrough(new JsonToSseTransformStream()).pipeThrough(new TextEncoderStream())
    return reply.headers({ ...UI_MESSAGE_STREAM_HEADERS, 'cache-control': 'no-store' }).send(Readable.fromWeb(text as WebStream))
  })
}
