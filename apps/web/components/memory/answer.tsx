'use client'
import { Box, Button, Flex, HStack, Stack, Text } from '@chakra-ui/react'
import { SearchX } from 'lucide-react'
import type { MouseEvent } from 'react'
import { useAnswer } from '../../lib/memory/ask.ts'
import { withLinks } from '../../lib/memory/read-answer.ts'
import { sayPlaceIn } from '../../lib/memory/say-place.ts'
import type { MemoryAnswer } from '../../lib/records.ts'
import { Thinking } from '../chat/message.tsx'
import { Empty } from '../empty.tsx'
import { Markdown } from '../markdown.tsx'
import { Problem } from '../problem.tsx'
import { When } from '../when.tsx'
import { KindIcon } from './kind-icon.tsx'

export type Citation = MemoryAnswer['citations'][number]

interface Props {
  question: string
  /** Address of a passage, for the numbers in the text. */
  linkOf: (citation: Citation) => string
  onOpen: (citation: Citation) => void
}

/** An answer from what was read: each number in it opens the passage it stands on. */
export function Answer({ question, linkOf, onOpen }: Props) {
  const answer = useAnswer(question, true)
  if (answer.isError) return <Problem error={answer.error} onRetry={() => answer.refetch()} />
  if (!answer.data) return <Thinking />
  const { text, ended } = answer.data
  if (ended && !ended.found)
    return (
      <Empty icon={SearchX} title="Nothing found">
        {text}
      </Empty>
    )
  const citations = ended?.citations ?? []
  const onClick = (event: MouseEvent) => {
    const href = (event.target as Element).closest('a')?.getAttribute('href')
    const cited = citations.find(one => linkOf(one) === href)
    if (!cited || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    onOpen(cited)
  }
  return (
    <Stack gap="6" aria-busy={!ended}>
      <Box as="article" aria-label="Answer" onClick={onClick} fontSize="md" aria-live="polite">
        <Markdown streaming={!ended}>
          {withLinks(text, number => {
            const cited = citations[number - 1]
            return cited && linkOf(cited)
          })}
        </Markdown>
      </Box>
      {citations.length > 0 && (
        <Stack as="ol" gap="0" listStyleType="none" aria-label="What it stands on">
          {citations.map((citation, at) => (
            <CitationRow
              key={`${citation.documentId} ${citation.start}`}
              number={at + 1}
              citation={citation}
              onOpen={() => onOpen(citation)}
            />
          ))}
        </Stack>
      )}
    </Stack>
  )
}

function CitationRow({ number, citation, onOpen }: { number: number; citation: Citation; onOpen: () => void }) {
  const place = sayPlaceIn(citation)
  return (
    <Flex as="li" borderTopWidth="1px" data-row>
      <Button
        variant="ghost"
        h="auto"
        py="2"
        px="2"
        mx="-2"
        w="full"
        justifyContent="start"
        alignItems="start"
        fontWeight="normal"
        data-item
        onClick={onOpen}
      >
        <Text color="accent.fg" fontVariantNumeric="tabular-nums" w="6" flexShrink="0" textAlign="start">
          [{number}]
        </Text>
        <Stack gap="0.5" flex="1" minW="0" textAlign="start">
          <HStack minW="0" gap="2">
            <KindIcon uri={citation.uri} mediaType="" />
            <Text truncate fontWeight="medium">
              {citation.title}
            </Text>
            <When value={citation.at} ago ms="auto" fontSize="xs" color="fg.muted" />
          </HStack>
          {place && (
            <Text truncate fontSize="xs" color="fg.subtle">
              {place}
            </Text>
          )}
          <Text color="fg.muted" lineClamp="2" whiteSpace="normal">
            {citation.text}
          </Text>
        </Stack>
      </Button>
    </Flex>
  )
}
