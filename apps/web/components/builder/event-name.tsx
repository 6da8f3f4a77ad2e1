'use client'
import { Field, Input } from '@chakra-ui/react'
import { useId } from 'react'
import { useBuilderStore } from '../../lib/automations/builder-store.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { useFieldProblem } from './fields/fields-context.ts'

interface Props {
  value: string
  /** Its path in the step, as problems name it. */
  path: string
  onChange: (name: string) => void
}

/** Something that happens: one of what ATOM knows, or a name of one’s own. */
export function EventName({ value, path, onChange }: Props) {
  const problem = useFieldProblem(path)
  const { events } = useBuilderStore().kinds
  const known = events.has(value)
  const list = useId()
  return (
    <>
      <ChoiceField
        label="What happens"
        value={known ? value : 'other'}
        options={[
          ...[...events.values()].map(({ name, title }) => ({ value: name, label: title })),
          { value: 'other', label: 'Another event…' },
        ]}
        onChange={next => onChange(next === 'other' ? '' : next)}
      />
      {!known && (
        <Field.Root invalid={problem !== undefined} required>
          <Field.Label>Name of the event</Field.Label>
          <Input
            size="sm"
            fontFamily="mono"
            id={list}
            value={value}
            placeholder="order.paid"
            onChange={event => onChange(event.target.value)}
          />
          <Field.ErrorText>{problem}</Field.ErrorText>
        </Field.Root>
      )}
    </>
  )
}
