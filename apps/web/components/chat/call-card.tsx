'use client'
import { Box, Button, Collapsible, HStack, Icon, Spinner, Stack, Text } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChevronRight, CircleCheck, CircleHelp, CircleX, Undo2 } from 'lucide-react'
import { api } from '../../lib/api.ts'
import { usePlace } from '../../lib/me.ts'
import { summaryOf } from '../../lib/readable.ts'
import type { ChatCallPart } from '../../lib/records.ts'
import { Readable } from '../readable.tsx'
import { Result } from '../result.tsx'
import { complain, say } from '../toaster.tsx'
import { ApprovalQuestion } from './approval-question.tsx'

/** One skill call: what it was, what came of it, and the way back. */
export function CallCard({ call }: { call: ChatCallPart }) {
  const place = usePlace()
  const hasInput = Object.keys(call.input).length > 0
  const asking = call.status === 'asks' && call.approval
  return (
    <Stack
      as="section"
      aria-label={call.title}
      gap="2"
      borderWidth="1px"
      borderRadius="card"
      px="4"
      py="3"
      bg="bg.panel"
      fontSize="sm"
      w="full"
    >
      <HStack gap="2" minH="6">
        <StatusSign status={call.undone ? 'denied' : call.status} />
        <Text fontWeight="medium" flex="1" minW="0" truncate textDecoration={call.undone ? 'line-through' : undefined}>
          {call.title}
        </Text>
        {call.undone && <Text color="fg.muted">Undone</Text>}
        {call.undoId && !call.undone && <UndoButton undoId={call.undoId} />}
      </HStack>
      {asking && call.approval ? (
        <ApprovalQuestion approval={call.approval} input={call.input} named={call.named} />
      ) : call.error ? (
        <Text color="fg.error">{call.error.message}</Text>
      ) : call.status === 'denied' ? (
        <Text color="fg.muted">You said no. Nothing was changed.</Text>
      ) : (
        call.status === 'done' && <Result value={call.output} />
      )}
      {hasInput && !asking && (
        <Collapsible.Root lazyMount>
          <Collapsible.Trigger asChild>
            <Button
              size="2xs"
              variant="ghost"
              color="fg.muted"
              ms="-2"
              css={{ '& svg': { transition: 'transform' }, '&[data-state=open] svg': { transform: 'rotate(90deg)' } }}
            >
              <ChevronRight aria-hidden /> Details
            </Button>
          </Collapsible.Trigger>
          <Collapsible.Content>
            <Box bg="bg.muted" borderRadius="control" p="3" mt="1" fontSize="xs">
              <Text color="fg.muted" pb="1" fontFamily="mono">
                {call.skill}
              </Text>
              <Readable value={call.input} />
              {call.status === 'done' && summaryOf(call.output, place) && (
                <>
                  <Text color="fg.muted" pt="2" pb="1">
                    Result
                  </Text>
                  <Readable value={call.output} />
                </>
              )}
            </Box>
          </Collapsible.Content>
        </Collapsible.Root>
      )}
    </Stack>
  )
}

const signs = {
  done: { Sign: CircleCheck, color: 'fg.success', label: 'Done' },
  failed: { Sign: CircleX, color: 'fg.error', label: 'Failed' },
  asks: { Sign: CircleHelp, color: 'fg.warning', label: 'Waits for you' },
  denied: { Sign: CircleX, color: 'fg.subtle', label: 'Not done' },
}

function StatusSign({ status }: { status: ChatCallPart['status'] }) {
  if (status === 'running') return <Spinner size="xs" color="fg.subtle" aria-label="Running" />
  const { Sign, color, label } = signs[status]
  return (
    <Icon asChild boxSize="4" color={color}>
      <Sign role="img" aria-label={label} />
    </Icon>
  )
}

function UndoButton({ undoId }: { undoId: string }) {
  const client = useQueryClient()
  const undo = useMutation({
    mutationFn: () => api.invoke('undo', { id: undoId }),
    onSuccess: () => say('Undone'),
    onError: complain,
    onSettled: () => client.invalidateQueries(),
  })
  return (
    <Button size="xs" variant="ghost" color="fg.muted" loading={undo.isPending} disabled={undo.isSuccess} onClick={() => undo.mutate()}>
      <Undo2 size={14} aria-hidden /> Undo
    </Button>
  )
}
