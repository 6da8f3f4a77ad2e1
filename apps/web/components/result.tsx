'use client'
import { HStack, Text } from '@chakra-ui/react'
import { usePlace } from '../lib/me.ts'
import { summaryOf } from '../lib/readable.ts'
import { Readable } from './readable.tsx'

/** What came of a call: a record in one line, a list as its titles, anything else field by field. */
export function Result({ value }: { value: unknown }) {
  const summary = summaryOf(value, usePlace())
  if (!summary) return <Readable value={value} lines={6} />
  return (
    <HStack gap="2" wrap="wrap" minW="0">
      <Text overflowWrap="anywhere">{summary.title}</Text>
      {summary.rest.length > 0 && <Text color="fg.muted">{summary.rest.join(' · ')}</Text>}
    </HStack>
  )
}
