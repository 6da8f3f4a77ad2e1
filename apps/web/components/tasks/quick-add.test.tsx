// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createRef } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { render } from '../../testing/render.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { Toaster } from '../toaster.tsx'
import { QuickAdd } from './quick-add.tsx'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

const words = 'pay rent 1st of every month #home !high'
const input = { title: 'pay rent', due: '2026-12-01', rrule: 'FREQ=MONTHLY;BYMONTHDAY=1', labels: ['home'], priority: 'high' }
const understood = (skill: string) => ({
  'POST /api/understand': { requests: [{ skill, input, confidence: 1 }] },
  'POST /api/tasks': { id: 't', ...input },
})

describe('the quick-add box', () => {
  test('shows what it understood and makes exactly that', async () => {
    const { calls } = render(<QuickAdd inputRef={createRef()} preset={{}} />, understood('tasks.create'))
    await userEvent.type(screen.getByLabelText('New task'), words)
    await screen.findByText('every month on the 1st')
    expect(screen.getByText('Priority high')).toBeTruthy()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(calls.find(call => call.request === 'POST /api/tasks')?.body).toEqual(input))
  })
  test('keeps the words as the title when they would be something other than a task', async () => {
    const { calls } = render(<QuickAdd inputRef={createRef()} preset={{}} />, understood('notes.create'))
    await userEvent.type(screen.getByLabelText('New task'), `${words}{Enter}`)
    await waitFor(() => expect(calls.find(call => call.request === 'POST /api/tasks')?.body).toEqual({ title: words }))
  })
  test('makes no task of a priority and labels alone, and keeps what was written', async () => {
    const { calls } = render(<QuickAdd inputRef={createRef()} preset={{}} />, {
      'POST /api/understand': { requests: [], ask: 'What should the task be called?' },
      'POST /api/tasks': { id: 't' },
    })
    await userEvent.type(screen.getByLabelText('New task'), '!urgent #home{Enter}')
    await screen.findByText('A task needs a name beside its labels and priority.')
    expect(calls.filter(call => call.request === 'POST /api/tasks')).toEqual([])
    expect(screen.getByLabelText<HTMLInputElement>('New task').value).toBe('!urgent #home')
  })
  test('says that a time is over before and after it adds the words without it', async () => {
    const past = 'call Dana yesterday at 3pm'
    const { calls } = render(
      <>
        <QuickAdd inputRef={createRef()} preset={{}} />
        <Toaster />
      </>,
      {
        'POST /api/understand': { requests: [], ask: 'That is over already. When is it due?' },
        'POST /api/tasks': { id: 't', title: past },
      },
    )
    await userEvent.type(screen.getByLabelText('New task'), past)
    await screen.findByText('That is over already. Enter adds it as it stands, without a date.')
    await userEvent.keyboard('{Enter}')
    await screen.findByText('That is over already. It was added as it stands, without a date.')
    expect(calls.find(call => call.request === 'POST /api/tasks')?.body).toEqual({ title: past })
  })
  test('keeps what is written while the server is away, and sends it once, as it was meant, when it is back', async () => {
    let away = true
    const whenThere = (answer: unknown) => () => {
      if (away) throw new TypeError('fetch failed')
      return answer
    }
    const answers = {
      'POST /api/understand': whenThere({ requests: [{ skill: 'tasks.create', input, confidence: 1 }] }),
      'POST /api/tasks': whenThere({ id: 't', ...input }),
    }
    const { calls } = render(<QuickAdd inputRef={createRef()} preset={{}} />, answers)
    await userEvent.type(screen.getByLabelText('New task'), `${words}{Enter}`)
    await waitFor(() => expect(localStorage.getItem('atom.outbox')).toContain(words))
    cleanup()
    // After a reload.
    away = false
    const later = render(<Waiting person="p" />, answers)
    await waitFor(() => expect(localStorage.getItem('atom.outbox')).toBe(null))
    expect(calls.filter(call => call.request === 'POST /api/tasks')).toEqual([])
    expect(later.calls.filter(call => call.request === 'POST /api/tasks')).toEqual([{ request: 'POST /api/tasks', body: input }])
  })
  test('gives the words back when the task could not be made', async () => {
    const refused = Response.json({ status: 403, code: 'kernel.forbidden', detail: 'A viewer may not do this.' }, { status: 403 })
    render(<QuickAdd inputRef={createRef()} preset={{}} />, { ...understood('tasks.create'), 'POST /api/tasks': refused })
    const box = screen.getByLabelText<HTMLInputElement>('New task')
    await userEvent.type(box, `${words}{Enter}`)
    await waitFor(() => expect(box.value).toBe(words))
  })
})
