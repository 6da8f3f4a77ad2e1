'use client'
import { CloseButton, Drawer, Portal } from '@chakra-ui/react'
import type { ReactNode } from 'react'
import { useGuardedClose } from '../lib/use-guarded-close.ts'
import { DiscardQuestion } from './discard-question.tsx'

interface Props {
  open: boolean
  onClose: () => void
  title: string
  size?: 'xs' | 'sm' | 'md'
  placement?: 'start' | 'end'
  /** The first field has the focus at once; otherwise the panel itself, so that reading it changes nothing. */
  write?: boolean
  /** Body and footer of a drawer. */
  children: ReactNode
}

/** A panel at the side of the page. What is in it is made when it opens and gone when it closes; what was typed into it is not lost without a question. */
export function PanelFrame({ open, onClose, title, size = 'sm', placement = 'end', write = false, children }: Props) {
  const { content, watch, close, question } = useGuardedClose(open, onClose)
  return (
    <>
      <Drawer.Root
        open={open}
        onOpenChange={change => !change.open && close()}
        size={size}
        placement={placement}
        lazyMount
        unmountOnExit
        {...(write ? {} : { initialFocusEl: () => content.current })}
      >
        <Portal>
          <Drawer.Backdrop />
          <Drawer.Positioner>
            <Drawer.Content ref={content} tabIndex={-1} outline="none" {...watch}>
              <Drawer.Header pb="2">
                <Drawer.Title fontSize="md">{title}</Drawer.Title>
              </Drawer.Header>
              {children}
              <Drawer.CloseTrigger asChild>
                <CloseButton size="sm" />
              </Drawer.CloseTrigger>
            </Drawer.Content>
          </Drawer.Positioner>
        </Portal>
      </Drawer.Root>
      <DiscardQuestion {...question} />
    </>
  )
}
