'use client'
import { Checkbox, Field, Input, NativeSelect, Textarea } from '@chakra-ui/react'
import { useId } from 'react'
import { useMembers, useProjectNames } from '../../lib/people.ts'
import { fieldTitle } from '../../lib/readable.ts'
import type { JsonSchema } from '../../lib/records.ts'
import { LabelsField } from '../fields/labels-field.tsx'
import { RepeatField } from '../fields/repeat-field.tsx'
import { WhenField } from '../fields/when-field.tsx'

interface Props {
  name: string
  schema: JsonSchema
  required: boolean
  value: unknown
  /** Undefined leaves the field out. */
  onChange: (value: unknown) => void
}

/** The schema without its “or null”. */
const inner = (schema: JsonSchema): JsonSchema => {
  const real = schema.anyOf?.find(one => one.type !== 'null')
  return real ? ({ ...real, 'x-atom': schema['x-atom'] ?? real['x-atom'] } as JsonSchema) : schema
}

/** One field of a skill's input: the control its meaning asks for. */
export function SkillField({ name, schema: outer, required, value, onChange }: Props) {
  const schema = inner(outer)
  const meaning = schema['x-atom'] ?? schema.items?.['x-atom']
  const label = name === 'id' && meaning?.to ? fieldTitle(meaning.to) : fieldTitle(name)
  const text = typeof value === 'string' ? value : ''
  const list = useId()
  const projects = useProjectNames()
  const members = useMembers()
  const names = meaning?.to === 'project' ? projects : meaning?.to === 'person' ? members : undefined

  if (meaning?.kind === 'when' || meaning?.kind === 'day')
    return (
      <WhenField
        label={label}
        required={required}
        dayOnly={meaning.kind === 'day'}
        value={text || undefined}
        onChange={next => onChange(next ?? undefined)}
      />
    )
  if (meaning?.kind === 'recurrence')
    return <RepeatField value={text || undefined} start={undefined} onChange={next => onChange(next ?? undefined)} />
  if (schema.type === 'array')
    return (
      <LabelsField
        label={label}
        placeholder="Add one"
        value={Array.isArray(value) ? value : []}
        onChange={list => onChange(list.length ? list : undefined)}
      />
    )
  if (schema.type === 'boolean')
    return (
      <Checkbox.Root size="sm" checked={value === true} onCheckedChange={change => onChange(change.checked === true || undefined)}>
        <Checkbox.HiddenInput />
        <Checkbox.Control />
        <Checkbox.Label>{label}</Checkbox.Label>
      </Checkbox.Root>
    )

  const number = schema.type === 'number' || schema.type === 'integer'
  return (
    <Field.Root required={required}>
      <Field.Label>
        {label} <Field.RequiredIndicator />
      </Field.Label>
      {schema.enum ? (
        <NativeSelect.Root size="sm">
          <NativeSelect.Field value={text} onChange={event => onChange(event.target.value || undefined)}>
            <option value="">{required ? 'Choose' : 'Not set'}</option>
            {schema.enum.map(option => (
              <option key={option} value={option}>
                {option.replaceAll('_', ' ')}
              </option>
            ))}
          </NativeSelect.Field>
          <NativeSelect.Indicator />
        </NativeSelect.Root>
      ) : meaning?.kind === 'text' ? (
        <Textarea size="sm" rows={3} autoresize value={text} onChange={event => onChange(event.target.value || undefined)} />
      ) : (
        <Input
          size="sm"
          type={number ? 'number' : 'text'}
          value={number ? ((value as number | undefined) ?? '') : text}
          placeholder={meaning?.kind === 'ref' ? 'Name' : undefined}
          {...(names ? { list } : {})}
          onChange={event => onChange(event.target.value === '' ? undefined : number ? Number(event.target.value) : event.target.value)}
        />
      )}
      {names && (
        <datalist id={list}>
          {names.map(one => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
      {schema.description && <Field.HelperText>{schema.description}</Field.HelperText>}
    </Field.Root>
  )
}
