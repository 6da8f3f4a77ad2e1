'use client'
import { Text } from '@chakra-ui/react'
import type { ReactNode } from 'react'
import { useMayWrite, viewerSentence } from '../lib/may.ts'

/** A page's control that writes. A viewer reads in its place why there is none. */
export function Writes({ children }: { children: ReactNode }) {
  return useMayWrite() ? (
    children
  ) : (
    <Text color="fg.muted" fontSize="xs" textAlign="end">
      {viewerSentence}
    </Text>
  )
}
