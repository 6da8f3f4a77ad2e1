// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import type { ChatCallPart } from '../../lib/records.ts'
import { render } from '../../testing/render.tsx'
import { CallCard } from './call-card.tsx'

afterEach(cleanup)

const call: ChatCallPart = {
  type: 'call',
  id: 'c1',
  skill: 'tasks.delete',
  title: 'Delete tasks',
  input: { filter: 'done' },
  status: 'done',
  output: { deleted: 2 },
}

describe('the card of a skill call', () => {
  test('takes the call back by its undo id', async () => {
    const { calls } = render(<CallCard call={{ ...call, undoId: 'u7' }} />, { 'POST /api/skills/undo/invoke': { output: {} } })
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(calls.find(one => one.request === 'POST /api/skills/undo/invoke')?.body).toEqual({ id: 'u7' }))
  })
  test('asks before it acts, and sends the answer', async () => {
    const approval = { id: 'a1', status: 'pending' as const, expiresAt: '2999-01-01T00:00:00Z' }
    const { calls } = render(<CallCard call={{ ...call, status: 'asks', approval, output: undefined }} />, { 'POST /api/approvals/a1': {} })
    expect(screen.getByText('done')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Deny' }))
    await waitFor(() => expect(calls.find(one => one.request === 'POST /api/approvals/a1')?.body).toEqual({ decision: 'deny' }))
  })
  test('says why a call failed', () => {
    render(
      <CallCard
        call={{ ...call, status: 'failed', output: undefined, error: { code: 'kernel.not_found', message: 'No task like “x” was found.' } }}
      />,
    )
    expect(screen.getByText('No task like “x” was found.')).toBeTruthy()
  })
  test('has no way back once it was undone', () => {
    render(<CallCard call={{ ...call, undone: true, undoId: 'u7' }} />)
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })
})
