'use client'
import { Button, Dialog, Text } from '@chakra-ui/react'
import { useDeleteSession, useRenameSession } from '../../lib/chat/sessions.ts'
import type { ChatSession } from '../../lib/records.ts'
import { DialogFrame } from '../dialog-frame.tsx'
import { RenameDialog } from '../rename-dialog.tsx'

interface Props {
  session: ChatSession | undefined
  onClose: () => void
}

export function RenameSession({ session, onClose }: Props) {
  const rename = useRenameSession()
  return (
    <RenameDialog
      open={Boolean(session)}
      title="Rename the conversation"
      label="Title"
      name={session?.title}
      onRename={title => session && rename.mutate({ id: session.id, title })}
      onClose={onClose}
    />
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
