'use client'
import { Button, Dialog, Portal, Text } from '@chakra-ui/react'

interface Props {
  open: boolean
  onKeep: () => void
  onDiscard: () => void
}

/** Asked before a window closes over what was typed into it. */
export function DiscardQuestion({ open, onKeep, onDiscard }: Props) {
  return (
    <Dialog.Root
      role="alertdialog"
      open={open}
      onOpenChange={change => !change.open && onKeep()}
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
              <Dialog.Title>Discard what you typed?</Dialog.Title>
            </Dialog.Header>
            <Dialog.Body>
              <Text>It has not been saved.</Text>
            </Dialog.Body>
            <Dialog.Footer>
              <Button size="sm" variant="ghost" onClick={onKeep}>
                Keep writing
              </Button>
              <Button size="sm" colorPalette="red" onClick={onDiscard}>
                Discard
              </Button>
            </Dialog.Footer>
          </Dialog.Content>
        </Dialog.Positioner>
      </Portal>
    </Dialog.Root>
  )
}
