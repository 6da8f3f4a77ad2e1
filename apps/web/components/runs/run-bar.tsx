'use client'
import { Badge, Button, Heading, HStack, IconButton, Spacer, Text, Wrap } from '@chakra-ui/react'
import { ArrowLeft, Ban, CopyPlus, Pause, PenLine, Play, RotateCcw, ShieldCheck } from 'lucide-react'
import NextLink from 'next/link'
import { useAskedByRun } from '../../lib/approvals.ts'
import { sayDuration, spanOf } from '../../lib/automations/duration-words.ts'
import { isOver, type Run } from '../../lib/automations/queries.ts'
import { triggerTitles } from '../../lib/automations/say-trigger.ts'
import { builderLink, runLink, useReplayRun, useSteerRun } from '../../lib/automations/steer.ts'
import { useMayWrite } from '../../lib/may.ts'
import { When } from '../when.tsx'
import { RunStatus } from './run-status.tsx'

/** How a run stands, and what can be done with it. */
export function RunBar({ run }: { run: Run }) {
  const steer = useSteerRun(run.id)
  const replay = useReplayRun(run.id)
  const mayWrite = useMayWrite()
  const over = isOver(run)
  const asked = useAskedByRun(run.id, !over)
  const broken = run.status === 'failed' || run.status === 'cancelled'
  return (
    <Wrap gap="2" align="center" px={{ base: '3', md: '4' }} py="2" borderBottomWidth="1px" bg="bg.panel" flexShrink="0">
      <IconButton asChild size="sm" variant="ghost" aria-label="All runs of this automation">
        <NextLink href={`/automations/runs?workflow=${run.workflow}`}>
          <ArrowLeft size={16} />
        </NextLink>
      </IconButton>
      <Heading as="h1" size="sm" truncate maxW={{ base: '52', md: '80' }} title={run.workflowName}>
        {run.workflowName}
      </Heading>
      <RunStatus status={run.status} role="status" />
      {run.dry && <Badge size="sm">Only pretended</Badge>}
      <HStack gap="2" fontSize="xs" color="fg.muted">
        <Text>{run.version < 0 ? 'Draft' : `Version ${run.version}`}</Text>
        <Text hideBelow="md">{triggerTitles[run.trigger] ?? run.trigger}</Text>
        <When value={run.createdAt} ago />
        {run.startedAt && run.finishedAt && <Text>{sayDuration(spanOf(run.startedAt, run.finishedAt))}</Text>}
        {run.originRun && (
          <NextLink href={runLink(run.originRun)}>
            <Text textDecoration="underline">again after another</Text>
          </NextLink>
        )}
      </HStack>
      <Spacer />
      {asked > 0 && (
        <Button asChild size="sm">
          <NextLink href="/approvals">
            <ShieldCheck size={14} aria-hidden /> {asked === 1 ? 'Answer its question' : `Answer its ${asked} questions`}
          </NextLink>
        </Button>
      )}
      {mayWrite && !over && run.status !== 'paused' && (
        <Button size="sm" variant="outline" loading={steer.isPending && steer.variables === 'pause'} onClick={() => steer.mutate('pause')}>
          <Pause size={14} aria-hidden /> Pause
        </Button>
      )}
      {mayWrite && run.status === 'paused' && (
        <Button
          size="sm"
          variant="outline"
          loading={steer.isPending && steer.variables === 'resume'}
          onClick={() => steer.mutate('resume')}
        >
          <Play size={14} aria-hidden /> Resume
        </Button>
      )}
      {mayWrite && !over && (
        <Button
          size="sm"
          variant="outline"
          loading={steer.isPending && steer.variables === 'cancel'}
          onClick={() => steer.mutate('cancel')}
        >
          <Ban size={14} aria-hidden /> Cancel
        </Button>
      )}
      {mayWrite && broken && (
        <Button size="sm" loading={steer.isPending && steer.variables === 'retry'} onClick={() => steer.mutate('retry')}>
          <RotateCcw size={14} aria-hidden /> Retry from there
        </Button>
      )}
      {mayWrite && over && (
        <Button size="sm" variant="outline" loading={replay.isPending} onClick={() => replay.mutate('same')}>
          <CopyPlus size={14} aria-hidden /> Replay
        </Button>
      )}
      <Button asChild size="sm" variant="ghost">
        <NextLink href={builderLink(run.workflow)}>
          <PenLine size={14} aria-hidden /> {mayWrite ? 'Edit' : 'Look at it'}
        </NextLink>
      </Button>
    </Wrap>
  )
}
