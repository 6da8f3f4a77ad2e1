'use client'
import type { AutomationProposal, Workflow } from '@atom/contracts'
import { Box, Button, HStack, Stack, Text } from '@chakra-ui/react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Workflow as WorkflowIcon } from 'lucide-react'
import NextLink from 'next/link'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import type { Graph } from '../../lib/automations/graph.ts'
import { builderLink } from '../../lib/automations/steer.ts'
import { useMayWrite } from '../../lib/may.ts'
import type { ChatCallPart } from '../../lib/records.ts'
import { complain, say } from '../toaster.tsx'
import { AutomationPicture } from './automation-picture.tsx'

type Proposed = Required<Pick<AutomationProposal, 'id' | 'name' | 'graph' | 'when'>>

/** The automation that a call proposes, if it does: its answer holds a draft with its picture. */
export function proposedIn({ status, output }: ChatCallPart): Proposed | undefined {
  const { id, name, graph, when } = (status === 'done' && output && typeof output === 'object' ? output : {}) as Partial<Proposed>
  return id && name && graph && when ? { id, name, graph, when } : undefined
}

interface Props {
  proposed: Proposed
  undone?: boolean | undefined
  /** Tells the chat no, while a yes said there would still enable it. */
  onNo?: (() => void) | undefined
}

/** A proposed automation: what it would do as a picture, and the question whether to turn it on. Nothing runs before that. */
export function AutomationCard({ proposed: { id, name, graph, when }, undone, onNo }: Props) {
  const client = useQueryClient()
  const mayWrite = useMayWrite()
  const [later, setLater] = useState(false)
  const key = ['workflows', 'proposed', id]
  const now = useQuery({ queryKey: key, queryFn: () => api.get<Workflow>(`/api/workflows/${id}`), retry: false })
  const enable = useMutation({
    mutationFn: () => api.post<Workflow>(`/api/workflows/${id}/publish`, {}),
    onSuccess: workflow => {
      client.setQueryData(key, workflow)
      say(`On: ${name}`)
    },
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['workflows'] }),
  })
  const live = now.data?.published && !now.data.changed
  const gone = undone || now.isError
  const state = gone
    ? 'It is not there any more.'
    : live
      ? now.data?.enabled
        ? 'It is on.'
        : 'It is paused.'
      : later
        ? 'It stays a draft.'
        : 'It is a draft: nothing runs yet.'
  return (
    <Stack
      as="section"
      aria-label={`Automation: ${name}`}
      gap="3"
      borderWidth="1px"
      borderRadius="card"
      p="4"
      bg="bg.panel"
      fontSize="sm"
      w="full"
    >
      <HStack gap="2" minW="0">
        <Box color="fg.muted" flexShrink="0">
          <WorkflowIcon size={16} aria-hidden />
        </Box>
        <Text fontWeight="medium" flex="1" minW="0" truncate title={name}>
          {name}
        </Text>
      </HStack>
      <Box bg="bg.subtle" borderRadius="control" p="3" overflowX="auto">
        <AutomationPicture graph={graph as unknown as Graph} when={when} />
      </Box>
      <HStack gap="2" wrap="wrap">
        <Text color="fg.muted" flex="1" minW="40" role="status">
          {state}
        </Text>
        {mayWrite && !gone && !live && !later && (
          <>
            <Button size="sm" loading={enable.isPending} disabled={now.isPending} onClick={() => enable.mutate()}>
              Enable
            </Button>
            <Button
              size="sm"
              variant="ghost"
              onClick={() => {
                setLater(true)
                onNo?.()
              }}
            >
              Not now
            </Button>
          </>
        )}
        {!gone && (
          <Button size="sm" variant="ghost" asChild>
            <NextLink href={builderLink(id)}>Open in the builder</NextLink>
          </Button>
        )}
      </HStack>
    </Stack>
  )
}
