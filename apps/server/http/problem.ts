import { AtomError, newId } from '@atom/kernel'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { serverErrors } from '../errors.ts'

const megabyte = 1024 * 1024

/** Fastify's own complaints in our words. */
function known(error: FastifyError, request: FastifyRequest): AtomError | undefined {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return serverErrors.too_large({ limit: `${Math.round((request.routeOptions.bodyLimit ?? megabyte) / megabyte)} MB` })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return serverErrors.media_type({ expected: 'application/json' })
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return serverErrors.bad_json()
    default:
      if (error instanceof SyntaxError) return serverErrors.bad_json()
      return error.statusCode && error.statusCode < 500 ? serverErrors.bad_request() : undefined
  }
}

/** Any error as RFC 9457 problem JSON. What was not meant to be shown goes to the log under an id, and only the id is shown. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  let error = AtomError.is(thrown) ? thrown : known(thrown as FastifyError, request)
  if (!error || error.status >= 500) {
    const id = newId()
    request.log.error({ err: thrown, id }, 'a request failed')
    error ??= serverErrors.internal({ id })
  }
  if (error.status === 413) drain(request, reply)
  const { retry } = error
  if (typeof retry === 'object') reply.header('retry-after', Math.ceil(retry.after / 1000))
  return reply.code(error.status).type('application/problem+json').send(problemOf(error))
}

/** Far more than anybody sends by mistake. */
const mostDrained = 50 * megabyte

/** Who is still sending hears the answer only if the rest is taken in; closed at once, they would see a broken connection. */
function drain(request: FastifyRequest, reply: FastifyReply): void {
  reply.removeHeader('connection')
  let taken = 0
  request.raw.on('data', chunk => {
    taken += chunk.length
    if (taken > mostDrained) request.raw.destroy()
  })
  request.raw.resume()
}

export const problemOf = (error: AtomError) => ({
  type: `urn:atom:${error.code}`,
  title: error.code,
  status: error.status,
  code: error.code,
  detail: error.message,
  ...(error.errors ? { errors: error.errors } : {}),
  ...(Array.isArray(error.details.candidates) ? { candidates: error.details.candidates } : {}),
})
