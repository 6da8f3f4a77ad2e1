'use client'
import { chakra, Dialog, Field, Input, Stack, Textarea } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import type { Variable } from '../../lib/records.ts'
import { DialogFrame } from '../dialog-frame.tsx'
import { ChoiceField } from '../fields/choice-field.tsx'
import { FormFooter } from '../form-footer.tsx'

type Kind = 'text' | 'json' | 'secret'

const kinds: readonly { value: Kind; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'json', label: 'Number, list or object, as JSON' },
  { value: 'secret', label: 'Secret' },
]

/** Adds a variable or changes one. A secret’s value is only ever sent. */
export function VariableDialog({ variable, onClose }: { variable: Variable | 'new' | undefined; onClose: () => void }) {
  return (
    <DialogFrame open={Boolean(variable)} onClose={onClose}>
      {variable && <VariableForm variable={variable === 'new' ? undefined : variable} onClose={onClose} />}
    </DialogFrame>
  )
}

const kindOf = (variable: Variable | undefined): Kind => {
  if (variable?.kind === 'secret') return 'secret'
  return variable === undefined || typeof variable.value === 'string' ? 'text' : 'json'
}

function VariableForm({ variable, onClose }: { variable: Variable | undefined; onClose: () => void }) {
  const client = useQueryClient()
  const [kind, setKind] = useState<Kind>(kindOf(variable))
  const [bad, setBad] = useState<string>()
  const save = useMutation({
    mutationFn: (body: { name: string; value: unknown; kind: Variable['kind'] }) => api.put('/api/variables', body),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['variables'] })
      onClose()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = String(form.get('value'))
    const value = kind === 'json' ? readJson(text) : text
    setBad(value === undefined ? 'This is no JSON. Text stands in quotes there: "like this".' : undefined)
    if (value === undefined) return
    save.mutate({ name: variable?.name ?? String(form.get('name')).trim(), value, kind: kind === 'secret' ? 'secret' : 'plain' })
  }
  const shown =
    variable === undefined || variable.kind === 'secret'
      ? ''
      : kind === 'json'
        ? JSON.stringify(variable.value, null, 2)
        : String(variable.value)
  return (
    <chakra.form onSubmit={submit} display="contents">
      <Dialog.Header>
        <Dialog.Title>{variable ? `Change ${variable.name}` : 'Add a variable'}</Dialog.Title>
      </Dialog.Header>
      <Dialog.Body>
        <Stack gap="4">
          {!variable && (
            <Field.Root required>
              <Field.Label>Name</Field.Label>
              <Input
                size="sm"
                name="name"
                pattern="[A-Za-z_][A-Za-z0-9_]*"
                title="Letters, digits and _, not beginning with a digit"
                placeholder="api_key"
                maxLength={64}
                autoComplete="off"
                spellCheck={false}
              />
            </Field.Root>
          )}
          <ChoiceField label="Kind" value={kind} options={kinds} onChange={setKind} />
          <Field.Root required invalid={bad !== undefined}>
            <Field.Label>Value</Field.Label>
            {kind === 'secret' ? (
              <Input
                size="sm"
                name="value"
                type="password"
                autoComplete="new-password"
                minLength={4}
                maxLength={100_000}
                placeholder={variable?.kind === 'secret' ? 'Write a new one to replace it' : ''}
              />
            ) : (
              <Textarea
                key={kind}
                size="sm"
                name="value"
                rows={3}
                defaultValue={shown}
                maxLength={100_000}
                autoComplete="off"
                spellCheck={false}
              />
            )}
            {bad ? <Field.ErrorText>{bad}</Field.ErrorText> : null}
            {kind === 'secret' && <Field.HelperText>Kept encrypted. Nobody can read it here again, you neither.</Field.HelperText>}
          </Field.Root>
        </Stack>
      </Dialog.Body>
      <FormFooter submit={variable ? 'Save' : 'Add variable'} busy={save.isPending} error={save.error} onCancel={onClose} />
    </chakra.form>
  )
}

/** @returns nothing for text that is no JSON */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
