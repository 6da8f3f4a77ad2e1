// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { render } from '../../testing/render.tsx'
import { ImportDialog } from './import-dialog.tsx'

afterEach(cleanup)

const begun = {
  id: 'i1',
  name: 'work.ics',
  status: 'running',
  done: 300,
  total: 15_000,
  created: 299,
  updated: 0,
  skipped: 1,
  left: [],
  createdAt: '',
}
const left = [{ title: 'Broken', reason: 'It has no start.' }]

test('an import that is under way is shown as it goes on, can be cancelled, and tells what it left out', async () => {
  let now: Record<string, unknown> = begun
  const { calls } = render(<ImportDialog open onClose={() => {}} />, {
    'GET /api/calendar/imports': () => ({ items: [now], nextCursor: null }),
    'GET /api/calendar/imports/i1': () => now,
    'POST /api/calendar/imports/i1/cancel': () => {
      now = { ...begun, status: 'cancelled', left }
      return now
    },
  })
  await screen.findByText(`300 of ${(15_000).toLocaleString()}`)
  expect(screen.getByText(/299 new · 0 updated · 1 skipped/)).toBeTruthy()
  await userEvent.click(screen.getByText('Cancel the import'))
  await screen.findByText(/Cancelled: what was imported so far stays/)
  expect(screen.getByText('It has no start.')).toBeTruthy()
  await waitFor(() => expect(screen.queryByText('Cancel the import')).toBeNull())
  expect(calls.filter(({ request }) => request === 'POST /api/calendar/imports/i1/cancel')).toHaveLength(1)
})

test('a file is sent as it is, under its name', async () => {
  const { calls } = render(<ImportDialog open onClose={() => {}} />, {
    'GET /api/calendar/imports': { items: [], nextCursor: null },
    'GET /api/calendar/imports/i1': begun,
    'POST /api/calendar/imports': begun,
  })
  const ics = '"BEGIN:VCALENDAR"'
  await userEvent.upload(await screen.findByLabelText('Calendar file'), new File([ics], 'work.ics', { type: 'text/calendar' }))
  await screen.findByText(`300 of ${(15_000).toLocaleString()}`)
  // The body parses as JSON here only because it was not made JSON once more.
  expect(calls.find(({ request }) => request === 'POST /api/calendar/imports')?.body).toBe('BEGIN:VCALENDAR')
})

test('one undo takes a finished import back, and says what stays', async () => {
  const done = { ...begun, status: 'done', done: 300, total: 300 }
  const { calls } = render(<ImportDialog open onClose={() => {}} />, {
    'GET /api/calendar/imports': { items: [], nextCursor: null },
    'GET /api/calendar/imports/i1': done,
    'POST /api/calendar/imports': () => Response.json(done, { status: 201, headers: { 'atom-undo': 'u1' } }),
    'POST /api/skills/undo/invoke': { output: { undone: true, output: { removed: 298, restored: 0, kept: 1 } } },
  })
  await userEvent.upload(await screen.findByLabelText('Calendar file'), new File(['"x"'], 'work.ics', { type: 'text/calendar' }))
  await userEvent.click(await screen.findByText('Undo the import'))
  await screen.findByText(/Undone: 298 removed, 0 put back\. 1 changed since the import stays\./)
  expect(screen.queryByText('Undo the import')).toBeNull()
  expect(calls.find(({ request }) => request === 'POST /api/skills/undo/invoke')?.body).toEqual({ id: 'u1' })
})
