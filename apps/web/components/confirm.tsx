'use client'
import { Button, Dialog, Portal, Text } from '@chakra-ui/react'
import type { ReactElement } from 'react'

interface Props {
  title: string
  say: string
  button: string
  onConfirm: () => void
  /** What opens the question. */
  children: ReactElement
}

/** Asks before what cannot be undone. */
export function Confirm({ title, say, button, onConfirm, children }: Props) {
  return (
    <Dialog.Root role="alertdialog" size="sm" placement="center" lazyMount unmountOnExit>
      <Dialog.Trigger asChild>{children}</Dialog.Trigger>
      <Portal>
        <Dialog.Backdrop />
        <Dialog.Positioner>
          <Dialog.Content borderRadius="card">
            <Dialog.Header>
              <Dialog.Title>{title}</Dialog.Title>
            </Dialog.Header>
            <Dialog.Body>
              <Text>{say}</Text>
            </Dialog.Body>
            <Dialog.Footer>
              <Dialog.ActionTrigger asChild>
                <Button size="sm" variant="ghost">
                  Cancel
                </Button>
              </Dialog.ActionTrigger>
              <Dialog.ActionTrigger asChild>
                <Button size="sm" colorPalette="red" onClick={onConfirm}>
                  {button}
                </Button>
              </Dialog.ActionTrigger>
            </Dialog.Footer>
          </Dialog.Content>
        </Dialog.Positioner>
      </Portal>
    </Dialog.Root>
  )
}
