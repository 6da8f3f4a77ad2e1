'use client'
import { Button, HStack, IconButton, Input, Stack } from '@chakra-ui/react'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { ExpressionInput } from './expression-input.tsx'
import { FieldFrame } from './field-frame.tsx'
import { useFieldsAround } from './fields-context.ts'
import { typedValue } from './typed-value.ts'

interface Props {
  label: string
  path: string
  required?: boolean
  help?: string | undefined
  value: unknown
  onChange: (value: unknown) => void
}

interface Row {
  key: number
  name: string
  text: string
}

const written = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

const recordOf = (rows: Row[]) => Object.fromEntries(rows.filter(row => row.name !== '').map(row => [row.name, typedValue(row.text)]))

let made = 0
const rowsOf = (value: unknown): Row[] =>
  Object.entries((value ?? {}) as object).map(([name, one]) => ({ key: made++, name, text: written(one) }))

/** Names with a value each: what a step sets, headers, a query. A row without a name does not count yet. */
export function PairsField({ value, onChange, ...frame }: Props) {
  const { readOnly } = useFieldsAround()
  const [rows, setRows] = useState<Row[]>(() => rowsOf(value))
  if (JSON.stringify(recordOf(rows)) !== JSON.stringify(value ?? {})) setRows(rowsOf(value))
  const change = (next: Row[]) => {
    setRows(next)
    onChange(recordOf(next))
  }
  const edit = (key: number, fields: Partial<Row>) => change(rows.map(row => (row.key === key ? { ...row, ...fields } : row)))
  return (
    <FieldFrame {...frame}>
      <Stack gap="2" w="full">
        {rows.map(row => (
          <HStack key={row.key} gap="1" align="start">
            <Input
              size="sm"
              w="32"
              flexShrink="0"
              id={undefined}
              aria-label="Name"
              placeholder="Name"
              value={row.name}
              readOnly={readOnly}
              onChange={event => edit(row.key, { name: event.target.value })}
            />
            <ExpressionInput label={row.name || 'Value'} value={row.text} onChange={text => edit(row.key, { text })} />
            {!readOnly && (
              <IconButton
                size="xs"
                mt="0.5"
                variant="ghost"
                color="fg.muted"
                aria-label={`Remove ${row.name || 'this row'}`}
                onClick={() => change(rows.filter(one => one.key !== row.key))}
              >
                <X size={14} />
              </IconButton>
            )}
          </HStack>
        ))}
        {!readOnly && (
          <Button
            size="xs"
            variant="ghost"
            alignSelf="start"
            color="fg.muted"
            onClick={() => setRows([...rows, { key: made++, name: '', text: '' }])}
          >
            <Plus size={12} aria-hidden /> Add a value
          </Button>
        )}
      </Stack>
    </FieldFrame>
  )
}
