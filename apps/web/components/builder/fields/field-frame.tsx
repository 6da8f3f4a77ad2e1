'use client'
import { Field, HStack } from '@chakra-ui/react'
import type { ReactNode } from 'react'
import { useFieldProblem, useFieldWarning } from './fields-context.ts'

interface Props {
  label: string
  path: string
  required?: boolean
  help?: string | undefined
  /** Beside the label. */
  action?: ReactNode
  children: ReactNode
}

/** A labelled field with what is wrong with it. */
export function FieldFrame({ label, path, required = false, help, action, children }: Props) {
  const problem = useFieldProblem(path)
  const warning = useFieldWarning(path)
  return (
    <Field.Root required={required} invalid={problem !== undefined}>
      <HStack w="full" justify="space-between" minH="6">
        <Field.Label>
          {label} <Field.RequiredIndicator />
        </Field.Label>
        {action}
      </HStack>
      {children}
      <Field.ErrorText>{problem}</Field.ErrorText>
      {warning && !problem && <Field.HelperText color="fg.warning">{warning}</Field.HelperText>}
      {help && <Field.HelperText>{help}</Field.HelperText>}
    </Field.Root>
  )
}
