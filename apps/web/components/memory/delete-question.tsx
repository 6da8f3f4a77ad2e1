'use client'
import { Button, Dialog, Text } from '@chakra-ui/react'
import type { ReactNode } from 'react'
import { DialogFrame } from '../dialog-frame.tsx'

interface Props {
  open: boolean
  title: string
  /** What will be gone. */
  children: ReactNode
  onDelete: () => void
  onClose: () => void
}

/** What deleting cannot reach. */
export const copies = 'Copies of the database that ATOM made before an upgrade go after 30 days.'

/** Asks before something is deleted for good. */
export function DeleteQuestion({ open, title, children, onDelete, onClose }: Props) {
  return (
    <DialogFrame role="alertdialog" open={open} onClose={onClose} centred>
      <Dialog.Header>
        <Dialog.Title>{title}</Dialog.Title>
      </Dialog.Header>
      <Dialog.Body>
        <Text>{children}</Text>
      </Dialog.Body>
      <Dialog.Footer>
        <Button size="sm" variant="ghost" onClick={onClose}>
          Keep
        </Button>
        <Button
          size="sm"
          colorPalette="red"
          onClick={() => {
            onDelete()
            onClose()
          }}
        >
          Delete
        </Button>
      </Dialog.Footer>
    </DialogFrame>
  )
}
