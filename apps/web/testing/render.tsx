import { ChakraProvider } from '@chakra-ui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render as renderInto } from '@testing-library/react'
import type { ReactNode } from 'react'
import { vi } from 'vitest'
import { system } from '../theme/system.ts'

/** Answers of the server by `METHOD /path`; what is called without an answer fails the test. */
export type Answers = Record<string, unknown | ((body: unknown) => unknown)>

/** Draws a component over a server that gives these answers. `calls` are the requests it got. */
export function render(ui: ReactNode, answers: Answers = {}) {
  const calls: { request: string; body: unknown }[] = []
  const me = { id: 'p', name: 'Ana', email: 'ana@example.com', timeZone: 'Europe/Berlin', locale: 'en-GB' }
  const all: Answers = { 'GET /api/auth/get-session': { user: {} }, 'GET /api/me': me, ...answers }
  vi.stubGlobal('fetch', async (asked: Request) => {
    const request = `${asked.method} ${new URL(asked.url).pathname}`
    const text = await asked.text()
    const body = text ? JSON.parse(text) : undefined
    calls.push({ request, body })
    if (!(request in all))
      return Response.json({ status: 404, code: 'test.no_answer', detail: `No answer for ${request}` }, { status: 404 })
    const answer = all[request]
    const value = await (typeof answer === 'function' ? answer(body) : answer)
    return value instanceof Response ? value : Response.json(value)
  })
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  renderInto(
    <ChakraProvider value={system}>
      <QueryClientProvider client={client}>{ui}</QueryClientProvider>
    </ChakraProvider>,
  )
  return { calls, client }
}
