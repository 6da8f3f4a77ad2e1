'use client'
import { Button, chakra, Dialog, Input, Portal, Text } from '@chakra-ui/react'
import type { FormEvent } from 'react'
import { useDeleteSession, useRenameSession } from '../../lib/chat/sessions.ts'
import type { ChatSession } from '../../lib/records.ts'
import { say } from '../toaster.tsx'

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
    <Dialog.Root
      open={Boolean(session)}
      onOpenChange={change => !change.open && onClose()}
      size="sm"
      placement="center"
      lazyMount
      unmountOnExit
    >
      <Portal>
        <Dialog.Backdrop />
        <Dialog.Positioner>
          <Dialog.Content borderRadius="card">
            <chakra.form onSubmit={submit}>
              <Dialog.Header>
                <Dialog.Title>Rename the conversation</Dialog.Title>
              </Dialog.Header>
              <Dialog.Body>
                <Input name="title" aria-label="Title" defaultValue={session?.title} maxLength={200} required autoFocus />
              </Dialog.Body>
              <Dialog.Footer>
                <Button size="sm" variant="ghost" onClick={onClose}>
                  Cancel
                </Button>
                <Button size="sm" type="submit">
                  Rename
                </Button>
              </Dialog.Footer>
            </chakra.form>
          </Dialog.Content>
        </Dialog.Positioner>
      </Portal>
    </Dialog.Root>
  )
}

export function DeleteSession({ session, onClose, onDeleted }: Props & { onDeleted: (id: string) => void }) {
  const remove = useDeleteSession()
  return (
    <Dialog.Root
      role="alertdialog"
      open={Boolean(session)}
      onOpenChange={change => !change.open && onClose()}
      size="sm"
      placement="center"
      lazyMount
      unmountOnExit
    >
      <Portal>
        <Dialog.Backdrop />
        <Dialog.Positioner>
          <Dialog.Content borderRadius="card">
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
              <Button
                size="sm"
                colorPalette="red"
                loading={remove.isPending}
                onClick={() => {
                  if (!session) return
                  remove.mutate(session.id, {
                    onSuccess: () => {
                      say('Conversation deleted')
                      onDeleted(session.id)
                      onClose()
                    },
                  })
                }}
              >
                Delete
              </Button>
            </Dialog.Footer>
          </Dialog.Content>
        </Dialog.Positioner>
      </Portal>
    </Dialog.Root>
  )
}
