'use client'
import { Button, chakra, Dialog, Input, Text } from '@chakra-ui/react'
import type { FormEvent } from 'react'
import { useDeleteSession, useRenameSession } from '../../lib/chat/sessions.ts'
import type { ChatSession } from '../../lib/records.ts'
import { DialogFrame } from '../dialog-frame.tsx'
import { FormFooter } from '../form-footer.tsx'

interface Props {
  session: ChatSession | undefined
  onClose: () => void
}

export function RenameSession({ session, onClose }: Props) {
  const rename = useRenameSession()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const title = String(new FormData(event.currentTarget).get('title')).trim()
    if (session && title && title !== session.title) rename.mutate({ id: session.id, title })
    onClose()
  }
  return (
    <DialogFrame open={Boolean(session)} onClose={onClose} centred>
      <chakra.form onSubmit={submit}>
        <Dialog.Header>
          <Dialog.Title>Rename the conversation</Dialog.Title>
        </Dialog.Header>
        <Dialog.Body>
          <Input name="title" aria-label="Title" defaultValue={session?.title} maxLength={200} required autoFocus />
        </Dialog.Body>
        <FormFooter submit="Rename" busy={false} onCancel={onClose} />
      </chakra.form>
    </DialogFrame>
  )
}

export function DeleteSession({ session, onClose, onDeleted }: Props & { onDeleted: (id: string) => void }) {
  const remove = useDeleteSession()
  const drop = () => {
    if (!session) return
    remove.mutate(session)
    onDeleted(session.id)
    onClose()
  }
  return (
    <DialogFrame role="alertdialog" open={Boolean(session)} onClose={onClose} centred>
      <Dialog.Header>
        <Dialog.Title>Delete this conversation?</Dialog.Title>
      </Dialog.Header>
      <Dialog.Body>
        <Text>“{session?.title}” and its messages will be gone. What was done in it stays.</Text>
      </Dialog.Body>
      <Dialog.Footer>
        <Button size="sm" variant="ghost" onClick={onClose}>
          Keep
        </Button>
        <Button size="sm" colorPalette="red" onClick={drop}>
          Delete
        </Button>
      </Dialog.Footer>
    </DialogFrame>
  )
}
