import { Button, type ButtonProps, Dialog, HStack } from '@chakra-ui/react'
import type { ReactNode } from 'react'
import { Refusal } from './refusal.tsx'

interface Props extends Pick<ButtonProps, 'colorPalette' | 'disabled'> {
  /** What the button does: “Add event”. */
  submit: string
  busy: boolean
  /** Why the last try was refused; it stands where it is seen without scrolling. */
  error?: unknown
  onCancel: () => void
  cancel?: string
  /** What stands at the other end, such as “Delete”. */
  start?: ReactNode
}

/** The end of a form in a dialog. */
export function FormFooter({ submit, busy, error, onCancel, cancel = 'Cancel', start, ...button }: Props) {
  return (
    <>
      {Boolean(error) && <Refusal error={error} mx="6" mb="0" w="auto" flexShrink="0" />}
      <Dialog.Footer justifyContent="space-between">
        {start ?? <span />}
        <HStack>
          <Button size="sm" variant="ghost" onClick={onCancel}>
            {cancel}
          </Button>
          <Button size="sm" type="submit" loading={busy} {...button}>
            {submit}
          </Button>
        </HStack>
      </Dialog.Footer>
    </>
  )
}
