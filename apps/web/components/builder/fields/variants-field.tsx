'use client'
import { NativeSelect, Stack } from '@chakra-ui/react'
import { fieldTitle } from '../../../lib/readable.ts'
import type { FormSchema } from './control-kind.ts'
import { FieldFrame } from './field-frame.tsx'
import { useFieldsAround } from './fields-context.ts'
import { SchemaFields } from './schema-fields.tsx'

interface Props {
  label: string
  path: string
  required?: boolean
  help?: string | undefined
  schema: FormSchema
  value: unknown
  onChange: (value: unknown) => void
}

/** The word by which a variant is told from the others. */
const nameOf = (variant: FormSchema): string => String(variant.properties?.type?.const ?? '')

/** One of several kinds of thing, each with its own fields. */
export function VariantsField({ schema, value, onChange, ...frame }: Props) {
  const { readOnly } = useFieldsAround()
  const fields = (value ?? {}) as Record<string, unknown>
  const chosen = schema.oneOf?.find(one => nameOf(one) === fields.type)
  return (
    <FieldFrame {...frame}>
      <NativeSelect.Root size="sm" disabled={readOnly}>
        <NativeSelect.Field
          value={String(fields.type ?? '')}
          onChange={event => onChange(event.target.value === '' ? undefined : { type: event.target.value })}
        >
          <option value="">{frame.required ? 'Choose' : 'None'}</option>
          {schema.oneOf?.map(one => (
            <option key={nameOf(one)} value={nameOf(one)}>
              {fieldTitle(nameOf(one))}
            </option>
          ))}
        </NativeSelect.Field>
        <NativeSelect.Indicator />
      </NativeSelect.Root>
      {chosen && (
        <Stack gap="3" mt="2" ps="3" borderStartWidth="2px" w="full">
          <SchemaFields schema={chosen} path={frame.path} value={fields} onChange={onChange} />
        </Stack>
      )}
    </FieldFrame>
  )
}
