'use client'
import { chakra, Dialog, Stack } from '@chakra-ui/react'
import { useState } from 'react'
import { DialogFrame } from '../dialog-frame.tsx'
import { FormFooter } from '../form-footer.tsx'
import { defaultsOf, type ManualField, ManualForm } from './manual-form.tsx'

interface Props {
  name: string
  /** Undefined while nothing is asked. */
  fields: ManualField[] | undefined
  onClose: () => void
  onRun: (input: Record<string, unknown>) => void
}

/** Asks for what an automation wants to know when it is run by hand. */
export function RunDialog({ fields, onClose, ...rest }: Props) {
  return (
    <DialogFrame open={fields !== undefined} onClose={onClose}>
      {fields && <RunForm fields={fields} onClose={onClose} {...rest} />}
    </DialogFrame>
  )
}

function RunForm({ name, fields, onClose, onRun }: Props & { fields: ManualField[] }) {
  const [value, setValue] = useState(() => defaultsOf(fields))
  return (
    <chakra.form
      display="contents"
      onSubmit={event => {
        event.preventDefault()
        onClose()
        onRun(value)
      }}
    >
      <Dialog.Header>
        <Dialog.Title>Run {name}</Dialog.Title>
      </Dialog.Header>
      <Dialog.Body>
        <Stack gap="4">
          <ManualForm fields={fields} value={value} onChange={setValue} />
        </Stack>
      </Dialog.Body>
      <FormFooter submit="Run" busy={false} onCancel={onClose} />
    </chakra.form>
  )
}
