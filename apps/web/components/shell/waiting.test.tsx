// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findWaiting, keepWaiting } from '../../lib/outbox.ts'
import { render } from '../../testing/render.tsx'
import { Waiting } from './waiting.tsx'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const message = { kind: 'message' as const, id: 'm1', person: 'p', words: 'remind me at 5', sessionId: 's' }

test('what waits is shown, and nobody else sends it', async () => {
  keepWaiting({ ...message, person: 'somebody else' })
  const { calls } = render(<Waiting person="p" />)
  expect(screen.queryByText(/Waiting to be sent/)).toBe(null)
  expect(calls).toEqual([])
})

test('a message goes out under its own id, after one that came before it', async () => {
  keepWaiting(message)
  keepWaiting({ ...message, id: 'm2', words: 'and at 6' })
  const { calls } = render(<Waiting person="p" />, { 'POST /api/chat': { sessionId: 's' } })
  await waitFor(() => expect(findWaiting('m2')).toBe(undefined))
  expect(calls.filter(call => call.request === 'POST /api/chat').map(call => call.body)).toEqual([
    { text: 'remind me at 5', messageId: 'm1', sessionId: 's' },
    { text: 'and at 6', messageId: 'm2', sessionId: 's' },
  ])
})

test('what is refused stays, with the sentence, until it is discarded', async () => {
  keepWaiting(message)
  const refused = () =>
    Response.json({ status: 404, code: 'chat.session_not_found', detail: 'That conversation is gone.' }, { status: 404 })
  render(<Waiting person="p" />, { 'POST /api/chat': refused })
  await screen.findByText('Not sent: That conversation is gone. “remind me at 5”')
  await userEvent.click(screen.getByRole('button', { name: 'Discard' }))
  expect(findWaiting('m1')).toBe(undefined)
})

test('a note that was changed elsewhere meanwhile is put together with what was written', async () => {
  const base = { title: 'T', body: 'a\nb', labels: [] }
  keepWaiting({
    kind: 'note',
    id: 'note:n',
    person: 'p',
    words: 'T',
    edit: { id: 'n', key: 'n', base, revision: 'r1', draft: { ...base, body: 'a\nb mine' } },
  })
  const note = (body: string, revision: string) => ({
    id: 'n',
    title: 'T',
    body,
    labels: [],
    revision,
    createdAt: '2026-11-24T10:00:00Z',
    updatedAt: '2026-11-24T10:00:00Z',
  })
  const { calls } = render(<Waiting person="p" />, {
    'GET /api/notes/n': note('a theirs\nb', 'r2'),
    'PATCH /api/notes/n': (body: unknown) => {
      const { body: text, revision } = body as { body: string; revision: string }
      return revision === 'r2'
        ? note(text, 'r3')
        : Response.json({ status: 409, code: 'productivity.note_changed', detail: 'Changed.' }, { status: 409 })
    },
  })
  await waitFor(() => expect(findWaiting('note:n')).toBe(undefined))
  expect(calls.filter(call => call.request === 'PATCH /api/notes/n').at(-1)?.body).toMatchObject({
    body: 'a theirs\nb mine',
    revision: 'r2',
  })
})
