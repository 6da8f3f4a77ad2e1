import { AtomError, newId } from '@atom/kernel'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { serverErrors } from '../errors.ts'

const limitText = '1 MB'

/** Fastify's own complaints in our words. */
function known(error: FastifyError): AtomError | undefined {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return serverErrors.too_large({ limit: limitText })
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
  let error = AtomError.is(thrown) ? thrown : known(thrown as FastifyError)
  if (!error || error.status >= 500) {
    const id = newId()
    request.log.error({ err: thrown, cause: (thrown as Error)?.cause, id }, 'a request failed')
    error ??= serverErrors.internal({ id })
  }
  const { retry } = error
  if (typeof retry === 'object') reply.header('retry-after', Math.ceil(retry.after / 1000))
  return reply.code(error.status).type('application/problem+json').send(problemOf(error))
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
