'use client'
import { Field, Textarea } from '@chakra-ui/react'

interface Props {
  label: string
  text: string
  onText: (text: string) => void
  /** What is wrong with it; empty when nothing is. */
  wrong: string
  help: string
}

/** A value written as JSON. */
export function JsonBox({ label, text, onText, wrong, help }: Props) {
  return (
    <Field.Root invalid={wrong !== ''}>
      <Field.Label>{label}</Field.Label>
      <Textarea
        size="sm"
        fontFamily="mono"
        rows={8}
        autoresize
        maxH="80"
        spellCheck={false}
        value={text}
        onChange={change => onText(change.target.value)}
      />
      <Field.ErrorText>{wrong}</Field.ErrorText>
      <Field.HelperText>{help}</Field.HelperText>
    </Field.Root>
  )
}
