import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { AtomError } from '@atom/kernel'
import { serverErrors } from '../errors.ts'
import { problemOf } from './problem.ts'

const causes: Record<string, () => AtomError> = {
  HPE_HEADER_OVERFLOW: serverErrors.headers_too_large,
  ERR_HTTP_REQUEST_TIMEOUT: serverErrors.too_slow,
}

/** What is not even HTTP gets a problem too, written by hand: there is no request yet, and so no reply. */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const problem = problemOf((causes[error.code ?? ''] ?? serverErrors.bad_request)())
  const body = JSON.stringify(problem)
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
