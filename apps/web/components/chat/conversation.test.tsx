// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { messagesChanged, messagesKey } from '../../lib/chat/messages.ts'
import { heardDeleted } from '../../lib/chat/standing.ts'
import { render } from '../../testing/render.tsx'
import { Conversation } from './conversation.tsx'
import { DeleteSession } from './session-dialogs.tsx'

afterEach(cleanup)

const message = { id: 'm1', sessionId: 's1', role: 'user', parts: [{ type: 'text', text: 'hello' }], status: 'done', createdAt: '' }
const none = () => Response.json({ status: 404, code: 'chat.session_not_found', detail: 'There is no such chat.' }, { status: 404 })

function Page() {
  const [session, setSession] = useState('s1')
  return (
    <Conversation sessionId={session || undefined} fresh={0} onSession={setSession} onNew={() => setSession('')} say="" onSaid={() => {}} />
  )
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

describe('a conversation that this page knows to be deleted', () => {
  const reads = (calls: { request: string }[]) => calls.filter(call => call.request === 'GET /api/chat/sessions/s1/messages').length

  /** An open conversation beside the question whether to delete it, confirmed; the page stays on it. */
  async function leave(answer: () => Response | Promise<Response>) {
    const session = { id: 's1', title: 'hello', busy: false, createdAt: '', updatedAt: '' }
    const both = (
      <>
        <Page />
        <DeleteSession session={session} onClose={() => {}} onDeleted={() => {}} />
      </>
    )
    const { calls, client } = render(both, {
      'GET /api/chat/sessions/s1/messages': { items: [message], nextCursor: null },
      'DELETE /api/chat/sessions/s1': answer,
    })
    await screen.findByText('hello')
    await userEvent.click(screen.getByText('Delete'))
    await waitFor(() => expect(calls.map(call => call.request)).toContain('DELETE /api/chat/sessions/s1'))
    return { calls, client }
  }

  test('by an event is not asked for again', async () => {
    const { calls, client } = await open()
    heardDeleted(client, 's1')
    await screen.findByText(/This conversation was deleted/)
    messagesChanged(client, { sessionId: 's1', messageId: 'm1' })
    await client.refetchQueries()
    expect(reads(calls)).toBe(1)
  })
  test('by its own deletion is not asked for again, whatever is heard before the answer', async () => {
    const answer = Promise.withResolvers<Response>()
    const { calls, client } = await leave(() => answer.promise)
    heardDeleted(client, 's1')
    messagesChanged(client, { sessionId: 's1', messageId: 'm1' })
    await client.refetchQueries({ queryKey: messagesKey('s1') })
    expect([reads(calls), screen.queryByText(/This conversation was deleted/)]).toEqual([1, null])
    answer.resolve(new Response(null, { status: 204 }))
    await screen.findByText(/This conversation was deleted/)
    expect(reads(calls)).toBe(1)
  })
  test('is one again when the deletion is refused', async () => {
    const { calls, client } = await leave(() => Response.json({ status: 403, code: 'test.refused', detail: 'Not you.' }, { status: 403 }))
    await waitFor(async () => {
      await client.refetchQueries({ queryKey: messagesKey('s1') })
      expect(reads(calls)).toBeGreaterThan(1)
    })
    expect(screen.queryByText(/This conversation was deleted/)).toBeNull()
  })
})

describe('“Not now” on a proposal', () => {
  const proposal = (status: 'done' | 'asks') => ({
    ...message,
    id: 'm2',
    role: 'assistant',
    parts: [
      {
        type: 'call',
        id: 'c1',
        skill: 'automations.propose',
        title: 'Propose an automation',
        input: { text: 'every Monday at 8 list my tasks' },
        status: 'done',
        output: { id: 'w1', name: 'Mondays', graph: { trigger: { type: 'schedule' }, nodes: [], edges: [] }, when: 'Every Monday at 8:00' },
      },
      ...(status === 'asks'
        ? [
            {
              type: 'call',
              id: 'c2',
              skill: 'tasks.delete',
              title: 'Delete tasks',
              input: {},
              status,
              approval: { id: 'a1', status: 'pending', expiresAt: '2999-01-01T00:00:00Z' },
            },
          ]
        : []),
    ],
  })
  const show = (items: unknown[]) =>
    render(<Page />, {
      'GET /api/chat/sessions/s1/messages': () => ({ items, nextCursor: null }),
      'GET /api/workflows/w1': { id: 'w1', published: false, enabled: false, changed: false },
      'POST /api/chat': none,
    })
  const said = (calls: { request: string; body: unknown }[]) =>
    calls.filter(call => call.request === 'POST /api/chat').map(call => (call.body as { text: string }).text)

  test('is said in the chat, so that a later yes enables nothing', async () => {
    const { calls } = show([message, proposal('done')])
    await userEvent.click(await screen.findByRole('button', { name: 'Not now' }))
    await waitFor(() => expect(said(calls)).toEqual(['Not now']))
  })
  test('says nothing where another question is open, or where the talk went on', async () => {
    for (const items of [
      [message, proposal('asks')],
      [message, proposal('done'), { ...message, id: 'm3' }],
    ]) {
      const { calls } = show(items)
      await userEvent.click(await screen.findByRole('button', { name: 'Not now' }))
      await screen.findByText('It stays a draft.')
      expect(said(calls)).toEqual([])
      cleanup()
    }
  })
})

test('what is said before the address names the new conversation is said in it', async () => {
  // Ids grow with time.
  const turn = (text: string, [question, answer]: string[]) =>
    [
      { type: 'start', messageId: answer },
      { type: 'data-session', data: { sessionId: 's2', userMessageId: question } },
      { type: 'text-start', id: 't' },
      { type: 'text-delta', id: 't', delta: `You said ${text}.` },
      { type: 'finish' },
    ].map(chunk => `data: ${JSON.stringify(chunk)}\n\n`)
  const said: { id: string; role: string; text: string }[] = []
  const { calls } = render(
    <Conversation sessionId={undefined} fresh={0} onSession={() => {}} onNew={() => {}} say="" onSaid={() => {}} />,
    {
      'POST /api/chat': (body: unknown) => {
        const { text } = body as { text: string }
        const ids = [1, 2].map(more => `m${said.length + more}`) as [string, string]
        said.push({ id: ids[0], role: 'user', text }, { id: ids[1], role: 'assistant', text: `You said ${text}.` })
        return new Response(turn(text, ids).join(''), { headers: { 'content-type': 'text/event-stream' } })
      },
      'GET /api/chat/sessions/s2/messages': () => ({
        items: said.map(({ text, ...rest }) => ({
          ...rest,
          sessionId: 's2',
          parts: [{ type: 'text', text }],
          status: 'done',
          createdAt: '',
        })),
        nextCursor: null,
      }),
    },
  )
  for (const words of ['hello', 'yes']) {
    await userEvent.type(box(), `${words}{Enter}`)
    await screen.findByText(`You said ${words}.`)
  }
  screen.getByText('You said hello.')
  const bodies = calls.filter(call => call.request === 'POST /api/chat').map(call => (call.body as { sessionId?: string }).sessionId)
  expect(bodies).toEqual([undefined, 's2'])
})
