'use client'
import type { Delivery } from '@atom/contracts'
import { Badge, Button, HStack, IconButton, Link, Stack, Text } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw, Webhook } from 'lucide-react'
import NextLink from 'next/link'
import { api } from '../../lib/api.ts'
import { runLink } from '../../lib/automations/steer.ts'
import { useMayWrite } from '../../lib/may.ts'
import { usePages } from '../../lib/pages.ts'
import { AsyncList } from '../async-list.tsx'
import { Empty } from '../empty.tsx'
import { complain, say } from '../toaster.tsx'
import { When } from '../when.tsx'

/** Calls to the address of an automation, what each was answered, and those that can be taken again. */
export function DeliveriesTab({ workflow }: { workflow: string }) {
  const client = useQueryClient()
  const key = ['runs', 'deliveries', workflow]
  const calls = usePages<Delivery>(key, `/api/workflows/${workflow}/deliveries`)
  return (
    <Stack gap="2">
      <HStack justify="space-between">
        <Text color="fg.muted" fontSize="xs">
          What came, newest first.
        </Text>
        <IconButton
          size="xs"
          variant="ghost"
          aria-label="Look again"
          loading={calls.isRefetching}
          onClick={() => client.invalidateQueries({ queryKey: key })}
        >
          <RotateCw size={14} />
        </IconButton>
      </HStack>
      <AsyncList
        query={calls}
        label="Calls"
        rows={3}
        empty={
          <Empty icon={Webhook} title="No call yet">
            Publish it, then call its address. Calls that were refused are listed too.
          </Empty>
        }
        item={call => <Call key={call.id} call={call} workflow={workflow} />}
      />
    </Stack>
  )
}

const units = new Intl.NumberFormat('en', { style: 'unit', unit: 'byte', unitDisplay: 'short', notation: 'compact' })

/** Why a call started no run, for the reasons people meet most. */
const reasons: Record<string, string> = {
  repeated: 'The same as one before: it got that one’s answer',
  'workflow.hook_unauthorised': 'The secret or the signature was wrong',
  'workflow.skipped': 'As many runs as may were under way',
}

function Call({ call, workflow }: { call: Delivery; workflow: string }) {
  const client = useQueryClient()
  const mayWrite = useMayWrite()
  const replay = useMutation({
    mutationFn: () => api.post<{ runId: string }>(`/api/workflows/${workflow}/deliveries/${call.id}/replay`),
    onSuccess: () => say('Taken again: a run of what is published began'),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['runs'] }),
  })
  const taken = call.runId !== undefined && call.reason === undefined
  return (
    <Stack as="li" gap="1" py="2" borderBottomWidth="1px">
      <HStack gap="2">
        <Badge
          size="sm"
          colorPalette={call.status < 300 ? 'green' : call.status < 500 ? 'orange' : 'red'}
          fontVariantNumeric="tabular-nums"
        >
          {call.status}
        </Badge>
        <Text fontFamily="mono" fontSize="xs">
          {call.method}
        </Text>
        <Text fontSize="xs" color="fg.muted" flex="1">
          {units.format(call.size)}
        </Text>
        <When value={call.at} ago fontSize="xs" color="fg.muted" />
      </HStack>
      {call.reason && <Text fontSize="xs">{reasons[call.reason] ?? call.reason}</Text>}
      {call.sourceId && (
        <Text fontSize="xs" color="fg.muted" truncate title={call.sourceId}>
          {call.sourceId}
        </Text>
      )}
      <HStack>
        {call.runId && (
          <Link asChild color="accent.fg" fontSize="xs">
            <NextLink href={runLink(call.runId)}>Its run</NextLink>
          </Link>
        )}
        {taken && mayWrite && (
          <Button size="2xs" variant="ghost" loading={replay.isPending} onClick={() => replay.mutate()}>
            <RotateCw size={12} aria-hidden /> Replay
          </Button>
        )}
      </HStack>
    </Stack>
  )
}
