'use client'
import { Stack, Text } from '@chakra-ui/react'
import { usePages } from '../../lib/pages.ts'
import type { EmbedderEntry } from '../../lib/records.ts'
import { Section } from './section.tsx'

/** The operator's own embedding models beside the carried one, and what is wrong with one that cannot be used. Nothing where there are none. */
export function Embedders() {
  const { data } = usePages<EmbedderEntry>(['embedders'], '/api/embedders')
  const laid = data?.pages.flatMap(page => page.items).filter(one => one.origin === 'folder') ?? []
  if (laid.length === 0) return null
  return (
    <Section title="Embedding models" say="From the folder the operator named, beside the one ATOM carries.">
      <Stack as="ul" gap="0" listStyleType="none" aria-label="Embedding models">
        {laid.map(({ id, dimension, problem }) => (
          <Stack as="li" key={id} gap="0" py="2" borderBottomWidth="1px">
            <Text fontWeight="medium" truncate>
              {id}
            </Text>
            <Text fontSize="sm" color={problem ? 'fg.error' : 'fg.muted'} wordBreak="break-word">
              {problem ?? `${dimension} dimensions`}
            </Text>
          </Stack>
        ))}
      </Stack>
    </Section>
  )
}
