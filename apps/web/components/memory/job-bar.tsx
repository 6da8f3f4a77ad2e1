'use client'
import { Button, HStack, Progress, Stack, Text } from '@chakra-ui/react'
import { useMayWrite } from '../../lib/may.ts'
import { useCancelJob } from '../../lib/memory/files.ts'
import type { MemoryJob } from '../../lib/records.ts'

/** “about 2 min left” */
const sayLeft = (seconds: number) => (seconds < 60 ? 'less than a minute left' : `about ${Math.ceil(seconds / 60)} min left`)

/** How far work of memory is, and a way to end it. */
export function JobBar({ job }: { job: MemoryJob }) {
  const cancel = useCancelJob()
  const mayWrite = useMayWrite()
  const { title, done, total, secondsLeft, perMinute, status } = job
  const count = (n: number) => n.toLocaleString()
  return (
    <Stack gap="1" role="group" aria-label={title}>
      <HStack gap="3" fontSize="xs" color="fg.muted" minH="6">
        <Text truncate flex="1">
          {title}
          {status === 'queued' ? ', when it is its turn' : ''}
        </Text>
        {status === 'running' && (
          <Text whiteSpace="nowrap" fontVariantNumeric="tabular-nums">
            {total ? `${count(done)} of ${count(total)}` : count(done)}
          </Text>
        )}
        {perMinute !== undefined && (
          <Text whiteSpace="nowrap" hideBelow="sm">
            {count(Math.round(perMinute))} a minute
          </Text>
        )}
        {secondsLeft !== undefined && (
          <Text whiteSpace="nowrap" hideBelow="sm">
            {sayLeft(secondsLeft)}
          </Text>
        )}
        {mayWrite && job.kind !== 'reembed' && (
          <Button
            size="xs"
            variant="ghost"
            loading={cancel.isPending}
            aria-label={`Cancel: ${title}`}
            onClick={() => cancel.mutate(job.id)}
          >
            Cancel
          </Button>
        )}
      </HStack>
      <Progress.Root size="xs" value={status === 'running' && total ? Math.min(done, total) : null} max={Math.max(1, total ?? 1)}>
        <Progress.Track>
          <Progress.Range />
        </Progress.Track>
        <Progress.Label srOnly>{title}</Progress.Label>
      </Progress.Root>
    </Stack>
  )
}
