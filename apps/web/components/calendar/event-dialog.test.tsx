// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { render } from '../../testing/render.tsx'
import { EventDialog } from './event-dialog.tsx'

afterEach(cleanup)

const standup = {
  id: 'e1',
  title: 'Standup',
  start: '2026-11-30T09:30:00+01:00',
  end: '2026-11-30T10:00:00+01:00',
  allDay: false,
  timeZone: 'Europe/Berlin',
  rrule: 'FREQ=WEEKLY;BYDAY=MO',
  people: [],
  createdAt: '',
  updatedAt: '',
}
const answers = {
  'GET /api/calendar/events/e1': standup,
  'PATCH /api/calendar/events/e1': standup,
  'DELETE /api/calendar/events/e1': { deleted: 1 },
}
const user = userEvent.setup({ pointerEventsCheck: 0 })

/** The dialog of the occurrence on 14 December, with another title typed in. */
async function renamed() {
  const onClose = vi.fn()
  const { calls } = render(<EventDialog id="e1" date="2026-12-14T09:30" onClose={onClose} />, answers)
  const title = await screen.findByLabelText<HTMLInputElement>(/Title/)
  await user.clear(title)
  await user.type(title, 'Sync')
  const sent = async () => {
    await user.click(screen.getByText('Save'))
    await waitFor(() => expect(onClose).toHaveBeenCalled())
    return calls.find(call => call.request === 'PATCH /api/calendar/events/e1')?.body
  }
  return { sent, calls }
}

describe('an occurrence of a series', () => {
  test('shows its own day and is changed alone unless told', async () => {
    const { sent } = await renamed()
    expect(screen.getAllByDisplayValue('2026-12-14')).toHaveLength(2)
    expect(await sent()).toEqual({ date: '2026-12-14T09:30', title: 'Sync' })
  })
  test('is changed with all that follow', async () => {
    const { sent } = await renamed()
    await user.click(screen.getByText('This and following'))
    expect(await sent()).toEqual({ date: '2026-12-14T09:30', following: true, title: 'Sync' })
  })
  test('is changed with all of them, which keep their own times', async () => {
    const { sent } = await renamed()
    await user.click(screen.getByText('All'))
    expect(await sent()).toEqual({ title: 'Sync' })
  })
})
