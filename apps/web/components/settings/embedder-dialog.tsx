'use client'
import { Button, chakra, Dialog, Field, Input, Stack, Text } from '@chakra-ui/react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef } from 'react'
import { api } from '../../lib/api.ts'
import { useMe } from '../../lib/me.ts'
import type { EmbedderTrial } from '../../lib/records.ts'
import { DialogFrame } from '../dialog-frame.tsx'
import { FormFooter } from '../form-footer.tsx'
import { AddressInput } from './address-input.tsx'

interface EmbedderDialogProps {
  open: boolean
  onChosen: () => void
  onClose: () => void
}

/** Sets a server up that embeds, and uses it. A key is only ever sent, never shown. */
export function EmbedderDialog({ open, onChosen, onClose }: EmbedderDialogProps) {
  return (
    <DialogFrame open={open} onClose={onClose}>
      {open && <EmbedderForm onChosen={onChosen} onClose={onClose} />}
    </DialogFrame>
  )
}

function EmbedderForm({ onChosen, onClose }: Omit<EmbedderDialogProps, 'open'>) {
  const { data: me } = useMe()
  const form = useRef<HTMLFormElement>(null)
  const filled = () => {
    const all = Object.entries(Object.fromEntries(new FormData(form.current as HTMLFormElement)) as Record<string, string>)
    return Object.fromEntries(all.filter(([, value]) => value.trim()))
  }
  const trial = useMutation({ mutationFn: () => api.post<EmbedderTrial>('/api/embedders/test', filled()) })
  const save = useMutation({
    mutationFn: () => api.put('/api/embedders/chosen', filled()),
    onSuccess: () => {
      onChosen()
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <chakra.form ref={form} onSubmit={submit} display="contents">
      <Dialog.Header>
        <Dialog.Title>Use a server that embeds</Dialog.Title>
      </Dialog.Header>
      <Dialog.Body>
        <Stack gap="4">
          <Field.Root required>
            <Field.Label>Address</Field.Label>
            <AddressInput placeholder="http://localhost:11434" />
            <Field.HelperText>
              Ollama’s own address, or that of anything that speaks OpenAI’s protocol, such as https://api.openai.com/v1.{' '}
              {me?.ownsInstance ? 'It may be on this machine.' : 'One on this machine is for the owner of this installation to add.'}
            </Field.HelperText>
          </Field.Root>
          <Field.Root required>
            <Field.Label>Model</Field.Label>
            <Input size="sm" name="model" placeholder="bge-m3" maxLength={200} autoComplete="off" />
          </Field.Root>
          <Field.Root>
            <Field.Label>Key</Field.Label>
            <Input size="sm" name="apiKey" type="password" autoComplete="off" maxLength={2000} placeholder="If it needs one" />
            <Field.HelperText>Kept encrypted on this machine. What is read is sent to this server.</Field.HelperText>
          </Field.Root>
          <Stack gap="1" align="start">
            <Button size="xs" variant="outline" loading={trial.isPending} onClick={() => form.current?.reportValidity() && trial.mutate()}>
              Test
            </Button>
            <Text role="status" fontSize="sm" color={trial.data?.ok ? 'fg.success' : 'fg.error'}>
              {trial.error?.message ??
                (trial.data &&
                  (trial.data.ok ? `It answers, with ${trial.data.dimension} dimensions.` : (trial.data.problem ?? 'It did not answer.')))}
            </Text>
          </Stack>
        </Stack>
      </Dialog.Body>
      <FormFooter submit="Use it" busy={save.isPending} error={save.error} onCancel={onClose} />
    </chakra.form>
  )
}
