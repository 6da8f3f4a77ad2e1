'use client'
import { Checkbox, Field, Input, NativeSelect, Textarea } from '@chakra-ui/react'

/** A field somebody fills in when they run an automation by hand. */
export interface ManualField {
  name: string
  label?: string
  type: 'text' | 'long-text' | 'number' | 'boolean' | 'date' | 'choice'
  required?: boolean
  choices?: string[]
  /** Stands there until something else is given. */
  default?: string | number | boolean
}

/** What a form begins with; a box that is not ticked says no. */
export const defaultsOf = (fields: readonly ManualField[]): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap(({ name, type, default: given = type === 'boolean' ? false : undefined }) =>
      given === undefined ? [] : [[name, given]],
    ),
  )

interface Props {
  fields: readonly ManualField[]
  value: Record<string, unknown>
  onChange: (value: Record<string, unknown>) => void
}

/** The form of a manual start, or of a question. */
export function ManualForm({ fields, value, onChange }: Props) {
  const put = (name: string, next: unknown) => {
    const { [name]: _old, ...rest } = value
    onChange(next === undefined || next === '' ? rest : { ...rest, [name]: next })
  }
  return fields.map(field => {
    const { name, label = name, type, required = false, choices = [] } = field
    const text = typeof value[name] === 'string' ? (value[name] as string) : ''
    if (type === 'boolean')
      return (
        <Checkbox.Root key={name} size="sm" checked={value[name] === true} onCheckedChange={change => put(name, change.checked === true)}>
          <Checkbox.HiddenInput />
          <Checkbox.Control />
          <Checkbox.Label>{label}</Checkbox.Label>
        </Checkbox.Root>
      )
    return (
      <Field.Root key={name} required={required}>
        <Field.Label>
          {label} <Field.RequiredIndicator />
        </Field.Label>
        {type === 'choice' ? (
          <NativeSelect.Root size="sm">
            <NativeSelect.Field value={text} onChange={event => put(name, event.target.value)}>
              <option value="">Choose</option>
              {choices.map(choice => (
                <option key={choice} value={choice}>
                  {choice}
                </option>
              ))}
            </NativeSelect.Field>
            <NativeSelect.Indicator />
          </NativeSelect.Root>
        ) : type === 'long-text' ? (
          <Textarea size="sm" rows={3} autoresize value={text} onChange={event => put(name, event.target.value)} />
        ) : (
          <Input
            size="sm"
            type={type === 'number' ? 'number' : type === 'date' ? 'date' : 'text'}
            step={type === 'number' ? 'any' : undefined}
            value={type === 'number' ? ((value[name] as number | undefined) ?? '') : text}
            onChange={event =>
              put(name, type === 'number' ? (event.target.value === '' ? undefined : Number(event.target.value)) : event.target.value)
            }
          />
        )}
      </Field.Root>
    )
  })
}
