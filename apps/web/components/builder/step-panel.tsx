'use client'
import { Alert, Box, CloseButton, Heading, HStack, Icon, Stack, Tabs, Text } from '@chakra-ui/react'
import { useMemo } from 'react'
import { useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import { findNode, levelAt, triggerId } from '../../lib/automations/graph.ts'
import { lastRows } from '../../lib/automations/node-runs.ts'
import { type RunStep, useVariables } from '../../lib/automations/queries.ts'
import { triggerTitles } from '../../lib/automations/say-trigger.ts'
import { scopeOf } from '../../lib/automations/scope-of.ts'
import { kindTitle, stepIcon, stepTitle, triggerIcon } from '../../lib/automations/step-kinds.ts'
import { JsonView } from '../runs/json-view.tsx'
import { OpenInside } from '../runs/open-inside.tsx'
import { StepValues } from '../runs/step-values.tsx'
import { DeliveriesTab } from './deliveries-tab.tsx'
import { FieldsContext } from './fields/fields-context.ts'
import { StepForm } from './step-form.tsx'
import { TestTab } from './test-tab.tsx'
import { TriggerForm } from './trigger-form.tsx'

export interface LastRun {
  id: string
  steps: readonly RunStep[]
  event: unknown
}

interface Props {
  workflow: string
  id: string
  lastRun: LastRun | undefined
  hookBase: string
  onOpen: (id: string) => void
  onClose: () => void
}

/** Fields of triggers in which expressions are worked out. */
const triggerExpressions = ['where', 'dedupe', 'input']

/** The step that is worked on: its form, and what it did in the last run. */
export function StepPanel({ workflow, id, lastRun, hookBase, onOpen, onClose }: Props) {
  const store = useBuilderStore()
  const graph = useBuilder(state => state.graph)
  const path = useBuilder(state => state.path)
  const all = useBuilder(state => state.problems)
  const cautions = useBuilder(state => state.warnings)
  const { data: vars } = useVariables()
  const node = levelAt(graph, path).nodes.find(one => one.id === id)
  const around = useMemo(
    () => ({
      scope: scopeOf(graph, path, id, {
        skills: store.kinds.skills,
        events: store.kinds.events,
        ...(vars ? { vars } : {}),
        ...(lastRun ? { event: lastRun.event, steps: lastRun.steps } : {}),
      }),
      problems: all.filter(problem => problem.node === id),
      warnings: cautions.filter(one => one.node === id),
      readOnly: store.readOnly,
      expressions: node ? (store.kinds.types.get(node.type)?.expressions ?? []) : triggerExpressions,
    }),
    [graph, path, id, store, lastRun, all, cautions, node, vars],
  )
  if (!node && id !== triggerId) return null
  const title = node ? stepTitle(node, store.kinds) : (triggerTitles[graph.trigger.type] ?? 'Trigger')
  const Sign = node ? stepIcon(node) : triggerIcon(graph.trigger.type)
  const ran = lastRun && lastRows(lastRun.steps).findLast(step => step.node === id)
  const general = around.problems.filter(problem => !problem.field || ['edges', 'type', 'input'].includes(problem.field))
  return (
    <FieldsContext value={around}>
      <Stack gap="0" h="full" minH="0">
        <HStack px="4" pt="3" pb="2" gap="3">
          <Icon asChild boxSize="4" color="fg.muted">
            <Sign aria-hidden />
          </Icon>
          <Box flex="1" minW="0">
            <Heading as="h2" size="sm" truncate title={title}>
              {title}
            </Heading>
            <Text fontSize="xs" color="fg.muted" truncate>
              {node ? kindTitle(node, store.kinds) : 'What starts it'}
            </Text>
          </Box>
          <CloseButton size="sm" aria-label="Close this step" hideBelow="md" onClick={onClose} />
        </HStack>
        <Tabs.Root key={id} defaultValue="setup" size="sm" display="flex" flexDirection="column" flex="1" minH="0" lazyMount>
          <Tabs.List px="4">
            <Tabs.Trigger value="setup">Set up</Tabs.Trigger>
            <Tabs.Trigger value="last">Last run</Tabs.Trigger>
            {!store.readOnly && <Tabs.Trigger value="test">{node ? 'Test' : 'Pin'}</Tabs.Trigger>}
            {!node && graph.trigger.type === 'webhook' && <Tabs.Trigger value="calls">Calls</Tabs.Trigger>}
          </Tabs.List>
          <Tabs.Content value="setup" flex="1" minH="0" overflowY="auto" px="4" pb="8">
            <Stack gap="4">
              {general.map(problem => (
                <Alert.Root key={problem.message} status="error" size="sm" borderRadius="control">
                  <Alert.Indicator />
                  <Alert.Title>{problem.message}</Alert.Title>
                </Alert.Root>
              ))}
              {/* The form is disabled as a whole, its way inside too. */}
              {store.readOnly && node?.graph && <OpenInside onOpen={() => onOpen(id)} />}
              {node ? <StepForm key={id} id={id} onOpen={onOpen} /> : <TriggerForm hookBase={hookBase} />}
            </Stack>
          </Tabs.Content>
          <Tabs.Content value="last" flex="1" minH="0" overflowY="auto" px="4" pb="8">
            {id === triggerId && lastRun ? (
              <Stack gap="1.5">
                <Text fontWeight="medium">event</Text>
                <JsonView value={lastRun.event} label="event" />
              </Stack>
            ) : ran && lastRun ? (
              <StepValues run={lastRun.id} step={ran} />
            ) : (
              <Text color="fg.muted">
                {lastRun ? 'The last run did not come to this step.' : 'There was no run yet. Try it, and its values are shown here.'}
              </Text>
            )}
          </Tabs.Content>
          {!store.readOnly && (
            <Tabs.Content value="test" flex="1" minH="0" overflowY="auto" px="4" pb="8">
              <TestTab workflow={workflow} id={id} last={node ? ran?.output : lastRun?.event} lastRun={lastRun} />
            </Tabs.Content>
          )}
          <Tabs.Content value="calls" flex="1" minH="0" overflowY="auto" px="4" pb="8">
            <DeliveriesTab workflow={workflow} />
          </Tabs.Content>
        </Tabs.Root>
      </Stack>
    </FieldsContext>
  )
}

/** Shows a step, wherever it is, and selects it. */
export function useShowStep() {
  const store = useBuilderStore()
  return (id: string) => {
    const found = findNode(store.get().graph, id)
    store.open(found?.path ?? [], [id])
  }
}
