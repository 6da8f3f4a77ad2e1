'use client'
import { Box, Button, chakra, Drawer, HStack, Link, Skeleton, Stack, Text } from '@chakra-ui/react'
import { ExternalLink } from 'lucide-react'
import NextLink from 'next/link'
import { useEffect, useRef } from 'react'
import { joined, type TextPlace, useFile, useTextOf } from '../../lib/memory/text-of.ts'
import type { MemoryPassage, StoredFile } from '../../lib/records.ts'
import { PanelFrame } from '../panel-frame.tsx'
import { Problem } from '../problem.tsx'
import { When } from '../when.tsx'
import { DocumentTools } from './document-tools.tsx'
import { KindIcon } from './kind-icon.tsx'

interface Props {
  /** Of the document; '' for none. */
  id: string
  /** The passage that was cited; its beginning without. */
  place?: TextPlace | undefined
  /** Where that stands, in words. */
  words?: string | undefined
  /** Page of a PDF. */
  page?: number | undefined
  onClose: () => void
  /** Shows another place, in this document or another. */
  onShow: (passage: MemoryPassage) => void
}

/** A document's text at the place that was cited. */
export function PassagePanel({ id, onClose, onShow, ...cited }: Props) {
  const file = useFile(id)
  return (
    <PanelFrame open={id !== ''} onClose={onClose} title={file.data?.title ?? 'Document'} size="md">
      {id !== '' && (
        <>
          <Drawer.Body pt="0">
            {file.isError && !file.data ? (
              <Problem error={file.error} onRetry={() => file.refetch()} />
            ) : (
              <>
                {file.data && <About file={file.data} words={cited.words} />}
                {file.data?.status === 'ready' && file.data.passages > 0 && <DocumentTools key={id} id={id} onShow={onShow} />}
                <TextAt key={`${id} ${cited.place?.start}`} id={id} place={cited.place} />
              </>
            )}
          </Drawer.Body>
          {file.data && (
            <Drawer.Footer borderTopWidth="1px" py="2" justifyContent="start">
              <OpenLink file={file.data} page={cited.page} />
            </Drawer.Footer>
          )}
        </>
      )}
    </PanelFrame>
  )
}

function About({ file, words }: { file: StoredFile; words: string | undefined }) {
  return (
    <Stack gap="1" pb="4" color="fg.muted" fontSize="xs">
      <HStack gap="2" minW="0">
        <KindIcon uri={file.uri} mediaType={file.mediaType} />
        <Text truncate title={file.name}>
          {file.name}
        </Text>
        <When value={file.createdAt} ago ms="auto" />
      </HStack>
      {words && <Text>{words}</Text>}
      {file.status === 'failed' && file.error && <Text color="fg.error">{file.error}</Text>}
    </Stack>
  )
}

/** Where the whole of it is: the record, the page in the web, or the file itself. */
function OpenLink({ file, page }: { file: StoredFile; page: number | undefined }) {
  const content = `/api/files/${encodeURIComponent(file.id)}/content?inline=true${page === undefined ? '' : `#page=${page}`}`
  if (file.download || /^https?:/.test(file.uri))
    return (
      <Button asChild size="sm" variant="outline">
        <Link href={file.download ? content : file.uri} target="_blank" rel="noreferrer noopener" _hover={{ textDecoration: 'none' }}>
          <ExternalLink size={14} aria-hidden /> {file.download ? 'Open the original' : 'Open the page'}
        </Link>
      </Button>
    )
  if (!file.uri.startsWith('/')) return null
  return (
    <Button asChild size="sm" variant="outline">
      <NextLink href={file.uri}>Open it in ATOM</NextLink>
    </Button>
  )
}

function TextAt({ id, place }: { id: string; place: TextPlace | undefined }) {
  const parts = useTextOf(id, place)
  const cited = useRef<HTMLElement>(null)
  const there = parts.data !== undefined
  useEffect(() => {
    if (there) cited.current?.scrollIntoView({ block: 'center' })
  }, [there])
  if (parts.isPending)
    return (
      <Stack gap="2" aria-busy="true" role="status" aria-label="Loading the text">
        {[90, 96, 84, 92, 60].map(width => (
          <Skeleton key={width} h="4" w={`${width}%`} borderRadius="control" />
        ))}
      </Stack>
    )
  if (parts.isError && !parts.data) return <Problem error={parts.error} onRetry={() => parts.refetch()} />
  const { from, text } = joined(parts.data.pages)
  if (text === '') return <Text color="fg.muted">No text was taken out of it yet.</Text>
  const [start, end] = place ? [place.start - from, place.end - from] : [0, 0]
  return (
    <>
      {parts.hasPreviousPage && (
        <More loading={parts.isFetchingPreviousPage} onMore={() => parts.fetchPreviousPage()}>
          Show what stands before
        </More>
      )}
      <Box whiteSpace="pre-wrap" overflowWrap="anywhere" lineHeight="1.7">
        {text.slice(0, start)}
        {end > start && (
          <chakra.mark ref={cited} bg="accent.subtle" color="fg" boxDecorationBreak="clone" py="0.5" borderRadius="sm">
            {text.slice(start, end)}
          </chakra.mark>
        )}
        {text.slice(end)}
      </Box>
      {parts.hasNextPage && (
        <More loading={parts.isFetchingNextPage} onMore={() => parts.fetchNextPage()}>
          Show what follows
        </More>
      )}
    </>
  )
}

const More = ({ loading, onMore, children }: { loading: boolean; onMore: () => void; children: string }) => (
  <Button size="xs" variant="ghost" w="full" my="2" color="fg.muted" loading={loading} onClick={onMore}>
    {children}
  </Button>
)
