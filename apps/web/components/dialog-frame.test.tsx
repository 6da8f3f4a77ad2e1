// @vitest-environment happy-dom
import { Dialog, Drawer } from '@chakra-ui/react'
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { render } from '../testing/render.tsx'
import { DialogFrame } from './dialog-frame.tsx'
import { TextField } from './fields/text-field.tsx'
import { PanelFrame } from './panel-frame.tsx'

afterEach(() => {
  cleanup()
  Reflect.deleteProperty(globalThis, 'navigation')
})

function Form({ onClose }: { onClose: () => void }) {
  const [open, setOpen] = useState(true)
  const [text, setText] = useState('')
  const close = () => {
    setOpen(false)
    onClose()
  }
  return (
    <DialogFrame open={open} onClose={close}>
      <form
        onSubmit={event => {
          event.preventDefault()
          setText('')
        }}
      >
        <Dialog.Title>New thing</Dialog.Title>
        <input aria-label="Title" value={text} onChange={event => setText(event.target.value)} />
      </form>
      <input aria-label="Search" type="search" />
    </DialogFrame>
  )
}

const open = async () => {
  const onClose = vi.fn()
  render(<Form onClose={onClose} />)
  await screen.findByLabelText('Title')
  return onClose
}
/** What lies over a dialog gives the pointer back a moment after it is gone. */
const close = () => userEvent.click(screen.getByLabelText('Close'), { pointerEventsCheck: 0 })
const asked = () => screen.queryByText('Discard what you typed?')

describe('a dialog with a form', () => {
  test('that nobody touched closes at once', async () => {
    const onClose = await open()
    await userEvent.type(screen.getByLabelText('Search'), 'something')
    await close()
    await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1))
    expect(asked()).toBeNull()
  })

  test('asks before it closes over what was typed, and keeps it', async () => {
    const onClose = await open()
    await userEvent.type(screen.getByLabelText('Title'), 'Pay rent')
    await close()
    await userEvent.click(await screen.findByRole('button', { name: 'Keep writing', hidden: true }))
    await waitFor(() => expect(asked()).toBeNull())
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Pay rent')
    expect(onClose).not.toHaveBeenCalled()
    await close()
    await userEvent.click(await screen.findByRole('button', { name: 'Discard', hidden: true }))
    await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1))
  })

  test('has nothing to ask once what was typed is sent', async () => {
    const onClose = await open()
    await userEvent.type(screen.getByLabelText('Title'), 'Pay rent{Enter}')
    await close()
    await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1))
    expect(asked()).toBeNull()
  })

  test('holds the browser’s Back and its leaving of the page', async () => {
    const traverseTo = vi.fn()
    const navigation = Object.assign(new EventTarget(), { traverseTo })
    Object.assign(globalThis, { navigation })
    const onClose = await open()
    const back = () => {
      const event = Object.assign(new Event('navigate', { cancelable: true }), {
        navigationType: 'traverse',
        destination: { key: 'before' },
      })
      navigation.dispatchEvent(event)
      return event.defaultPrevented
    }
    const leaves = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
    expect([back(), leaves()]).toEqual([false, true])
    await userEvent.type(screen.getByLabelText('Title'), 'Pay rent')
    expect([back(), leaves()]).toEqual([true, false])
    await userEvent.click(await screen.findByRole('button', { name: 'Discard', hidden: true }))
    expect(traverseTo).toHaveBeenCalledWith('before')
    expect(onClose).not.toHaveBeenCalled()
    await close()
    await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1))
  })
})

function Panel({ onClose, onCommit }: { onClose: () => void; onCommit: (text: string) => void }) {
  const [open, setOpen] = useState(true)
  const close = () => {
    setOpen(false)
    onClose()
  }
  return (
    <PanelFrame open={open} onClose={close} title="Task">
      <Drawer.Body>
        <TextField label="Name" value="Rent" onCommit={onCommit} />
      </Drawer.Body>
    </PanelFrame>
  )
}

test('a panel whose fields are saved as they are left saves the one that is closed over', async () => {
  const onClose = vi.fn()
  const onCommit = vi.fn()
  render(<Panel onClose={onClose} onCommit={onCommit} />)
  await userEvent.type(await screen.findByLabelText('Name'), ' and heating')
  await close()
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1))
  expect(onCommit).toHaveBeenCalledWith('Rent and heating')
})
