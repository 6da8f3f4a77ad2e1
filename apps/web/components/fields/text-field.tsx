'use client'
import { Field, Input, Textarea } from '@chakra-ui/react'
import { useEffect, useId, useState } from 'react'

interface Props {
  label: string
  value: string | undefined
  /** Called when the field is left with other words in it. */
  onCommit: (value: string) => void
  /** Words to choose from. */
  options?: string[]
  required?: boolean
  long?: boolean
  type?: string
  placeholder?: string
  maxLength?: number
}

/** A text that is saved when the field is left, or by Enter. */
export function TextField({ label, value = '', onCommit, options, required, long, type, placeholder, maxLength = 500 }: Props) {
  const [text, setText] = useState(value)
  const list = useId()
  useEffect(() => setText(value), [value])
  const commit = () => {
    const words = text.trim()
    if (words === value) return
    if (required && !words) return setText(value)
    onCommit(words)
  }
  return (
    <Field.Root required={required ?? false}>
      <Field.Label>{label}</Field.Label>
      {long ? (
        <Textarea
          size="sm"
          rows={4}
          autoresize
          maxH="64"
          value={text}
          placeholder={placeholder}
          onChange={event => setText(event.target.value)}
          onBlur={commit}
        />
      ) : (
        <Input
          size="sm"
          type={type}
          value={text}
          placeholder={placeholder}
          maxLength={maxLength}
          onChange={event => setText(event.target.value)}
          onBlur={commit}
          onKeyDown={event => {
            if (event.key === 'Enter') event.currentTarget.blur()
          }}
          {...(options ? { list } : {})}
        />
      )}
      {options && (
        <datalist id={list}>
          {options.map(option => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </Field.Root>
  )
}
