// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findWaiting } from '../../lib/outbox.ts'
import { render } from '../../testing/render.tsx'
import { NoteEditor } from './note-editor.tsx'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const note = (body: string, revision: string) => ({
  id: 'n',
  title: 'T',
  body,
  labels: [],
  revision,
  createdAt: '2026-11-24T10:00:00Z',
  updatedAt: '2026-11-24T10:00:00Z',
})
const draw = (answers: Record<string, unknown>) =>
  render(<NoteEditor note={note('one', 'r1')} onMade={() => {}} onGone={() => {}} />, { 'GET /api/labels': { items: [] }, ...answers })
const text = () => screen.getByLabelText<HTMLTextAreaElement>('Text')

test('what two browsers write in one note is both there in the end', async () => {
  const { calls } = draw({
    'GET /api/notes/n': note('one\ntheirs', 'r2'),
    'PATCH /api/notes/n': (sent: unknown) => {
      const { body, revision } = sent as { body: string; revision: string }
      return revision === 'r2'
        ? note(body, 'r3')
        : Response.json({ status: 409, code: 'productivity.note_changed', detail: 'Changed.' }, { status: 409 })
    },
  })
  await userEvent.type(text(), '\nmine')
  await waitFor(() => expect(text().value).toBe('one\ntheirs\nmine'), { timeout: 5000 })
  expect(calls.filter(call => call.request === 'PATCH /api/notes/n').map(call => (call.body as { revision: string }).revision)).toEqual([
    'r1',
    'r2',
  ])
})

test('what is written while the server is away waits, and is there again when the note is opened again', async () => {
  const away = {
    'PATCH /api/notes/n': () => {
      throw new TypeError('fetch failed')
    },
  }
  draw(away)
  await userEvent.type(text(), ' and two')
  await screen.findByText('Waiting to be sent', {}, { timeout: 5000 })
  expect(findWaiting('note:n')).toMatchObject({ edit: { id: 'n', revision: 'r1', draft: { body: 'one and two' } } })
  cleanup()
  draw(away)
  expect(text().value).toBe('one and two')
})

test('what is written as the page is closed is kept for the next one to send', async () => {
  draw({ 'PATCH /api/notes/n': note('one and two', 'r2') })
  await screen.findByText('Write')
  await userEvent.type(text(), ' and two')
  window.dispatchEvent(new Event('pagehide'))
  expect(findWaiting('note:n')).toMatchObject({ person: 'p', edit: { id: 'n', revision: 'r1', draft: { body: 'one and two' } } })
})

test('who has left a new note for another page before it was kept is not called back', async () => {
  const made: string[] = []
  const { calls } = render(<NoteEditor note={undefined} onMade={id => made.push(id)} onGone={() => {}} />, {
    'GET /api/labels': { items: [] },
    'POST /api/notes': note('one', 'r1'),
  })
  await userEvent.type(text(), 'one')
  cleanup()
  await waitFor(() => expect(calls.map(call => call.request)).toContain('POST /api/notes'))
  await new Promise(resolve => setTimeout(resolve, 50))
  expect(made).toEqual([])
})

test('a note that was deleted elsewhere says so, and what stands here can be kept', async () => {
  const { client, calls } = draw({ 'POST /api/notes': { ...note('one', 'r9'), id: 'new' } })
  client.setQueryData(['deleted', 'note', 'n'], true)
  await screen.findByText('Deleted in another window')
  await userEvent.click(screen.getByRole('button', { name: 'Keep it as a new note' }))
  await waitFor(() => expect(calls.find(call => call.request === 'POST /api/notes')?.body).toEqual({ title: 'T', body: 'one', labels: [] }))
})
