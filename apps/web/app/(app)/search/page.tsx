'use client'
import { Box, Button, chakra, HStack, Link, SegmentGroup, Stack, Text } from '@chakra-ui/react'
import { FileSearch, MessageCircleQuestion, SearchX } from 'lucide-react'
import NextLink from 'next/link'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { SkeletonRows } from '../../../components/async-list.tsx'
import { Empty } from '../../../components/empty.tsx'
import { SearchBox } from '../../../components/fields/search-box.tsx'
import { Answer, type Citation } from '../../../components/memory/answer.tsx'
import { FacetColumn, FacetRow } from '../../../components/memory/facets.tsx'
import { MemoryOff } from '../../../components/memory/memory-off.tsx'
import { PassagePanel } from '../../../components/memory/passage-panel.tsx'
import { ResultList } from '../../../components/memory/result-list.tsx'
import { Page } from '../../../components/page.tsx'
import { Problem } from '../../../components/problem.tsx'
import { usePlace } from '../../../lib/me.ts'
import { passageLink } from '../../../lib/memory/passage-link.ts'
import { sayPlaceIn } from '../../../lib/memory/say-place.ts'
import { isNarrowed, type SearchFilter, useExploration, useMemoryUsage } from '../../../lib/memory/search.ts'
import { useShortcut } from '../../../lib/shortcuts.ts'
import { useTitle } from '../../../lib/title.ts'
import { useSettled } from '../../../lib/understand.ts'
import { useUrlState } from '../../../lib/url-state.ts'

const modes = [
  { value: 'search', label: 'Search' },
  { value: 'ask', label: 'Ask' },
]
/** Passages shown that are only the closest there is. */
const mostUnlikely = 5
const nowhere = { doc: undefined, start: undefined, end: undefined }

export default function SearchPage() {
  useTitle('Search')
  const { get, set } = useUrlState()
  const asks = get('mode') === 'ask'
  const box = useRef<HTMLInputElement>(null)
  const usage = useMemoryUsage()
  const [cited, setCited] = useState<Citation>()
  useShortcut('/', 'Search everything', () => box.current?.focus())
  useEffect(() => box.current?.focus(), [])

  const open = (citation: Citation) => {
    setCited(citation)
    set({ doc: citation.documentId, start: String(citation.start), end: String(citation.end) }, { push: true })
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (asks) set({ q: box.current?.value.trim(), asked: box.current?.value.trim() })
    else document.querySelector<HTMLElement>('main [data-item]')?.focus()
  }
  const place = get('doc') && get('end') ? { start: Number(get('start')) || 0, end: Number(get('end')) || 0 } : undefined
  // Where memory is off nothing is asked of it.
  const known = usage.isError || usage.data?.on === true
  const shown = cited && cited.documentId === get('doc') && cited.start === place?.start ? cited : undefined

  return (
    <Page
      title="Search"
      tools={
        <chakra.form onSubmit={submit} display="flex" gap="2" role="search" flexWrap="wrap">
          <SearchBox
            label={asks ? 'Your question' : 'Search everything'}
            inputRef={box}
            key={asks ? 'ask' : 'search'}
            defaultValue={get('q')}
            onWords={q => !asks && set({ q })}
            box={{ flex: '1', minW: '60' }}
            placeholder={asks ? 'What did we agree about delivery dates?' : 'Files, notes, tasks, meetings …'}
            onArrowDown={() => document.querySelector<HTMLElement>('main [data-item]')?.focus()}
          />
          {asks && (
            <Button type="submit" size="sm">
              Ask
            </Button>
          )}
          <SegmentGroup.Root
            size="sm"
            value={asks ? 'ask' : 'search'}
            onValueChange={({ value }) => {
              set({ mode: value === 'ask' ? 'ask' : undefined, asked: undefined, q: box.current?.value.trim() })
              requestAnimationFrame(() => box.current?.focus())
            }}
            aria-label="What to do with the words"
          >
            <SegmentGroup.Indicator />
            <SegmentGroup.Items items={modes} />
          </SegmentGroup.Root>
        </chakra.form>
      }
    >
      {usage.data && !usage.data.on ? (
        <MemoryOff />
      ) : asks ? (
        <AskView question={known ? get('asked') : ''} onOpen={open} />
      ) : (
        <SearchView onOpen={open} on={known} reading={usage.data ? usage.data.documents.queued + usage.data.documents.processing : 0} />
      )}
      <PassagePanel
        id={get('doc')}
        place={place}
        words={shown && sayPlaceIn(shown)}
        page={shown?.page}
        onShow={open}
        onClose={() => set(nowhere)}
      />
    </Page>
  )
}

function SearchView({ onOpen, on, reading }: { onOpen: (citation: Citation) => void; on: boolean; reading: number }) {
  const { get, set } = useUrlState()
  const { zone } = usePlace()
  const words = useSettled(get('q').trim(), 120)
  const filter: SearchFilter = { type: get('type'), source: get('source'), author: get('author'), since: get('since') }
  const found = useExploration(words, filter, zone, on)
  if (!get('q').trim())
    return (
      <Empty icon={FileSearch} title="Everything ATOM has read">
        Look for words or for what is meant: in files, notes, tasks, meetings and web pages. Add more under{' '}
        <Link asChild color="accent.fg" textDecoration="underline">
          <NextLink href="/files">Files</NextLink>
        </Link>
        .
      </Empty>
    )
  if (found.isError && !found.data) return <Problem error={found.error} onRetry={() => found.refetch()} />
  if (!found.data) return <SkeletonRows rows={8} label="Results" />
  const { items, facets } = found.data
  const good = items.filter(({ supported }) => supported)
  const others = items.filter(({ supported }) => !supported).slice(0, mostUnlikely)
  const facetProps = { facets, value: filter, onChange: (change: Partial<SearchFilter>) => set(change) }
  return (
    <Stack gap="4" aria-busy={found.isPlaceholderData}>
      <FacetRow {...facetProps} />
      {reading > 0 && (
        <Text fontSize="xs" color="fg.muted">
          {reading === 1 ? 'One document is' : `${reading.toLocaleString()} documents are`} still being read; what they say is found in a
          moment.
        </Text>
      )}
      <HStack align="start" gap="8">
        <Stack flex="1" minW="0" gap="6">
          <Box srOnly aria-live="polite">
            {`${good.length} found`}
          </Box>
          {good.length > 0 && <ResultList passages={good} label="Results" each={3} onOpen={onOpen} />}
          {good.length === 0 && (
            <Empty icon={SearchX} title="Nothing says that">
              {isNarrowed(filter) ? (
                <Button size="xs" variant="outline" onClick={() => set({ type: '', source: '', author: '', since: '' })}>
                  Search without filters
                </Button>
              ) : (
                'Try other words, or fewer.'
              )}
            </Empty>
          )}
          {others.length > 0 && (
            <Stack gap="3">
              <Text fontSize="xs" fontWeight="semibold" color="fg.muted">
                {good.length > 0 ? 'Less likely' : 'The closest there is'}
              </Text>
              <ResultList passages={others} label="Less likely results" each={1} onOpen={onOpen} />
            </Stack>
          )}
        </Stack>
        <FacetColumn {...facetProps} />
      </HStack>
    </Stack>
  )
}

function AskView({ question, onOpen }: { question: string; onOpen: (citation: Citation) => void }) {
  if (!question)
    return (
      <Empty icon={MessageCircleQuestion} title="Ask what was read">
        Write a question and press Enter. The answer names the passages it stands on, or says that nothing was found.
      </Empty>
    )
  return (
    <Box maxW="prose">
      <Answer key={question} question={question} linkOf={citation => passageLink(question, citation)} onOpen={onOpen} />
    </Box>
  )
}
