// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import { render } from '../../testing/render.tsx'
import { ApprovalQuestion } from './approval-question.tsx'

afterEach(cleanup)

const approval = { id: 'a1', status: 'pending' as const, expiresAt: '2999-01-01T00:00:00Z' }
const text = { type: 'string' }
const skill = {
  id: 'tasks.delete',
  title: 'Delete tasks',
  effect: 'destructive',
  input: { type: 'object', properties: { id: { ...text, 'x-atom': { kind: 'ref', to: 'task' } }, reason: text } },
}
const answers = { 'GET /api/skills': { items: [skill], nextCursor: null }, 'POST /api/approvals/a1': {} }
const question = (asked: typeof approval & { form?: unknown; question?: string } = approval) => (
  <ApprovalQuestion approval={asked} skill="tasks.delete" input={{ id: 't1', reason: 'old' }} named={{ id: 'Buy milk' }} />
)
const sent = (calls: { request: string; body: unknown }[]) => calls.find(call => call.request === 'POST /api/approvals/a1')?.body

describe('a question before something is done', () => {
  test('names the thing, and sends a yes as it was asked', async () => {
    const { calls } = render(question(), answers)
    expect(screen.getByText('Buy milk')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }))
    await waitFor(() => expect(sent(calls)).toEqual({ decision: 'approve' }))
  })
  test('does not repeat what the question says', () => {
    render(question({ ...approval, question: 'Delete the task “Buy milk”?' }), answers)
    expect(screen.queryByText('Buy milk')).toBeNull()
    expect(screen.getByText('old')).toBeTruthy()
  })
  test('can be changed first: what was left as it is goes by its id, what was changed by its words', async () => {
    const { calls } = render(question(), answers)
    await userEvent.click(await screen.findByRole('button', { name: 'Change it first' }))
    const reason = screen.getByLabelText(/Reason/)
    await userEvent.clear(reason)
    await userEvent.type(reason, 'sour')
    await userEvent.click(screen.getByRole('button', { name: 'Approve the change' }))
    await waitFor(() => expect(sent(calls)).toEqual({ decision: 'approve', input: { id: 't1', reason: 'sour' } }))
  })
  test('with a form goes on only when it is filled in, with its defaults', async () => {
    const form = [
      { name: 'reason', label: 'Why', type: 'text', required: true },
      { name: 'amount', type: 'number', default: 40 },
    ]
    const { calls } = render(question({ ...approval, form }), answers)
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }))
    expect(sent(calls)).toBeUndefined()
    await userEvent.type(screen.getByLabelText(/Why/), 'It is broken')
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }))
    await waitFor(() => expect(sent(calls)).toEqual({ decision: 'approve', form: { reason: 'It is broken', amount: 40 } }))
  })
  test('is no question any more when its time is over', () => {
    render(question({ ...approval, expiresAt: '2020-01-01T00:00:00Z' }), answers)
    expect(screen.queryByRole('button')).toBeNull()
    expect(screen.getByText('Nobody answered in time. Ask again.')).toBeTruthy()
  })
})
