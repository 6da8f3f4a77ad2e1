'use client'
import { Button, HStack, IconButton, Stack, Text } from '@chakra-ui/react'
import { Plus, X } from 'lucide-react'
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

/** A list of things with fields of their own: the cases of a switch, the questions of a form. */
export function RowsField({ schema, value, onChange, ...frame }: Props) {
  const { readOnly } = useFieldsAround()
  const rows = Array.isArray(value) ? (value as Record<string, unknown>[]) : []
  return (
    <FieldFrame {...frame}>
      <Stack gap="3" w="full">
        {rows.map((row, at) => (
          <Stack key={at} gap="2" p="3" borderWidth="1px" borderRadius="control">
            <HStack justify="space-between">
              <Text fontSize="xs" color="fg.muted">
                {at + 1}
              </Text>
              {!readOnly && (
                <IconButton
                  size="2xs"
                  variant="ghost"
                  color="fg.muted"
                  aria-label={`Remove ${frame.label.toLowerCase()} ${at + 1}`}
                  onClick={() => onChange(rows.filter((_, index) => index !== at))}
                >
                  <X size={12} />
                </IconButton>
              )}
            </HStack>
            <SchemaFields
              schema={schema.items ?? {}}
              path={`${frame.path}.${at}`}
              value={row}
              onChange={next => onChange(rows.map((one, index) => (index === at ? next : one)))}
            />
          </Stack>
        ))}
        {!readOnly && (
          <Button size="xs" variant="ghost" alignSelf="start" color="fg.muted" onClick={() => onChange([...rows, {}])}>
            <Plus size={12} aria-hidden /> Add
          </Button>
        )}
      </Stack>
    </FieldFrame>
  )
}
