'use client'
import { Alert, Button, HStack, Stack, Switch, Text } from '@chakra-ui/react'
import { useMutation } from '@tanstack/react-query'
import { FlaskConical, Pin, PinOff } from 'lucide-react'
import { useState } from 'react'
import { useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import { triggerId } from '../../lib/automations/graph.ts'
import { testStep } from '../../lib/automations/test-step.ts'
import { JsonBox } from '../json-box.tsx'
import { Refusal } from '../refusal.tsx'
import { JsonView } from '../runs/json-view.tsx'
import { useFieldsAround } from './fields/fields-context.ts'
import type { LastRun } from './step-panel.tsx'

interface Props {
  workflow: string
  id: string
  /** What the step gave in the last run. */
  last: unknown
  lastRun: LastRun | undefined
}

/** Tries one step alone, and pins what it is taken to have given when others are tried. */
export function TestTab({ workflow, id, last, lastRun }: Props) {
  const store = useBuilderStore()
  const { scope } = useFieldsAround()
  const [real, setReal] = useState(false)
  const test = useMutation({
    mutationFn: () => testStep({ workflow, id, state: store.get(), scope, lastRun, confirm: real }),
  })
  const { data } = test
  return (
    <Stack gap="5">
      {id !== triggerId && (
        <Stack gap="3" align="start">
          <Text color="fg.muted">
            Runs this step alone, with what is pinned to the steps before it, else with what the last run left. No run is kept.
          </Text>
          <Switch.Root size="sm" checked={real} onCheckedChange={change => setReal(change.checked)} colorPalette="accent">
            <Switch.HiddenInput />
            <Switch.Control />
            <Switch.Label>Really do it: without this, what would change something gives an example</Switch.Label>
          </Switch.Root>
          <Button size="sm" variant="outline" loading={test.isPending} onClick={() => test.mutate()}>
            <FlaskConical size={14} aria-hidden /> Test this step
          </Button>
        </Stack>
      )}
      {test.error && <Refusal error={test.error} />}
      {data && (
        <Stack gap="3" role="status" aria-label="Result of the test">
          {data.error ? (
            <Alert.Root status="error" size="sm" borderRadius="control">
              <Alert.Indicator />
              <Alert.Title overflowWrap="anywhere">{data.error.message}</Alert.Title>
            </Alert.Root>
          ) : (
            <Text color="fg.muted" fontSize="xs">
              {data.waits ? `It would wait (${data.waits}).` : data.port ? `It goes on by “${data.port}”.` : 'It goes no further.'}
            </Text>
          )}
          <Text fontWeight="medium">Input</Text>
          <JsonView value={data.input} label="Input of the test" />
          {!data.error && (
            <>
              <HStack justify="space-between">
                <Text fontWeight="medium">Output</Text>
                <Button size="2xs" variant="ghost" onClick={() => store.pin(id, data.output)}>
                  <Pin size={12} aria-hidden /> Pin it
                </Button>
              </HStack>
              <JsonView value={data.output} label="Output of the test" />
            </>
          )}
        </Stack>
      )}
      <PinnedValue id={id} last={last} />
    </Stack>
  )
}

/** What is pinned to the step, to be written, taken from the last run, and taken away. */
function PinnedValue({ id, last }: { id: string; last: unknown }) {
  const store = useBuilderStore()
  const pins = useBuilder(state => state.pins)
  const pinned = pins.get(id)
  const [edited, setEdited] = useState<string>()
  const [wrong, setWrong] = useState('')
  const text = edited ?? (pinned === undefined ? '' : JSON.stringify(pinned, null, 2))
  const put = (value: unknown) => {
    setEdited(undefined)
    setWrong('')
    store.pin(id, value)
  }
  const write = (next: string) => {
    setEdited(next)
    if (next.trim() === '') return put(undefined)
    try {
      store.pin(id, JSON.parse(next))
      setWrong('')
    } catch {
      setWrong('This is no JSON yet: names and texts stand in double quotes. What was pinned before still holds.')
    }
  }
  return (
    <Stack gap="2">
      <JsonBox
        label={id === triggerId ? 'Pinned event' : 'Pinned output'}
        text={text}
        onText={write}
        wrong={wrong}
        help="Steps are tested as if this had come. It stays in this browser; runs never see it."
      />
      <HStack>
        <Button size="xs" variant="outline" disabled={last === undefined} onClick={() => put(last)}>
          <Pin size={12} aria-hidden /> Pin what the last run gave
        </Button>
        {pinned !== undefined && (
          <Button size="xs" variant="ghost" onClick={() => put(undefined)}>
            <PinOff size={12} aria-hidden /> Take the pin away
          </Button>
        )}
      </HStack>
    </Stack>
  )
}
