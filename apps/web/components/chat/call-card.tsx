'use client'
import { Box, Button, Collapsible, HStack, IconButton, Spinner, Stack, Text } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChevronRight, CircleCheck, CircleHelp, CircleX, Undo2 } from 'lucide-react'
import { api } from '../../lib/api.ts'
import { useMayWrite } from '../../lib/may.ts'
import { usePlace } from '../../lib/me.ts'
import { summaryOf, withNames } from '../../lib/readable.ts'
import type { ChatCallPart } from '../../lib/records.ts'
import { ApprovalQuestion } from '../approvals/approval-question.tsx'
import { Readable } from '../readable.tsx'
import { Result } from '../result.tsx'
import { TellingIcon } from '../telling-icon.tsx'
import { complain, say } from '../toaster.tsx'

interface Props {
  call: ChatCallPart
  /** The answer's text tells the result, so the card is one line. */
  told?: boolean
}

/** One skill call: what it was, what came of it, and the way back. */
export function CallCard({ call, told = false }: Props) {
  const place = usePlace()
  const mayWrite = useMayWrite()
  const asking = call.status === 'asks' && call.approval
  const done = call.status === 'done'
  const quiet = done && told && !call.undoId && !call.undone
  const hidden = quiet || summaryOf(call.output, place) !== undefined
  return (
    <Collapsible.Root lazyMount asChild>
      <Stack
        as="section"
        aria-label={call.title}
        gap="1"
        borderWidth="1px"
        borderRadius="card"
        ps="4"
        pe="2"
        py="2"
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
          {mayWrite && call.undoId && !call.undone && <UndoButton undoId={call.undoId} />}
          {!asking && (
            <Collapsible.Trigger asChild>
              <IconButton
                size="2xs"
                variant="ghost"
                color="fg.muted"
                aria-label={`Details of ${call.title}`}
                css={{ '& svg': { transition: 'transform' }, '&[data-state=open] svg': { transform: 'rotate(90deg)' } }}
              >
                <ChevronRight aria-hidden />
              </IconButton>
            </Collapsible.Trigger>
          )}
        </HStack>
        <Box ps="6" pe="2" _empty={{ display: 'none' }}>
          {asking && call.approval ? (
            <ApprovalQuestion approval={call.approval} skill={call.skill} input={call.input} named={call.named ?? {}}>
              {call.approval.question ? (
                <Text fontWeight="medium">{call.approval.question}</Text>
              ) : (
                <Text color="fg.muted">ATOM asks before it does this:</Text>
              )}
            </ApprovalQuestion>
          ) : call.error ? (
            <Text color="fg.error">{call.error.message}</Text>
          ) : call.status === 'denied' ? (
            <Text color="fg.muted">You said no. Nothing was changed.</Text>
          ) : (
            done && !quiet && <Result value={call.output} />
          )}
        </Box>
        {!asking && (
          <Collapsible.Content>
            <Stack bg="bg.muted" borderRadius="control" p="3" my="1" me="2" gap="2" fontSize="xs">
              <Text color="fg.muted" fontFamily="mono">
                {call.skill}
              </Text>
              <Readable value={withNames(call.input, call.named)} />
              {done && hidden && (
                <>
                  <Text color="fg.muted">Result</Text>
                  <Readable value={call.output} />
                </>
              )}
            </Stack>
          </Collapsible.Content>
        )}
      </Stack>
    </Collapsible.Root>
  )
}

const signs = {
  done: { icon: CircleCheck, color: 'fg.success', label: 'Done' },
  failed: { icon: CircleX, color: 'fg.error', label: 'Failed' },
  asks: { icon: CircleHelp, color: 'fg.warning', label: 'Waits for you' },
  denied: { icon: CircleX, color: 'fg.subtle', label: 'Not done' },
}

function StatusSign({ status }: { status: ChatCallPart['status'] }) {
  if (status === 'running') return <Spinner size="xs" color="fg.subtle" aria-label="Running" />
  return <TellingIcon {...signs[status]} />
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
