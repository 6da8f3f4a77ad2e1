'use client'
import { Box, Checkbox, HStack, IconButton, Input, NativeSelect, Textarea } from '@chakra-ui/react'
import { Braces, PenLine } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { fieldTitle } from '../../../lib/readable.ts'
import { LabelsField } from '../../fields/labels-field.tsx'
import { RepeatField } from '../../fields/repeat-field.tsx'
import { WhenField } from '../../fields/when-field.tsx'
import { canBeExpression, controlOf, type FormSchema, holdsExpression, innerSchema, isBareExpression, takesText } from './control-kind.ts'
import { ExpressionInput } from './expression-input.tsx'
import { FieldFrame } from './field-frame.tsx'
import { useFieldProblem, useFieldsAround, useTakesExpressions } from './fields-context.ts'
import { GroupField } from './group-field.tsx'
import { JsonField } from './json-field.tsx'
import { PairsField } from './pairs-field.tsx'
import { RefField } from './ref-field.tsx'
import { RowsField } from './rows-field.tsx'
import { VariantsField } from './variants-field.tsx'

export interface SchemaFieldProps {
  name: string
  /** The field’s path in its step, as problems name it. */
  path: string
  schema: FormSchema
  required?: boolean
  label?: string
  value: unknown
  /** Undefined leaves the field out. */
  onChange: (value: unknown) => void
}

/** One field, by its schema: the control its meaning asks for, or an expression instead. */
export function SchemaField({ schema: outer, ...props }: SchemaFieldProps) {
  const schema = innerSchema(outer)
  const { name, path, required = false, value, onChange } = props
  const meaning = schema['x-atom']
  const label = props.label ?? schema.title ?? (name === 'id' && meaning?.to ? fieldTitle(meaning.to) : fieldTitle(name))
  const control = controlOf(schema)
  const { readOnly } = useFieldsAround()
  const takes = useTakesExpressions(path, schema)
  const switchable = takes && canBeExpression(control)
  const [expression, setExpression] = useState(switchable && holdsExpression(value))
  const problem = useFieldProblem(path)
  const text = typeof value === 'string' ? value : ''
  const put = (next: string) => onChange(next === '' ? undefined : next)

  const toggle = switchable && !readOnly && (
    <IconButton
      size="2xs"
      variant="ghost"
      color="fg.muted"
      aria-label={expression ? `Choose ${label.toLowerCase()}` : `Write an expression for ${label.toLowerCase()}`}
      onClick={() => {
        setExpression(!expression)
        if (expression && holdsExpression(value)) onChange(undefined)
      }}
    >
      {expression ? <PenLine size={12} /> : <Braces size={12} />}
    </IconButton>
  )
  const frame = { label, path, required, help: schema.description, action: toggle }

  if (!takes && (control === 'text' || control === 'long-text'))
    return (
      <FieldFrame {...frame}>
        <PlainText value={text} long={control === 'long-text'} mono={name === 'code'} onChange={put} />
      </FieldFrame>
    )
  if (expression || takesText(control) || (switchable && holdsExpression(value))) {
    if (control === 'json') return <JsonField {...frame} value={value} onChange={onChange} />
    return (
      <FieldFrame {...frame}>
        <ExpressionInput
          label={label}
          value={typeof value === 'number' || typeof value === 'boolean' ? String(value) : text}
          onChange={put}
          long={control === 'long-text'}
          invalid={problem !== undefined}
          bare={isBareExpression(name)}
        />
      </FieldFrame>
    )
  }
  switch (control) {
    case 'when':
    case 'day':
      return (
        <Switchable toggle={toggle}>
          <WhenField
            label={label}
            required={required}
            dayOnly={control === 'day'}
            value={text || undefined}
            onChange={next => onChange(next ?? undefined)}
            problem={problem}
            local
          />
        </Switchable>
      )
    case 'recurrence':
      return (
        <Switchable toggle={toggle}>
          <RepeatField value={text || undefined} start={undefined} onChange={next => onChange(next ?? undefined)} />
        </Switchable>
      )
    case 'ref':
      return (
        <FieldFrame {...frame}>
          <RefField to={meaning?.to ?? ''} label={label} value={text} onChange={put} />
        </FieldFrame>
      )
    case 'choice':
      return (
        <FieldFrame {...frame}>
          <NativeSelect.Root size="sm" disabled={readOnly}>
            <NativeSelect.Field value={text} onChange={event => put(event.target.value)}>
              <option value="">{required ? 'Choose' : 'Not set'}</option>
              {schema.enum?.map(option => (
                <option key={option} value={option}>
                  {fieldTitle(option)}
                </option>
              ))}
            </NativeSelect.Field>
            <NativeSelect.Indicator />
          </NativeSelect.Root>
        </FieldFrame>
      )
    case 'boolean':
      return (
        <FieldFrame {...frame} label={label}>
          <Checkbox.Root
            size="sm"
            checked={value === true}
            disabled={readOnly}
            onCheckedChange={change => onChange(change.checked === true || undefined)}
          >
            <Checkbox.HiddenInput />
            <Checkbox.Control />
            <Checkbox.Label>Yes</Checkbox.Label>
          </Checkbox.Root>
        </FieldFrame>
      )
    case 'number':
      return (
        <FieldFrame {...frame}>
          <Input
            size="sm"
            type="number"
            readOnly={readOnly}
            value={typeof value === 'number' ? value : ''}
            onChange={event => onChange(event.target.value === '' ? undefined : Number(event.target.value))}
          />
        </FieldFrame>
      )
    case 'words':
    case 'choices':
      return control === 'choices' ? (
        <FieldFrame {...frame}>
          <Choices options={schema.items?.enum ?? []} value={Array.isArray(value) ? (value as string[]) : []} onChange={onChange} />
        </FieldFrame>
      ) : (
        <Switchable toggle={toggle}>
          <LabelsField
            label={label}
            placeholder="Add one"
            value={Array.isArray(value) ? (value as string[]) : []}
            onChange={list => onChange(list.length > 0 ? list : undefined)}
          />
        </Switchable>
      )
    case 'rows':
      return <RowsField {...frame} schema={schema} value={value} onChange={onChange} />
    case 'pairs':
      return <PairsField {...frame} value={value} onChange={onChange} />
    case 'variants':
      return <VariantsField {...frame} schema={schema} value={value} onChange={onChange} />
    default:
      return <GroupField {...frame} schema={schema} value={value} onChange={onChange} />
  }
}

interface PlainTextProps {
  value: string
  long: boolean
  mono: boolean
  onChange: (value: string) => void
}

/** Text in which nothing is worked out. */
function PlainText({ value, long, mono, onChange }: PlainTextProps) {
  const { readOnly } = useFieldsAround()
  const font = mono ? 'mono' : undefined
  return long ? (
    <Textarea
      size="sm"
      rows={mono ? 8 : 3}
      autoresize
      maxH="96"
      fontFamily={font}
      spellCheck={!mono}
      readOnly={readOnly}
      value={value}
      onChange={event => onChange(event.target.value)}
    />
  ) : (
    <Input size="sm" readOnly={readOnly} value={value} onChange={event => onChange(event.target.value)} />
  )
}

/** A control that has a label of its own, with the way to an expression beside it. */
function Switchable({ toggle, children }: { toggle: ReactNode; children: ReactNode }) {
  return (
    <HStack align="start" gap="1">
      <Box flex="1" minW="0">
        {children}
      </Box>
      {toggle}
    </HStack>
  )
}

function Choices({ options, value, onChange }: { options: string[]; value: string[]; onChange: (value: unknown) => void }) {
  return options.map(option => (
    <Checkbox.Root
      key={option}
      size="sm"
      checked={value.includes(option)}
      onCheckedChange={({ checked }) => {
        const next = options.filter(one => (one === option ? checked === true : value.includes(one)))
        onChange(next.length > 0 ? next : undefined)
      }}
    >
      <Checkbox.HiddenInput />
      <Checkbox.Control />
      <Checkbox.Label>{option}</Checkbox.Label>
    </Checkbox.Root>
  ))
}
