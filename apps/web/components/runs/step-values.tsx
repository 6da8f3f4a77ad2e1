'use client'
import { Alert, Button, HStack, Link, Span, Stack, Text } from '@chakra-ui/react'
import NextLink from 'next/link'
import { useState } from 'react'
import { sayDuration, spanOf } from '../../lib/automations/duration-words.ts'
import { type RunStep, useWholeStep } from '../../lib/automations/queries.ts'
import { runLink } from '../../lib/automations/steer.ts'
import { When } from '../when.tsx'
import { JsonView } from './json-view.tsx'
import { RunStatus } from './run-status.tsx'

/** What one step was given and gave. Long values are cut until they are asked for. */
export function StepValues({ run, step }: { run: string; step: RunStep }) {
  const [whole, setWhole] = useState(false)
  const full = useWholeStep(run, step, whole)
  const shown = whole && full.data ? full.data : step
  return (
    <Stack gap="4">
      <HStack wrap="wrap" gap="3" fontSize="xs" color="fg.muted">
        <RunStatus status={step.status} />
        <Span>{step.finishedAt ? sayDuration(spanOf(step.startedAt, step.finishedAt)) : 'under way'}</Span>
        {step.attempt > 1 && <Span>attempt {step.attempt}</Span>}
        {step.port && step.port !== 'out' && <Span>left by “{step.port}”</Span>}
        <When value={step.startedAt} ago />
      </HStack>
      {step.childRun && (
        <Link asChild color="accent.fg" alignSelf="start">
          <NextLink href={runLink(step.childRun)}>The run it started</NextLink>
        </Link>
      )}
      {step.error && (
        <Alert.Root status="error" size="sm" borderRadius="control">
          <Alert.Indicator />
          <Alert.Title overflowWrap="anywhere">{step.error.message}</Alert.Title>
        </Alert.Root>
      )}
      <Stack gap="1.5">
        <Text fontWeight="medium">Input</Text>
        <JsonView value={shown.input} label="Input" />
      </Stack>
      <Stack gap="1.5">
        <Text fontWeight="medium">Output</Text>
        <JsonView value={shown.output} label="Output" />
      </Stack>
      {step.cut && !(whole && full.data) && (
        <Button size="xs" variant="outline" alignSelf="start" loading={full.isFetching} onClick={() => setWhole(true)}>
          Show all of it
        </Button>
      )}
    </Stack>
  )
}
