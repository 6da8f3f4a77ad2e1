'use client'
import { Badge, Button, HStack, Stack, Text } from '@chakra-ui/react'
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useMemoryJobs } from '../../lib/memory/files.ts'
import { usePages } from '../../lib/pages.ts'
import type { EmbedderEntry } from '../../lib/records.ts'
import { Confirm } from '../confirm.tsx'
import { complain } from '../toaster.tsx'
import { EmbedderDialog } from './embedder-dialog.tsx'
import { Section } from './section.tsx'

const from: Record<EmbedderEntry['origin'], string> = {
  carried: 'comes with ATOM',
  folder: 'from the operator’s folder',
  address: 'a server',
  environment: 'a server the operator set',
}

/** What this workspace's texts are embedded with, what else there is, and how far a change has come. */
export function Embedders() {
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const { data } = usePages<EmbedderEntry>(['embedders'], '/api/embedders')
  const jobs = useMemoryJobs(true)
  const choose = useMutation({
    mutationFn: (id: string) => api.put('/api/embedders/chosen', { id }),
    onError: complain,
    onSettled: () => refresh(client),
  })
  const all = data?.pages.flatMap(page => page.items) ?? []
  const job = jobs.data?.find(({ kind }) => kind === 'reembed')
  return (
    <Section
      title="Search by meaning"
      say="The model that turns what is read into numbers. With another one everything is embedded anew in the background; until then it is found as before."
      action={
        <Button size="sm" variant="outline" onClick={() => setAdding(true)} flexShrink="0">
          <Plus size={16} aria-hidden /> Use a server
        </Button>
      }
    >
      <Stack as="ul" gap="0" listStyleType="none" aria-label="Embedding models">
        {all.map(embedder => (
          <HStack as="li" key={embedder.id} gap="3" py="2" borderBottomWidth="1px" wrap="wrap">
            <Stack gap="0" flex="1" minW="40">
              <Text fontWeight="medium" truncate>
                {embedder.model ?? embedder.id}
              </Text>
              <Text fontSize="sm" color={embedder.problem ? 'fg.error' : 'fg.muted'} wordBreak="break-word">
                {embedder.problem ?? told(embedder)}
              </Text>
            </Stack>
            {embedder.chosen ? (
              <Badge>In use</Badge>
            ) : (
              !embedder.problem && (
                <Confirm
                  title={`Use ${embedder.model ?? embedder.id}?`}
                  say="Everything that was read is embedded anew in the background. It is found as before until that is done."
                  button="Use it"
                  onConfirm={() => choose.mutate(embedder.id)}
                >
                  <Button size="xs" variant="outline" aria-label={`Use ${embedder.model ?? embedder.id}`}>
                    Use
                  </Button>
                </Confirm>
              )
            )}
          </HStack>
        ))}
      </Stack>
      {job && job.status !== 'done' && (
        <Text role="status" fontSize="sm" color={job.status === 'failed' ? 'fg.error' : 'fg.muted'}>
          {job.status === 'failed'
            ? `Embedding anew stopped and is tried again: ${job.error}`
            : `Embedding anew: ${job.done} of ${job.total ?? '…'} documents`}
        </Text>
      )}
      <EmbedderDialog open={adding} onChosen={() => refresh(client)} onClose={() => setAdding(false)} />
    </Section>
  )
}

/** What is in use, and the work that a choice begins. */
const refresh = (client: QueryClient) => {
  for (const queryKey of [['embedders'], ['memory', 'jobs']]) client.invalidateQueries({ queryKey })
}

const told = ({ origin, dimension, baseUrl, hasKey }: EmbedderEntry): string =>
  [baseUrl, from[origin], dimension === undefined ? undefined : `${dimension} dimensions`, hasKey ? 'key kept' : undefined]
    .filter(part => part !== undefined)
    .join(' · ')
