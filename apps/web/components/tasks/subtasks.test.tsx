// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test } from 'vitest'
import type { Task } from '../../lib/records.ts'
import { render } from '../../testing/render.tsx'
import { Subtasks } from './subtasks.tsx'

afterEach(cleanup)

const task = (id: string, title: string): Task => ({
  id,
  title,
  status: 'open',
  priority: 'normal',
  labels: [],
  createdAt: '',
  updatedAt: '',
})
const parts = (...items: Task[]) => ({ 'GET /api/tasks': { items, nextCursor: null } })

describe('the subtasks of a task', () => {
  test('are ticked off at once, before the server has answered', async () => {
    const never = () => new Promise(() => {})
    render(<Subtasks task={task('p', 'Party')} />, { ...parts(task('c', 'Cake')), 'POST /api/tasks/c/complete': never })
    const box = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Cake' })
    await userEvent.click(box)
    await waitFor(() => expect(box.checked).toBe(true))
  })
  test('a new one is made under the task', async () => {
    const { calls } = render(<Subtasks task={task('p', 'Party')} />, { ...parts(), 'POST /api/tasks': task('n', 'Candles') })
    await userEvent.type(screen.getByLabelText('New subtask'), 'Candles{Enter}')
    await waitFor(() => expect(calls.find(call => call.request === 'POST /api/tasks')?.body).toEqual({ title: 'Candles', parent: 'p' }))
  })
})
