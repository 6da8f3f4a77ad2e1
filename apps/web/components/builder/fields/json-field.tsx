'use client'
import { useState } from 'react'
import { ExpressionInput } from './expression-input.tsx'
import { FieldFrame } from './field-frame.tsx'
import { typedValue } from './typed-value.ts'

interface Props {
  label: string
  path: string
  required?: boolean
  help?: string | undefined
  value: unknown
  onChange: (value: unknown) => void
}

const written = (value: unknown) => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value, null, 2))

/** Any value: text, or JSON where it is JSON that is no plain text. Expressions may stand in both. */
export function JsonField({ value, onChange, ...frame }: Props) {
  const [text, setText] = useState(() => written(value))
  const [known, setKnown] = useState(value)
  // Changed from outside, such as by undo.
  if (known !== value) {
    setKnown(value)
    if (JSON.stringify(read(text)) !== JSON.stringify(value)) setText(written(value))
  }
  const change = (next: string) => {
    setText(next)
    const parsed = read(next)
    setKnown(parsed)
    onChange(parsed)
  }
  return (
    <FieldFrame {...frame} help={frame.help ?? 'Text, or JSON such as { "name": "{{ event.body.name }}" }.'}>
      <ExpressionInput label={frame.label} value={text} onChange={change} long mono />
    </FieldFrame>
  )
}

const read = (text: string) => (text.trim() === '' ? undefined : typedValue(text))
