'use client'
import { Box, Button, HStack, Stack, Text } from '@chakra-ui/react'
import { AlignLeft, Waypoints } from 'lucide-react'
import { type MouseEvent, useState } from 'react'
import { withLinks } from '../../lib/memory/read-answer.ts'
import { sayPlaceIn } from '../../lib/memory/say-place.ts'
import { useRelated, useSummary } from '../../lib/memory/text-of.ts'
import type { MemoryPassage } from '../../lib/records.ts'
import { Thinking } from '../chat/message.tsx'
import { Markdown } from '../markdown.tsx'
import { Problem } from '../problem.tsx'
import { KindIcon } from './kind-icon.tsx'

interface Props {
  id: string
  /** Shows a place of this document, or another document at one. */
  onShow: (passage: MemoryPassage) => void
}

/** A document in short, and what is about the same: each asked for by a press. */
export function DocumentTools({ id, onShow }: Props) {
  const summary = useSummary(id)
  const [relates, setRelates] = useState(false)
  const related = useRelated(id, relates)
  return (
    <Stack gap="3" pb="4">
      <HStack gap="2" wrap="wrap">
        <Button size="xs" variant="outline" loading={summary.isPending} onClick={() => summary.mutate()}>
          <AlignLeft size={14} aria-hidden /> Summarise
        </Button>
        <Button size="xs" variant="outline" aria-expanded={relates} onClick={() => setRelates(!relates)}>
          <Waypoints size={14} aria-hidden /> Related
        </Button>
      </HStack>
      {summary.isError && <Problem error={summary.error} onRetry={() => summary.mutate()} />}
      {summary.data && <Summary {...summary.data} onShow={onShow} />}
      {relates && related.isPending && <Thinking />}
      {relates && related.isError && <Problem error={related.error} onRetry={() => related.refetch()} />}
      {relates && related.data && <Related items={related.data} onShow={onShow} />}
    </Stack>
  )
}

interface SummaryProps {
  summary: string
  written: boolean
  whole: boolean
  citations: MemoryPassage[]
  onShow: Props['onShow']
}

function Summary({ summary, written, whole, citations, onShow }: SummaryProps) {
  const anchor = (at: number) => `#cited-${at}`
  const onClick = (event: MouseEvent) => {
    const href = (event.target as Element).closest('a')?.getAttribute('href')
    const cited = citations.find((_, at) => anchor(at) === href)
    if (!cited) return
    event.preventDefault()
    onShow(cited)
  }
  return (
    <Stack gap="1" as="section" aria-label="Summary" borderWidth="1px" borderRadius="card" p="3">
      <Box onClick={onClick}>
        <Markdown>{withLinks(summary, number => (citations[number - 1] ? anchor(number - 1) : undefined))}</Markdown>
      </Box>
      <Text fontSize="xs" color="fg.muted">
        {written ? 'Written by the language model from the passages it names.' : 'The sentences that tell most, as they stand in it.'}
        {!whole && ' The document is long: not all of it was looked at.'}
      </Text>
    </Stack>
  )
}

function Related({ items, onShow }: { items: MemoryPassage[]; onShow: Props['onShow'] }) {
  if (items.length === 0) return <Text color="fg.muted">Nothing else that was read is about the same.</Text>
  return (
    <Stack as="ul" gap="0" listStyleType="none" aria-label="Related documents" borderWidth="1px" borderRadius="card" p="1">
      {items.map((item, at) => (
        <Box as="li" key={item.documentId} borderTopWidth={at === 0 ? undefined : '1px'}>
          <Button variant="ghost" h="auto" py="2" px="2" w="full" justifyContent="start" fontWeight="normal" onClick={() => onShow(item)}>
            <Stack gap="0.5" flex="1" minW="0" textAlign="start">
              <HStack minW="0" gap="2">
                <KindIcon uri={item.uri} mediaType="" />
                <Text truncate fontWeight="medium">
                  {item.title}
                </Text>
                <Text truncate fontSize="xs" color="fg.subtle" ms="auto">
                  {sayPlaceIn(item)}
                </Text>
              </HStack>
              <Text color="fg.muted" lineClamp="2" whiteSpace="normal" fontSize="xs">
                {item.text}
              </Text>
            </Stack>
          </Button>
        </Box>
      ))}
    </Stack>
  )
}
