'use client'
import { Fieldset, Stack } from '@chakra-ui/react'
import type { FormSchema } from './control-kind.ts'
import { useFieldProblem } from './fields-context.ts'
import { SchemaFields } from './schema-fields.tsx'

interface Props {
  label: string
  path: string
  help?: string | undefined
  schema: FormSchema
  value: unknown
  onChange: (value: unknown) => void
}

/** Fields that belong together. With none of them filled in, the whole is left out. */
export function GroupField({ label, path, help, schema, value, onChange }: Props) {
  const problem = useFieldProblem(path)
  const fields = (value ?? {}) as Record<string, unknown>
  return (
    <Fieldset.Root invalid={problem !== undefined && Object.keys(fields).length === 0}>
      <Fieldset.Legend fontSize="sm" fontWeight="medium">
        {label}
      </Fieldset.Legend>
      {help && <Fieldset.HelperText>{help}</Fieldset.HelperText>}
      <Stack gap="3" ps="3" borderStartWidth="2px">
        <SchemaFields
          schema={schema}
          path={path}
          value={fields}
          onChange={next => onChange(Object.keys(next).length > 0 ? next : undefined)}
        />
      </Stack>
      <Fieldset.ErrorText>{problem}</Fieldset.ErrorText>
    </Fieldset.Root>
  )
}
