'use client'
import { chakra, Dialog, Input } from '@chakra-ui/react'
import type { FormEvent } from 'react'
import { DialogFrame } from './dialog-frame.tsx'
import { FormFooter } from './form-footer.tsx'

interface Props {
  open: boolean
  /** What the window asks, such as “Rename the conversation”. */
  title: string
  /** Of the field. */
  label: string
  name: string | undefined
  onRename: (name: string) => void
  onClose: () => void
}

/** Gives something another name. */
export function RenameDialog({ open, title, label, name, onRename, onClose }: Props) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = String(new FormData(event.currentTarget).get('name')).trim()
    if (given && given !== name) onRename(given)
    onClose()
  }
  return (
    <DialogFrame open={open} onClose={onClose} centred>
      <chakra.form onSubmit={submit}>
        <Dialog.Header>
          <Dialog.Title>{title}</Dialog.Title>
        </Dialog.Header>
        <Dialog.Body>
          <Input name="name" aria-label={label} defaultValue={name} maxLength={200} required autoFocus />
        </Dialog.Body>
        <FormFooter submit="Rename" busy={false} onCancel={onClose} />
      </chakra.form>
    </DialogFrame>
  )
}
