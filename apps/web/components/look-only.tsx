'use client'
import { chakra, Text } from '@chakra-ui/react'
import type { ReactNode } from 'react'
import { useMayWrite, viewerSentence } from '../lib/may.ts'

/** Fields of a record. For a viewer the browser itself disables all of them, and a sentence says why. */
export function LookOnly({ children }: { children: ReactNode }) {
  const mayWrite = useMayWrite()
  if (mayWrite) return children
  return (
    <>
      <Text color="fg.muted" fontSize="sm" pb="4">
        {viewerSentence}
      </Text>
      <chakra.fieldset disabled display="contents">
        {children}
      </chakra.fieldset>
    </>
  )
}
