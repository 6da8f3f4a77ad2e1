'use client'
import { Field, NativeSelect } from '@chakra-ui/react'
import { useBuilderStore } from '../../lib/automations/builder-store.ts'
import { useFieldProblem, useFieldsAround } from './fields/fields-context.ts'

interface Props {
  value: string
  /** Its path in the step, as problems name it. */
  path: string
  onChange: (name: string) => void
}

/** Something that happens in ATOM. A name nothing has, from a file made elsewhere, stays until another is chosen. */
export function EventName({ value, path, onChange }: Props) {
  const problem = useFieldProblem(path)
  const { readOnly } = useFieldsAround()
  const { events } = useBuilderStore().kinds
  return (
    <Field.Root invalid={problem !== undefined} required>
      <Field.Label>What happens</Field.Label>
      <NativeSelect.Root size="sm" disabled={readOnly}>
        <NativeSelect.Field value={value} onChange={event => onChange(event.target.value)}>
          {!events.has(value) && <option value={value}>{value || 'Choose'}</option>}
          {[...events.values()].map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </NativeSelect.Field>
        <NativeSelect.Indicator />
      </NativeSelect.Root>
      <Field.ErrorText>{problem}</Field.ErrorText>
    </Field.Root>
  )
}
