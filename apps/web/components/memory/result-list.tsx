'use client'
import { Box, Button, Flex, HStack, Stack, Text } from '@chakra-ui/react'
import { useState } from 'react'
import { sayPlaceIn } from '../../lib/memory/say-place.ts'
import { snippetOf } from '../../lib/memory/snippet.ts'
import type { FoundPassage } from '../../lib/records.ts'
import { useRowKeys } from '../../lib/row-keys.ts'
import { When } from '../when.tsx'
import { KindIcon } from './kind-icon.tsx'
import { Marked } from './marked.tsx'

interface Props {
  /** Best first; those of one document are shown together, where its best one stands. */
  passages: FoundPassage[]
  label: string
  /** Passages of one document shown at first. */
  each: number
  onOpen: (passage: FoundPassage) => void
}

/** What was found, by document: where each passage stands, with the words that were looked for marked in it. */
export function ResultList({ passages, label, each, onOpen }: Props) {
  const onKeyDown = useRowKeys()
  const documents = [...Map.groupBy(passages, ({ documentId }) => documentId).values()]
  return (
    <Stack as="ul" gap="5" listStyleType="none" aria-label={label} onKeyDown={onKeyDown}>
      {documents.map(found => (
        <Result key={found[0]?.documentId} passages={found} each={each} onOpen={onOpen} />
      ))}
    </Stack>
  )
}

function Result({ passages, each, onOpen }: Omit<Props, 'label'>) {
  const [whole, setWhole] = useState(false)
  const [first] = passages
  if (!first) return null
  const { title, uri, mediaType, sourceName, author, at } = first
  return (
    <Stack as="li" gap="0.5">
      <HStack gap="2" minW="0">
        <KindIcon uri={uri} mediaType={mediaType} />
        <Text as="h2" fontWeight="medium" truncate title={title}>
          {title}
        </Text>
        <HStack ms="auto" gap="2" color="fg.muted" fontSize="xs" flexShrink="0">
          {author && (
            <Text hideBelow="md" truncate maxW="32">
              {author}
            </Text>
          )}
          <Text hideBelow="sm">{sourceName}</Text>
          <When value={at} ago />
        </HStack>
      </HStack>
      {passages.slice(0, whole ? undefined : each).map(passage => (
        <Passage key={passage.start} passage={passage} onOpen={() => onOpen(passage)} />
      ))}
      {!whole && passages.length > each && (
        <Button size="xs" variant="ghost" color="fg.muted" alignSelf="start" px="2" mx="-2" onClick={() => setWhole(true)}>
          {passages.length - each} more in it
        </Button>
      )}
    </Stack>
  )
}

function Passage({ passage, onOpen }: { passage: FoundPassage; onOpen: () => void }) {
  const place = sayPlaceIn(passage)
  return (
    <Flex
      as="button"
      direction="column"
      onClick={onOpen}
      data-item
      data-row
      textAlign="start"
      cursor="pointer"
      px="2"
      mx="-2"
      py="1.5"
      borderRadius="control"
      focusRing="inside"
      _hover={{ bg: 'bg.muted' }}
    >
      {place && (
        <Text fontSize="xs" color="fg.subtle" truncate maxW="full" title={place}>
          {place}
        </Text>
      )}
      <Box color="fg.muted" lineClamp="3" overflowWrap="anywhere">
        <Marked pieces={snippetOf(passage.text, passage.marks)} />
      </Box>
    </Flex>
  )
}
