import type { Auth } from './auth.ts'
import type { SignInLimiter } from './sign-in-limiter.ts'

/** Paths of better-auth that hash a given password for whoever asks. */
const guesses = new Set(['/api/auth/sign-in/email'])
/** Nobody signs in with a body larger than this. */
const largestBody = 20_000

/** Answers `/api/auth/*`: better-auth behind our own limit. `address` is the caller's, as the server knows it. */
export function createAuthHandler(auth: Auth, limiter: SignInLimiter) {
  return async (request: Request, address: string): Promise<Response> => {
    const path = new URL(request.url).pathname.replace(/\/+$/, '')
    if (request.method !== 'POST' || !guesses.has(path)) return auth.handler(request)
    const text = await request.clone().text()
    if (text.length > largestBody) return problem(413, 'PAYLOAD_TOO_LARGE', 'That is too much for a sign-in.')
    const attempt = limiter.attempt(address, emailIn(text))
    if (attempt.wait > 0) {
      const seconds = Math.ceil(attempt.wait / 1000)
      return problem(429, 'TOO_MANY_ATTEMPTS', `Too many attempts. Try again in ${seconds} s.`, { 'retry-after': String(seconds) })
    }
    const response = await auth.handler(request)
    if (response.ok) attempt.succeeded()
    return response
  }
}

function emailIn(text: string): string {
  try {
    const { email } = JSON.parse(text) as { email?: unknown }
    return typeof email === 'string' ? email : ''
  } catch {
    return new URLSearchParams(text).get('email') ?? ''
  }
}

/** In better-auth's own shape, which this part of the API keeps. */
const problem = (status: number, code: string, message: string, headers: Record<string, string> = {}) =>
  Response.json({ code, message }, { status, headers })
