// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { messagesKey } from '../../lib/chat/messages.ts'
import { render } from '../../testing/render.tsx'
import { Conversation } from './conversation.tsx'

afterEach(cleanup)

const message = { id: 'm1', sessionId: 's1', role: 'user', parts: [{ type: 'text', text: 'hello' }], status: 'done', createdAt: '' }
const none = () => Response.json({ status: 404, code: 'chat.session_not_found', detail: 'There is no such chat.' }, { status: 404 })

function Page() {
  const [session, setSession] = useState('s1')
  return <Conversation sessionId={session || undefined} onSession={setSession} onNew={() => setSession('')} say="" onSaid={() => {}} />
}

/** An open conversation that is then deleted elsewhere. */
async function open() {
  let deleted = false
  const { calls, client } = render(<Page />, {
    'GET /api/chat/sessions/s1/messages': () => (deleted ? none() : { items: [message], nextCursor: null }),
    'POST /api/chat': none,
  })
  await screen.findByText('hello')
  return { calls, client, remove: () => (deleted = true) }
}
const box = () => screen.getByLabelText<HTMLTextAreaElement>('Message')

describe('a conversation that was deleted elsewhere', () => {
  test('says so, is closed, and takes what was typed to a new one', async () => {
    const { client, remove } = await open()
    await userEvent.type(box(), 'buy milk')
    remove()
    client.invalidateQueries({ queryKey: messagesKey('s1') })
    await screen.findByText(/This conversation was deleted/)
    expect([box().readOnly, box().value]).toEqual([true, 'buy milk'])
    expect(screen.getByLabelText<HTMLButtonElement>('Send').disabled).toBe(true)
    await userEvent.click(screen.getByText('New conversation'))
    await waitFor(() => expect(screen.queryByText(/This conversation was deleted/)).toBeNull())
    expect([box().readOnly, box().value]).toEqual([false, 'buy milk'])
  })
  test('gives back the words it could not take', async () => {
    const { calls, remove } = await open()
    remove()
    await userEvent.type(box(), 'buy milk{Enter}')
    await screen.findByText(/This conversation was deleted/)
    expect([box().readOnly, box().value]).toEqual([true, 'buy milk'])
    expect(calls.filter(call => call.request === 'POST /api/chat')).toHaveLength(1)
  })
})
