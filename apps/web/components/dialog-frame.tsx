'use client'
import { CloseButton, Dialog, Portal } from '@chakra-ui/react'
import type { ReactNode } from 'react'
import { useGuardedClose } from '../lib/use-guarded-close.ts'
import { DiscardQuestion } from './discard-question.tsx'

interface Props {
  open: boolean
  onClose: () => void
  size?: 'sm' | 'md' | 'lg'
  /** `alertdialog` for a question that has to be answered: it has no cross. */
  role?: 'dialog' | 'alertdialog'
  /** In the middle of the screen, for what is small. */
  centred?: boolean
  /** Header, body and footer of a dialog. */
  children: ReactNode
}

/** A window over the page. What is in it is made when it opens and gone when it closes; what was typed into it is not lost without a question. */
export function DialogFrame({ open, onClose, size = 'sm', role = 'dialog', centred = false, children }: Props) {
  const { content, watch, close, question } = useGuardedClose(open, onClose)
  return (
    <>
      <Dialog.Root
        role={role}
        open={open}
        onOpenChange={change => !change.open && close()}
        size={size}
        placement={centred ? 'center' : 'top'}
        scrollBehavior="inside"
        lazyMount
        unmountOnExit
      >
        <Portal>
          <Dialog.Backdrop />
          <Dialog.Positioner>
            <Dialog.Content ref={content} borderRadius="card" {...watch}>
              {children}
              {role === 'dialog' && (
                <Dialog.CloseTrigger asChild>
                  <CloseButton size="sm" />
                </Dialog.CloseTrigger>
              )}
            </Dialog.Content>
          </Dialog.Positioner>
        </Portal>
      </Dialog.Root>
      <DiscardQuestion {...question} />
    </>
  )
}
