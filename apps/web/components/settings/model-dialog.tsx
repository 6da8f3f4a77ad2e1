'use client'
import { chakra, Dialog, Field, Input, Stack } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useMe } from '../../lib/me.ts'
import type { LanguageModelEntry } from '../../lib/records.ts'
import { DialogFrame } from '../dialog-frame.tsx'
import { ChoiceField } from '../fields/choice-field.tsx'
import { FormFooter } from '../form-footer.tsx'
import { AddressInput } from './address-input.tsx'

type Kind = LanguageModelEntry['kind']

const kinds: readonly { value: Kind; label: string; example: string }[] = [
  { value: 'openai', label: 'OpenAI', example: 'gpt-4.1' },
  { value: 'anthropic', label: 'Anthropic', example: 'claude-sonnet-4-5' },
  { value: 'google', label: 'Google', example: 'gemini-2.5-flash' },
  { value: 'openai-compatible', label: 'Another address (Ollama, LM Studio, vLLM, llama.cpp)', example: 'llama3.2' },
]

/** Adds a model or changes one. A key is only ever sent, never shown. */
export function ModelDialog({ model, onClose }: { model: LanguageModelEntry | 'new' | undefined; onClose: () => void }) {
  return (
    <DialogFrame open={Boolean(model)} onClose={onClose}>
      {model && <ModelForm model={model === 'new' ? undefined : model} onClose={onClose} />}
    </DialogFrame>
  )
}

function ModelForm({ model, onClose }: { model: LanguageModelEntry | undefined; onClose: () => void }) {
  const client = useQueryClient()
  const { data: me } = useMe()
  const [kind, setKind] = useState<Kind>(model?.kind ?? 'openai')
  const compatible = kind === 'openai-compatible'
  const save = useMutation({
    mutationFn: (form: Record<string, string>) => {
      const filled = Object.fromEntries(Object.entries(form).filter(([, value]) => value.trim()))
      return model ? api.patch(`/api/models/${model.id}`, filled) : api.post('/api/models', { kind, ...filled })
    },
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['models'] })
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate(Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>)
  }
  return (
    <chakra.form onSubmit={submit} display="contents">
      <Dialog.Header>
        <Dialog.Title>{model ? `Change ${model.name}` : 'Add a model'}</Dialog.Title>
      </Dialog.Header>
      <Dialog.Body>
        <Stack gap="4">
          {!model && <ChoiceField label="From" value={kind} options={kinds} onChange={setKind} />}
          {(compatible || model?.baseUrl) && (
            <Field.Root required={compatible}>
              <Field.Label>Address</Field.Label>
              <AddressInput defaultValue={model?.baseUrl} placeholder="http://localhost:11434/v1" />
              {compatible && (
                <Field.HelperText>
                  {me?.ownsInstance
                    ? 'On this machine or in its network too: ATOM is then allowed there, for calls of this model alone.'
                    : 'One on this machine or in its network is for the owner of this installation to add.'}
                </Field.HelperText>
              )}
            </Field.Root>
          )}
          <Field.Root required>
            <Field.Label>Model</Field.Label>
            <Input
              size="sm"
              name="model"
              defaultValue={model?.model}
              placeholder={kinds.find(one => one.value === kind)?.example}
              maxLength={200}
              autoComplete="off"
            />
          </Field.Root>
          <Field.Root>
            <Field.Label>Name</Field.Label>
            <Input size="sm" name="name" defaultValue={model?.name} placeholder="As you like" maxLength={100} autoComplete="off" />
          </Field.Root>
          <Field.Root required={!compatible && !model}>
            <Field.Label>Key</Field.Label>
            <Input
              size="sm"
              name="apiKey"
              type="password"
              autoComplete="off"
              maxLength={2000}
              placeholder={model?.hasKey ? 'Kept; write a new one to replace it' : compatible ? 'If it needs one' : ''}
            />
            <Field.HelperText>Kept encrypted on this machine.</Field.HelperText>
          </Field.Root>
        </Stack>
      </Dialog.Body>
      <FormFooter submit={model ? 'Save' : 'Add model'} busy={save.isPending} error={save.error} onCancel={onClose} />
    </chakra.form>
  )
}
